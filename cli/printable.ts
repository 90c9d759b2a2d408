/** Without what a terminal or a browser would obey, such as text that runs backwards: names come from whoever wrote the input. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) =>
    character.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''));
}

/** The same for text of several lines. In JSON, the escapes mean what they replace. */
export const printableLines = (text: string) => text.split('\n').map(printable).join('\n');
