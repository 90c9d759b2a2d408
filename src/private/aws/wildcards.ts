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

/**
 * Whether IAM would say that a text matches a pattern, in which `*` matches any characters and `?` matches one.
 *
 * Only the last `*` is ever tried again. A regular expression would try all of them, which takes far too long if there are many.
 */
export function matches(pattern: string, text: string): boolean {
  let [inPattern, inText] = [0, 0];
  let [afterStar, retry] = [-1, 0];
  while (inText < text.length) {
    if (pattern[inPattern] === '*') {
      afterStar = ++inPattern;
      retry = inText;
    } else if (pattern[inPattern] === '?' || pattern[inPattern] === text[inText]) {
      inPattern++;
      inText++;
    } else if (afterStar < 0) {
      return false;
    } else {
      inPattern = afterStar;
      inText = ++retry;
    }
  }
  return /^\**$/.test(pattern.slice(inPattern));
}
