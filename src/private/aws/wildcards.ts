import { Tokenization } from 'aws-cdk-lib';

/**
 * Whether IAM would read something in a string as a wildcard: `*`, `?` or the start of a policy variable, but for the one that is `allowed`.
 * What the tokens in it will be is not known, what stands around them is.
 */
export function hasWildcard(text: string, allowed?: '*'): boolean {
  const typed = String(Tokenization.reverseString(String(text)).mapTokens({ mapToken: () => ' ' }).join({ join: (left, right) => `${left}${right}` }));
  return (typed.match(/\*|\?|\$\{/g) ?? []).some((wildcard) => wildcard !== allowed);
}

/**
 * Whether IAM would say that a text matches a pattern, in which `*` matches any characters and `?` one. Only the last `*` is ever tried again: a regular
 * expression tries all of them, in time that grows with a power of their number.
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
