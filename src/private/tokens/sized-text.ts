import { Token } from 'aws-cdk-lib';
import { isPseudoParameter } from './partial-text';
import { TextRule } from '../aws/name-rules';

/** A text that is not known yet, and the rule that it must follow once it is. */
export interface OpenValue {
  readonly rule: TextRule;
  readonly text: string;
}

/** A string for a policy document, and the most characters that it can have once its tokens are resolved. */
export interface Sized {
  readonly text: string;
  readonly length: number;
  /** How many of the first characters CDK must resolve: no token follows them. */
  readonly open: number;
  /** The parts that are checked again at synthesis. */
  readonly unknown?: readonly OpenValue[];
}

/** A literal counts as it is, a token as the longest value that the rule allows. */
export function sized(text: string, rule: TextRule): Sized {
  if (!Token.isUnresolved(text)) {
    return sizedLiteral(text);
  }
  const open = { text, length: rule.maxLength, open: text.length };
  return isPseudoParameter(text) ? open : { ...open, unknown: [{ rule, text }] };
}

/** A string without tokens. */
export function sizedLiteral(text: string): Sized {
  return { text, length: JSON.stringify(text).length - 2, open: 0 };
}

/** A string of this library's own, which has neither tokens nor characters to escape. */
export function literal(text: string): Sized {
  return { text, length: text.length, open: 0 };
}

export function append(before: Sized, part: Sized): Sized {
  const text = before.text + part.text;
  const length = before.length + part.length;
  const open = part.open > 0 ? before.text.length + part.open : before.open;
  const unknown = before.unknown === undefined ? part.unknown : [...before.unknown, ...part.unknown ?? []];
  return unknown === undefined ? { text, length, open } : { text, length, open, unknown };
}

export function join(...parts: readonly Sized[]): Sized {
  return parts.reduce(append);
}
