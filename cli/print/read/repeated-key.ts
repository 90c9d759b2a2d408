/** A key that an object of JSON has twice. Parsers take one of the values without a word, and not all of them the same. */
export interface RepeatedKey {
  readonly key: string;
  readonly offset: number;
  /** The item of the outermost list, counted from 1. */
  readonly item: number;
}

/** The first such key of a text that is JSON. */
export function repeatedKey(text: string): RepeatedKey | undefined {
  const around: (Set<string> | undefined)[] = []; // the keys of each object, and nothing for a list
  let item = 1;
  for (let offset = 0; offset < text.length; offset += 1) {
    const character = text[offset];
    if (character === '{' || character === '[') {
      around.push(character === '{' ? new Set() : undefined);
    } else if (character === '}' || character === ']') {
      around.pop();
    } else if (character === ',' && around.length === 1 && around[0] === undefined) {
      item += 1;
    } else if (character === '"') {
      const end = endOfString(text, offset);
      const keys = around[around.length - 1];
      if (keys !== undefined && isBeforeColon(text, end)) {
        const key = JSON.parse(text.slice(offset, end)) as string;
        if (keys.has(key)) {
          return { key, offset, item };
        }
        keys.add(key);
      }
      offset = end - 1;
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (text[end] !== '"') {
    end += text[end] === '\\' ? 2 : 1;
  }
  return end + 1;
}

/** Whether a string that ends there is a key. */
export function isBeforeColon(text: string, from: number): boolean {
  let at = from;
  while (/\s/.test(text[at])) {
    at += 1;
  }
  return text[at] === ':';
}
