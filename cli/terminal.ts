import { printable } from './printable';

/** Lines of at most `width` characters: broken at spaces, a longer word after `:`, `/` or `,`, and only a longer part of that anywhere. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const part of printable(text).split(/(?<= )/).flatMap((word) => word.trimEnd().length <= width ? [word] : partsOf(word, width))) {
    if (line.length + part.trimEnd().length > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += part;
  }
  return [...lines, line.trimEnd()].filter((one, index) => one !== '' || index > 0);
}

function partsOf(word: string, width: number): string[] {
  return (word.match(/[^:/,]+[:/,]*|[:/,]+/g) ?? []).flatMap((part) => part.match(new RegExp(`.{1,${width}}`, 'g')) ?? []);
}

/** A label with its text beside it. What is continued is indented, so that the next value does not look like a part of it. */
export function labelled(label: string, text: string, { indent, width, gap }: { indent: number; width: number; gap: number }): string[] {
  return wrap(text, Math.max(width - indent - gap - 2, 20))
    .map((line, index) => ' '.repeat(indent) + (index === 0 ? label : '').padEnd(index === 0 ? gap : gap + 2) + line);
}

/** All of standard input. `check` sees each part, and how many bytes there are so far: what never ends must not be waited for. */
export async function standardInput(check: (size: number, part: Buffer) => void): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    size += part.length;
    check(size, part);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
