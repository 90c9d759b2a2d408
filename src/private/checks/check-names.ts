import { Token } from 'aws-cdk-lib';
import { checkList } from './check-lists';
import { invalid } from './invalid';
import { NameKind, NAMES, TextRule } from '../aws/name-rules';
import { mayMatch } from '../tokens/may-match';
import { isNotLookedUp, isTokenOnly, partialTextAroundLookup, partialTextOf } from '../tokens/partial-text';
import { noteRule } from '../tokens/rules-of-tokens';

/** Whether a text follows the rule, as far as it is known. Its tokens are checked at synthesis. */
export function follows(rule: TextRule, text: string): boolean {
  if (typeof text !== 'string') {
    return false;
  }
  if (!Token.isUnresolved(text)) {
    return isNotLookedUp(text) ? mayMatch(rule, partialTextAroundLookup(text)) : rule.pattern.test(text) && text.length <= rule.maxLength;
  }
  const mayFollow = isTokenOnly(text) || mayMatch(rule, partialTextOf(text));
  if (mayFollow) { // what is refused here may be right elsewhere
    noteRule(rule, text);
  }
  return mayFollow;
}

/** A text that follows the rule. `demand` completes "must" where the rule alone would not say for what. */
export function checkText(rule: TextRule, prop: string, text: string, fix?: string, demand = demandOf(rule)): string {
  if (!follows(rule, text)) {
    throw invalid(prop, demand, text, fix);
  }
  return text;
}

export const demandOf = ({ shape, maxLength }: TextRule): string => `be ${shape}, at most ${maxLength} characters`;

/** A name that AWS takes. */
export function checkName(kind: NameKind, prop: string, name: string): string {
  return checkText(NAMES[kind], prop, name);
}

/** A list of names that AWS takes, at least one. */
export function checkNames(kind: NameKind, prop: string, names: string[], label = '*'): string[] {
  const example = `['reader']${label === '*' ? '' : ` for ${label}`}`;
  return checkList(prop, names, 'to allow all of them, pass [\'*\']', { example })
    .map((name) => checkName(kind, prop, name));
}
