import { Token } from 'aws-cdk-lib';

/** A string for a policy document, and the most characters that it can have once its tokens are resolved. */
export interface Sized {
  readonly text: string;
  readonly length: number;
}

/** A literal counts as it stands, a token as the longest value of the place that it fills. */
export function sized(value: string, maxLength: number): Sized {
  return { text: value, length: Token.isUnresolved(value) ? maxLength : JSON.stringify(value).length - 2 };
}

/** A string of this library's own, which has neither tokens nor characters to escape. */
export function literal(text: string): Sized {
  return { text, length: text.length };
}

export function join(...parts: readonly Sized[]): Sized {
  let [text, length] = ['', 0];
  for (const part of parts) {
    text += part.text;
    length += part.length;
  }
  return { text, length };
}
