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
  for (const { 0: token, 1: key, index } of text.matchAll(/("[^"\\]*(?:\\.[^"\\]*)*")\s*:|"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g)) {
    if (key !== undefined) {
      const name = JSON.parse(key) as string;
      const keys = around[around.length - 1];
      if (keys?.has(name)) {
        return { key: name, offset: index, item };
      }
      keys?.add(name);
    } else if (token === '{' || token === '[') {
      around.push(token === '{' ? new Set() : undefined);
    } else if (token === '}' || token === ']') {
      around.pop();
    } else if (token === ',' && around.length === 1 && around[0] === undefined) {
      item += 1;
    }
  }
  return undefined;
}
