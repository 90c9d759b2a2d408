import type { Place } from '../read/place';

/** A declaration as data: it is evaluated to be synthesized, and written as TypeScript. */
export type Code = string | boolean | Name | Call | readonly Code[] | Properties;

export interface Properties {
  readonly [property: string]: Code | undefined;
}

/** A variable, or a member of what the library exports, such as `DatabaseType.RDS`. */
export class Name {
  constructor(readonly path: string) {}
}

/** A call of a static method, such as `RdsDatabase.fromResourceId`, or of a constructor. */
export class Call {
  constructor(
    readonly name: string,
    readonly args: readonly Code[],
    /** What an error of the library is about. */
    readonly about?: { readonly name: string; readonly place: Place },
  ) {}
}

/** A variable of the program, in the order of definition. */
export interface Variable {
  readonly name: string;
  readonly value: Call;
}

/** What is declared in one stack. */
export interface Program {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** The context of the app. */
  readonly context: { readonly [key: string]: string };
  readonly variables: readonly Variable[];
  /** The constructs: each a class, its id and its props. */
  readonly constructs: readonly { readonly type: string; readonly id: string; readonly props: Properties }[];
}

/** Without properties that have no value or are empty lists. */
export function filled(properties: Properties): Properties {
  const isEmpty = (value: Code | undefined) => value === undefined || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => !isEmpty(value)));
}

/** Each once. Several registrations may lead to one database, such as the writer and the reader of a cluster. */
export function distinct(all: readonly Code[]): Code[] {
  const textOf = (code: Code) => JSON.stringify(code, (key, value: unknown) => key === 'about' ? undefined : value);
  const known = new Map<string, Code>();
  all.forEach((code) => known.set(textOf(code), known.get(textOf(code)) ?? code));
  return [...known.values()];
}
