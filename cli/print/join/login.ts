import { Traits } from './traits';
import type { Database } from '../model';
import { Remarks } from '../remarks';

/** What one role may ask for at a database. */
export interface Login {
  /** Its name. */
  readonly role: string;
  /** As the role names them. */
  readonly users: readonly string[];
  /** As the administrator names them: a `*` matches any characters. */
  readonly answered: readonly string[];
  readonly deniedUsers: readonly string[];
  /** Of the databases inside. Empty where Teleport does not ask for them. */
  readonly names: readonly string[];
}

/** What the user says that no file does. */
export interface Answers {
  readonly traits: Traits;
  /** In place of a `*` of roles, by database. `*` is every database that is not named. */
  readonly users: ReadonlyMap<string, readonly string[]>;
}

/** Whom one or all roles let log in to a database, with what the user says in place of a `*`. */
export type Logins = (database: Database, answer: readonly string[] | undefined, remarks: Remarks) => Login[];
