import type { PlainStatement } from '../iam/statement';

/** A policy that somebody gave, as far as it decides what an identity may do. */
export interface GivenPolicy {
  /** What messages call it: its file, and what the file calls it. */
  readonly name: string;
  readonly statements: readonly GivenStatement[];
  /** Why nobody knows all of it. Completes "NAME ...". */
  readonly unknown?: string;
}

export interface GivenStatement {
  /** Such as `policy.json, statement 2 (Connect)`. */
  readonly name: string;
  readonly plain: PlainStatement;
}

/** All that an identity has. */
export interface Given {
  readonly policies: readonly GivenPolicy[];
  /** The permissions boundary, if there is one. */
  readonly boundary?: readonly GivenPolicy[];
}

export type Purpose = 'login' | 'discovery' | 'rotation';

/** Something that Teleport must be allowed. */
export interface Need {
  /** Completes "Teleport needs this to ...". */
  readonly reason: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: Conditions;
  /** The only region, if it is a list or its ARNs have one. */
  readonly region?: string;
}

export type Conditions = NonNullable<PlainStatement['conditions']>;

/** Conditions as IAM writes them, one after the other. */
export function conditionsIn(written: unknown): Conditions {
  return Object.entries(Object(written) as object).flatMap(([operator, keys]) => Object.entries(Object(keys) as object)
    .map(([key, values]) => ({ operator, key, values: [values].flat().map(String) })));
}

/** Whoever needs it: a database that roles of Teleport open, or a matcher. */
export interface Whose {
  readonly purpose: Purpose;
  readonly database?: string;
  readonly roles: readonly string[];
  readonly matcher?: string;
}

/** What the given policies do not allow. */
export interface Missing extends Need {
  readonly purpose: Purpose;
  readonly whose: readonly Whose[];
  /** Why it is not allowed: a sentence each, without its full stop. */
  readonly why: readonly string[];
  /** Nobody can tell from the files. */
  readonly undecided?: true;
}

/** What a given statement allows and nothing needs. */
export interface Wider {
  /** The statement, or the policy if nobody knows it. */
  readonly in: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: Conditions;
  /** What of it is needed, a line each. */
  readonly needed: readonly string[];
  readonly undecided?: true;
  /** Why nobody can tell. */
  readonly why?: string;
}

export interface Outcome {
  readonly missing: readonly Missing[];
  readonly wider: readonly Wider[];
  /** How many databases were looked at, and which policies. */
  readonly databases: number;
  readonly policies: readonly string[];
}
