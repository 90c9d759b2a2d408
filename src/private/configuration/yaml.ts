import { Lazy, Stack, Token } from 'aws-cdk-lib';

/**
 * JSON on one line, which is YAML: it can stand as the value of a key in a file of the user, whatever its indentation. Every string is quoted, tokens
 * included; CDK's own writer of YAML leaves tokens bare, so that account 012345678901 would become an (octal) number.
 */
export function yaml(stack: Stack, value: object): string {
  return stack.toJsonString(quoted(value));
}

/** Documents of one stream. It starts with a separator: readers that guess take a leading brace for a single JSON document. */
export function yamlStream(stack: Stack, documents: readonly object[]): string {
  return documents.map((document) => `---\n${yaml(stack, document)}\n`).join('');
}

/** A token that stands for a number, where Teleport wants a string, becomes its digits. */
function quoted(value: unknown): unknown {
  if (typeof value === 'string') {
    return Token.isUnresolved(value) ? Lazy.uncachedString({ produce: ({ resolve }) => asText(resolve(value)) }) : value;
  }
  if (Array.isArray(value)) {
    return value.map(quoted);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).flatMap(([key, item]) => item === undefined ? [] : [[key, quoted(item)]]))
    : value;
}

function asText<T>(resolved: T): T | string {
  return typeof resolved === 'number' ? String(resolved) : resolved;
}
