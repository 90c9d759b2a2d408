/** Whether a text fits a pattern in which `*` is any text and `?` any character, in a time that grows with the product of their lengths. */
export function matchesWildcards(pattern: string, text: string): boolean {
  let [at, inText, star, resume] = [0, 0, -1, 0];
  while (inText < text.length) {
    if (pattern[at] === '*') {
      [star, resume] = [at, inText];
      at += 1;
    } else if (pattern[at] === '?' || pattern[at] === text[inText]) {
      at += 1;
      inText += 1;
    } else if (star >= 0) { // the last star takes one character more
      resume += 1;
      [at, inText] = [star + 1, resume];
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') {
    at += 1;
  }
  return at === pattern.length;
}
