import { Place } from './place';
import { Problem } from '../../problem';

/** A value of a document, with its place for messages. What is absent is a field too, and empty. */
export class Field {
  constructor(private readonly value: unknown, readonly place: Place) {}

  /** Go writes nothing as `{}`, `null`, `""`, `0` or `false`. */
  public get isEmpty(): boolean {
    return isNothing(this.value);
  }

  public get isAbsent(): boolean {
    return ABSENT.includes(this.value);
  }

  public get isMap(): boolean {
    return isMap(this.value);
  }

  public get(...keys: string[]): Field {
    return keys.reduce<Field>((field, key) => field.child(key), this);
  }

  public text(): string | undefined {
    if (this.isAbsent) {
      return undefined;
    }
    if (typeof this.value === 'object') {
      throw this.problem('must be text');
    }
    return String(this.value);
  }

  /** Text of a form that AWS prescribes. */
  public textOf({ pattern, shape }: { readonly pattern: RegExp; readonly shape: string }): string | undefined {
    const text = this.text();
    if (text !== undefined && !pattern.test(text)) {
      throw this.problem(`must be ${shape}; got ${JSON.stringify(text)}`);
    }
    return text;
  }

  /** Another value in this place. */
  public constant(value: boolean): Field {
    return new Field(value, this.place);
  }

  /** As Teleport reads booleans. */
  public flag(): boolean {
    const text = String(this.value ?? '').toLowerCase();
    if (!/^(?:|true|yes|on|1|y|t|false|no|off|0|n|f|null|~)$/.test(text)) {
      throw this.problem('must be true or false');
    }
    return /^(?:true|yes|on|1|y|t)$/.test(text);
  }

  /** Teleport takes a single text for a list of one. */
  public texts(): string[] {
    return this.items().flatMap((item) => item.text() ?? []);
  }

  public items(): Field[] {
    if (Array.isArray(this.value)) {
      return this.value.map((item: unknown, index) => new Field(item, this.place.at(index)));
    }
    if (isMap(this.value) && !this.isEmpty) {
      throw this.problem('must be a list');
    }
    return this.isEmpty ? [] : [this];
  }

  public entries(): [key: string, value: Field][] {
    if (!isMap(this.value)) {
      if (this.isEmpty) {
        return [];
      }
      throw this.problem('must be a map');
    }
    return Object.keys(this.value).map((key) => [key, this.child(key)]);
  }

  public problem(message: string): Problem {
    return new Problem(`${this.place.toString()}: ${message}`);
  }

  private child(key: string): Field {
    const value: unknown = isMap(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined;
    if (!isMap(this.value) && !this.isEmpty) {
      throw this.problem('must be a map');
    }
    return new Field(value, this.place.at(key));
  }
}

const ABSENT: readonly unknown[] = [undefined, null, '', 'null', '~'];

type Map = { readonly [key: string]: unknown };

const isMap = (value: unknown): value is Map => typeof value === 'object' && value !== null && !Array.isArray(value);

function isNothing(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) {
    return Object.values(value).every(isNothing);
  }
  return [...ABSENT, '0', 0, 'false', false].includes(value);
}
