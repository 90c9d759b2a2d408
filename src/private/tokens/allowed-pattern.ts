/** A part of a regular expression: a class, an escape, a number of repetitions, the start of a group, or a character. */
const PART = /\[\^?\]?(?:\\[^]|[^\]\\])*\]|\\[^]|\{\d+(?:,\d*)?\}|\(\?<?[=!:]?|[^]/g;
const NO_CHARACTER = /^(?:[()|^$*+?]|\(\?.*|\{.+\}|\\[bB0-9AzZG])$/;
const SHORTHANDS: { readonly [escape: string]: RegExp } = { d: /\d/, w: /\w/, s: /\s/ };
/** What is read with care in a class; anything else, such as a class in it, may match anything. */
const PLAIN_CLASS = /^\[\^?\]?(?:\\[dws\\^\][*?${}().+/_:=,@-]|[^\\[&]|&(?!&))*\]$/;

/**
 * Whether a text that matches an `AllowedPattern` can contain a character. Never false if it can: what is not understood here may match
 * anything.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function canContain(allowedPattern: string, character: string): boolean {
  const parts = allowedPattern.match(PART) ?? [];
  return parts.some((part) => !NO_CHARACTER.test(part) && canBe(part, character));
}

function canBe(part: string, character: string): boolean {
  if (part.startsWith('[')) {
    const isNegated = part.startsWith('[^');
    return !PLAIN_CLASS.test(part) || isIn(part.slice(isNegated ? 2 : 1, -1), character) !== isNegated;
  }
  if (part.startsWith('\\')) {
    return /[a-zA-Z]/.test(part[1]) ? SHORTHANDS[part[1]]?.test(character) ?? true : part[1] === character;
  }
  return part === '.' || part === character;
}

/** Whether the members of a class name a character. */
function isIn(members: string, character: string): boolean {
  return [...members.matchAll(/\\([dws])|(\\?[^])(?:-(\\?[^]))?/g)].some(([, shorthand, from, to = from]) => shorthand === undefined
    ? from.slice(-1) <= character && character <= to.slice(-1)
    : SHORTHANDS[shorthand].test(character));
}
