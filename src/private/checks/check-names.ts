import { Token } from 'aws-cdk-lib';
import { checkList } from './check-lists';
import { invalid } from './invalid';
import { hasWildcard } from '../aws/wildcards';
import { NameKind, NameRule, NAMES } from '../catalogue/name-rules';

/** A text that follows the rule; a token passes, but not a wildcard beside it. */
export function checkText({ pattern, maxLength, shape }: NameRule, prop: string, text: string, wayOut?: string): string {
  const isWrong = Token.isUnresolved(text)
    ? hasWildcard(text, pattern.test('*') ? '*' : undefined)
    : typeof text !== 'string' || !pattern.test(text) || text.length > maxLength;
  if (isWrong) {
    throw invalid(prop, `be ${shape}, at most ${maxLength} characters`, text, wayOut);
  }
  return text;
}

/** A name that AWS takes. */
export function checkName(kind: NameKind, prop: string, name: string): string {
  return checkText(NAMES[kind], prop, name);
}

/** The same, for several. */
export function checkNames(kind: NameKind, prop: string, names: string[]): string[] {
  return checkList(prop, names, 'to allow all of them, pass [\'*\']').map((name) => checkName(kind, prop, name));
}
