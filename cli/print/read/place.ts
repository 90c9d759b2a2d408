import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

/** Every scalar is text: an account keeps the zero that it starts with, and `off` is no boolean. As in Teleport, `<<` merges maps. */
export const AS_TEXT = { schema: 'failsafe', merge: true, logLevel: 'silent' } as const;

type Path = readonly (string | number)[];

/** Where something stands. Its line is looked for only when a message needs it, because that reads the document again. */
export class Place {
  constructor(
    private readonly file: string,
    private readonly document: number,
    private readonly text: string,
    private readonly start: number,
    private readonly path: Path,
  ) {}

  public at(key: string | number): Place {
    return new Place(this.file, this.document, this.text, this.start, [...this.path, key]);
  }

  public toString(): string {
    return `${this.file}:${this.line()} (document ${this.document})`;
  }

  /** That of the key or item, or of what should have it. */
  private line(): number {
    const lines = new LineCounter();
    const document = parseDocument(this.text.slice(this.start), { ...AS_TEXT, lineCounter: lines });
    let node: unknown = document.contents;
    let offset = document.contents?.range?.[0] ?? 0;
    for (const key of this.path) {
      const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === String(key)) : undefined;
      const next: unknown = pair?.value ?? (isSeq(node) ? node.items[Number(key)] : undefined);
      const [start] = rangeOf(pair?.key) ?? rangeOf(next) ?? [];
      if (start === undefined) {
        break;
      }
      offset = start;
      node = next;
    }
    return this.text.slice(0, this.start).split('\n').length - 1 + lines.linePos(offset).line;
  }
}

function rangeOf(node: unknown): readonly number[] | undefined {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? node.range : undefined;
}
