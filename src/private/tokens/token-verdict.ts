import { canContain } from './allowed-pattern';
import { mayMatch } from './may-match';
import { PartialText, Gap, readablePartialText } from './partial-text';
import { TextRule } from '../aws/name-rules';

/** The result of checking a value at synthesis. */
export interface Verdict {
  /** A text that it can be, and must not be. */
  readonly wrong?: string;
  /** What to write instead, if that is known. */
  readonly fix?: string;
  /** What only the deployment knows, and may be a wildcard. */
  readonly setAtDeployment: readonly string[];
}

/** Checks all texts that a value can be against the rule that applied when it was given. */
export function verdictOn(rule: TextRule, texts: readonly PartialText[]): Verdict {
  const misread = texts.flat().find((piece): piece is Gap => fixOf(rule, piece) !== undefined);
  if (misread !== undefined) {
    return { wrong: `<${misread.label}.${misread.source?.attribute}>`, fix: fixOf(rule, misread), setAtDeployment: [] };
  }
  const wrong = texts.find((text) => text.some(isAbsent) ? !rule.isOptional : !mayMatch(rule, text));
  const gaps = texts.flat().filter((piece): piece is Gap => typeof piece !== 'string' && mayWiden(rule, piece));
  return { wrong: wrong && readablePartialText(wrong), setAtDeployment: [...new Set(gaps.map(({ label }) => label))] };
}

/** What to write instead of an attribute that is something else, such as an ARN in the place of a resource ID. */
function fixOf({ sources = {} }: TextRule, piece: string | Gap): string | undefined {
  const source = typeof piece === 'string' ? undefined : piece.source;
  const known = source && sources[source.resourceType];
  return known?.attribute === source?.attribute ? undefined : known?.fix;
}

/** CloudFormation would write no condition instead of one that nothing meets. */
const isAbsent = (piece: string | Gap): boolean => typeof piece !== 'string' && piece.isAbsent === true;

/** Whether whoever deploys may write a wildcard that the app did not. */
function mayWiden({ pattern }: TextRule, { isSetAtDeployment, allowedPattern }: Gap): boolean {
  const wildcards = ['*', '?', '$', '{'].filter((character) => character !== '*' || !pattern.test(character));
  return isSetAtDeployment === true
    && (allowedPattern === undefined || wildcards.some((character) => canContain(allowedPattern, character)));
}
