/**
 * Whether IAM would say that a text matches a pattern, in which `*` matches any characters and `?` matches one.
 *
 * Only the last `*` is ever tried again. A regular expression would try all of them, which takes far too long if there are many.
 */
export function matches(pattern: string, text: string): boolean {
  return matchesWith(() => true, pattern, text);
}

/** Whether a pattern matches all that another one matches. A `?` does not cover a `*`, which may be several characters or none. */
export function covers(pattern: string, other: string): boolean {
  return matchesWith((character) => character !== '*', pattern, other);
}

function matchesWith(isOne: (character: string) => boolean, pattern: string, text: string): boolean {
  let [inPattern, inText] = [0, 0];
  let [afterStar, retry] = [-1, 0];
  while (inText < text.length) {
    if (pattern[inPattern] === '*') {
      afterStar = ++inPattern;
      retry = inText;
    } else if ((pattern[inPattern] === '?' && isOne(text[inText])) || pattern[inPattern] === text[inText]) {
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
