/** JSON in which no character is invisible or turns the direction of a text: names come from whoever wrote the input. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(/[\p{Cf}\p{Zl}\p{Zp}\u007f-\u009f]/gu, (character) => character.split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''));
}
