import { canFollow } from './can-follow';
import { possibleTexts } from './possible-texts';
import { canContain } from '../aws/allowed-pattern';
import { Unknown, readablePieces } from '../aws/pieces';
import { Referable } from '../aws/referable';
import { TextRule } from '../catalogue/name-rules';

/** The result of checking a value at synthesis. */
export interface Finding {
  /** A text that it can be, and must not be. */
  readonly wrong?: string;
  /** What only the deployment knows, and may be a wildcard. */
  readonly open: readonly string[];
}

/** Checks a resolved value against the rule that applied when it was given. */
export function secondLook(rule: TextRule, value: unknown, template: Referable): Finding {
  const texts = possibleTexts(value, template);
  const wrong = texts.find((text) => text.some(isAbsent) ? !rule.isOptional : !canFollow(rule, text));
  const open = texts.flat().filter((piece): piece is Unknown => typeof piece !== 'string' && mayWiden(rule, piece));
  return { wrong: wrong && readablePieces(wrong), open: [...new Set(open.map(({ label }) => label))] };
}

/** CloudFormation would write no condition instead of one that nothing meets. */
const isAbsent = (piece: string | Unknown): boolean => typeof piece !== 'string' && piece.isAbsent === true;

/** Whether whoever deploys may write a wildcard that the app did not. */
function mayWiden({ pattern }: TextRule, { isOpen, allowedPattern }: Unknown): boolean {
  const wildcards = ['*', '?', '$', '{'].filter((character) => character !== '*' || !pattern.test(character));
  return isOpen === true && (allowedPattern === undefined || wildcards.some((character) => canContain(allowedPattern, character)));
}
