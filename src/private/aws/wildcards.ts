import { Tokenization } from 'aws-cdk-lib';

/**
 * Whether IAM would read something in a string as a wildcard: `*`, `?` or the start of a policy variable, except for the one
 * that is `allowed`. A dynamic reference counts as one, because CloudFormation could find one there. Only the text around tokens
 * is known, so only that is checked.
 */
export function hasWildcard(text: string, allowed?: '*'): boolean {
  const withoutTokens = Tokenization.reverseString(String(text)).mapTokens({ mapToken: () => ' ' });
  const typed = String(withoutTokens.join({ join: (left, right) => `${left}${right}` }));
  return (typed.match(/\*|\?|\$\{|\{\{resolve:/g) ?? []).some((wildcard) => wildcard !== allowed);
}
