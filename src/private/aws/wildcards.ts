import { Tokenization } from 'aws-cdk-lib';

/**
 * Whether IAM would read something in a string as a wildcard: `*`, `?` or the start of a policy variable, but for the one that is `allowed`.
 * What the tokens in it will be is not known, what stands around them is.
 */
export function hasWildcard(text: string, allowed?: '*'): boolean {
  const typed = String(Tokenization.reverseString(String(text)).mapTokens({ mapToken: () => ' ' }).join({ join: (left, right) => `${left}${right}` }));
  return (typed.match(/\*|\?|\$\{/g) ?? []).some((wildcard) => wildcard !== allowed);
}
