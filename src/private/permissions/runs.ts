/** Items that follow each other and have the same key, together. An item without a key stays alone. */
export function runsOf<T>(items: readonly T[], keyOf: (item: T) => unknown): T[][] {
  const runs: T[][] = [];
  let last: unknown;
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined && key === last) {
      runs[runs.length - 1].push(item);
    } else {
      runs.push([item]);
    }
    last = key;
  }
  return runs;
}
