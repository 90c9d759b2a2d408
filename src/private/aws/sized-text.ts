import { Token } from 'aws-cdk-lib';

/** A string for a policy document, and the most characters that it can have once its tokens are resolved. */
export interface Sized {
  readonly text: string;
  readonly length: number;
  /** How much of the text CDK has to resolve: nothing behind these characters is a token. */
  readonly open: number;
}

/** A literal counts as it stands, a token as the longest value of the place that it fills. */
export function sized(value: string, maxLength: number): Sized {
  return Token.isUnresolved(value)
    ? { text: value, length: maxLength, open: value.length }
    : { text: value, length: JSON.stringify(value).length - 2, open: 0 };
}

/** A string of this library's own, which has neither tokens nor characters to escape. */
export function literal(text: string): Sized {
  return { text, length: text.length, open: 0 };
}

export function join(...parts: readonly Sized[]): Sized {
  let [text, length, open] = ['', 0, 0];
  for (const part of parts) {
    open = part.open > 0 ? text.length + part.open : open;
    text += part.text;
    length += part.length;
  }
  return { text, length, open };
}
