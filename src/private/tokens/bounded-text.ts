import { Token } from 'aws-cdk-lib';
import { isPseudoParameter } from './partial-text';
import { TextRule } from '../aws/name-rules';

/** A text that is not known yet, and the rule that it must follow once it is. */
export interface UnresolvedValue {
  readonly rule: TextRule;
  readonly text: string;
}

/** A string for a policy document, and the most characters that it can have once its tokens are resolved. */
export interface BoundedText {
  readonly text: string;
  readonly length: number;
  /** How many of the first characters CDK must resolve: no token follows them. */
  readonly resolveUpTo: number;
  /** The parts that are checked again at synthesis. */
  readonly unresolved?: readonly UnresolvedValue[];
}

/** A literal counts as it is, a token as the longest value that the rule allows. */
export function bounded(text: string, rule: TextRule): BoundedText {
  if (!Token.isUnresolved(text)) {
    return boundedLiteral(text);
  }
  const token = { text, length: rule.maxLength, resolveUpTo: text.length };
  return isPseudoParameter(text) ? token : { ...token, unresolved: [{ rule, text }] };
}

/** A string without tokens. */
export function boundedLiteral(text: string): BoundedText {
  return { text, length: JSON.stringify(text).length - 2, resolveUpTo: 0 };
}

/** A string of this library's own, which has neither tokens nor characters to escape. */
export function literal(text: string): BoundedText {
  return { text, length: text.length, resolveUpTo: 0 };
}

export function append(before: BoundedText, part: BoundedText): BoundedText {
  const text = before.text + part.text;
  const length = before.length + part.length;
  const resolveUpTo = part.resolveUpTo > 0 ? before.text.length + part.resolveUpTo : before.resolveUpTo;
  const unresolved = before.unresolved === undefined ? part.unresolved : [...before.unresolved, ...part.unresolved ?? []];
  return unresolved === undefined ? { text, length, resolveUpTo } : { text, length, resolveUpTo, unresolved };
}

export function join(...parts: readonly BoundedText[]): BoundedText {
  return parts.reduce(append);
}
