import { Pattern } from './pattern';

/** Patterns one of which has to match, found quickly by what they begin with. */
export class PatternSet {
  private readonly byPrefix = new Map<string, Pattern[]>();
  private readonly lengths: readonly number[];
  private sorted?: readonly string[];
  /** How much all of its patterns say at least: the more, the fewer others are near. */
  public readonly specificity: number;

  constructor(public readonly all: readonly Pattern[]) {
    this.specificity = all.reduce((least, { isPlain, prefix }) => Math.min(least, isPlain ? Infinity : prefix.length), Infinity);
    for (const pattern of all) {
      const own = this.byPrefix.get(pattern.prefix);
      own === undefined ? this.byPrefix.set(pattern.prefix, [pattern]) : own.push(pattern);
    }
    this.lengths = [...new Set([...this.byPrefix.keys()].map(({ length }) => length))];
  }

  /** Those that may match a text that the other one matches. */
  public near({ prefix, isPlain }: Pattern): Pattern[] {
    if (this.all.length <= 8) {
      return this.all.filter((one) => one.prefix.startsWith(prefix) || prefix.startsWith(one.prefix));
    }
    const found: Pattern[] = [];
    for (const length of this.lengths.filter((one) => one < prefix.length)) {
      found.push(...this.byPrefix.get(prefix.slice(0, length)) ?? []);
    }
    return [...found, ...isPlain ? this.byPrefix.get(prefix) ?? [] : this.below(prefix)];
  }

  private below(prefix: string): Pattern[] {
    this.sorted ??= [...this.byPrefix.keys()].sort();
    const found: Pattern[] = [];
    for (let index = firstFrom(this.sorted, prefix); this.sorted[index]?.startsWith(prefix); index += 1) {
      found.push(...this.byPrefix.get(this.sorted[index])!);
    }
    return found;
  }
}

function firstFrom(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    sorted[middle] < text ? low = middle + 1 : high = middle;
  }
  return low;
}
