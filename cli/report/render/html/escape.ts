import { printable } from '../../../printable';

/** HTML as it stands. Only `html` makes it, so that no name gets into a page unescaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Content = Html | string | number | readonly Content[] | undefined;

/** A tag for templates: what is filled in is escaped, unless it is HTML itself. */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(strings.reduce((text, string, index) => text + textOf(contents[index - 1]) + string));
}

function textOf(content: Content): string {
  if (content === undefined) {
    return '';
  }
  if (content instanceof Html) {
    return content.text;
  }
  return typeof content === 'object' ? content.map(textOf).join('') : escaped(String(content));
}

function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
