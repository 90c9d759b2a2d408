import { Problem } from '../../problem';
import { Condition } from '../model/report';

/** What a template does not tell, and is assumed: that a condition is true, or that a parameter has a value. */
export type Guard = Condition;

/** What holds under some assumptions. */
export interface World<T> {
  readonly guards: readonly Guard[];
  readonly result: T;
}

const MOST = 512;

export class TooManyWorlds extends Problem {
  constructor() {
    super('a value of a template depends on too many conditions and parameters to compare it; give parameters their defaults');
  }
}

/** Something that nothing is assumed of yet. */
class Open extends Error {
  constructor(readonly ways: readonly Guard[]) {
    super();
  }
}

/** Two things are assumed that cannot both be. */
export class Impossible extends Error {}

/** Answers what the template does not tell. */
export class Assumptions {
  private readonly answers = new Map<string, boolean>();

  constructor(private readonly guards: readonly Guard[]) {}

  /** Remembers an answer: conditions may double what they ask. */
  public once(condition: string, find: () => boolean): boolean {
    const known = this.answers.get(condition) ?? find();
    this.answers.set(condition, known);
    return known;
  }

  public isTrue(condition: string): boolean {
    const guard = this.guards.find(({ operator, key }) => operator === 'Stack' && key === condition);
    return guard ? guard.values[0] === 'true'
      : this.ask(['true', 'false'].map((value) => ({ operator: 'Stack', key: condition, values: [value] })));
  }

  public has(parameter: string, value: string): boolean {
    const known = this.valueOf(parameter);
    if (known !== undefined || this.isNot(parameter, value)) {
      return known === value;
    }
    return this.ask(['Parameter', 'ParameterNot'].map((operator) => ({ operator, key: parameter, values: [value] })));
  }

  public valueOf(parameter: string): string | undefined {
    return this.guards.find(({ operator, key }) => operator === 'Parameter' && key === parameter)?.values[0];
  }

  public isNot(parameter: string, value: string): boolean {
    return this.guards.some(({ operator, key, values }) => operator === 'ParameterNot' && key === parameter && values[0] === value);
  }

  private ask(ways: readonly Guard[]): never {
    throw new Open(ways);
  }
}

/** The result in each case of what it asks for. */
export function worlds<T>(run: (assumed: Assumptions) => T, given: readonly Guard[] = []): World<T>[] {
  const pending = [given];
  const found: World<T>[] = [];
  for (let guards = pending.pop(); guards !== undefined; guards = pending.pop()) {
    try {
      found.push({ guards, result: run(new Assumptions(guards)) });
    } catch (error) {
      if (!(error instanceof Open) && !(error instanceof Impossible)) {
        throw error;
      }
      const known = guards;
      pending.push(...error instanceof Open ? error.ways.map((way) => [...known, way]).reverse() : []);
    }
    if (found.length + pending.length > MOST) {
      throw new TooManyWorlds();
    }
  }
  return found;
}
