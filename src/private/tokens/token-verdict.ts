import { canContain } from './allowed-pattern';
import { canFollow } from './may-match';
import { Pieces, Unknown, readablePieces } from './partial-text';
import { TextRule } from '../aws/name-rules';

/** The result of checking a value at synthesis. */
export interface Finding {
  /** A text that it can be, and must not be. */
  readonly wrong?: string;
  /** What to write instead, if that is known. */
  readonly wayOut?: string;
  /** What only the deployment knows, and may be a wildcard. */
  readonly open: readonly string[];
}

/** Checks all texts that a value can be against the rule that applied when it was given. */
export function secondLook(rule: TextRule, texts: readonly Pieces[]): Finding {
  const misread = texts.flat().find((piece): piece is Unknown => wayOutOf(rule, piece) !== undefined);
  if (misread !== undefined) {
    return { wrong: `<${misread.label}.${misread.source?.attribute}>`, wayOut: wayOutOf(rule, misread), open: [] };
  }
  const wrong = texts.find((text) => text.some(isAbsent) ? !rule.isOptional : !canFollow(rule, text));
  const open = texts.flat().filter((piece): piece is Unknown => typeof piece !== 'string' && mayWiden(rule, piece));
  return { wrong: wrong && readablePieces(wrong), open: [...new Set(open.map(({ label }) => label))] };
}

/** What to write instead of an attribute that is something else, such as an ARN in the place of a resource ID. */
function wayOutOf({ sources = {} }: TextRule, piece: string | Unknown): string | undefined {
  const source = typeof piece === 'string' ? undefined : piece.source;
  const known = source && sources[source.resourceType];
  return known?.attribute === source?.attribute ? undefined : known?.wayOut;
}

/** CloudFormation would write no condition instead of one that nothing meets. */
const isAbsent = (piece: string | Unknown): boolean => typeof piece !== 'string' && piece.isAbsent === true;

/** Whether whoever deploys may write a wildcard that the app did not. */
function mayWiden({ pattern }: TextRule, { isOpen, allowedPattern }: Unknown): boolean {
  const wildcards = ['*', '?', '$', '{'].filter((character) => character !== '*' || !pattern.test(character));
  return isOpen === true && (allowedPattern === undefined || wildcards.some((character) => canContain(allowedPattern, character)));
}
