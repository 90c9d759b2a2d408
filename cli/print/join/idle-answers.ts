import { ALL, answerFor } from './answers';
import type { Answers, Logins } from './login';
import { withTraits } from './traits';
import type { Database, Role } from '../model';
import { Remarks } from '../remarks';

/** Notes what the user says and what changes nothing: a name that is misspelt, or one that no role asks for. */
export function noteIdle(
  { traits, users }: Answers, roles: readonly Role[], databases: readonly Database[], loginsAt: Logins, remarks: Remarks,
): void {
  const unheard = new Remarks();
  for (const trait of traits.keys()) {
    const others = new Map([...traits].filter(([name]) => name !== trait));
    if (roles.every((role) => isSame(withTraits(role, traits, unheard), withTraits(role, others, unheard)))) {
      remarks.note(`--trait ${trait} changes nothing, because no role has it`);
    }
  }
  for (const name of users.keys()) {
    const about = databases.filter((database) => name === ALL ? !users.has(database.name) : database.name === name);
    const isIdle = (database: Database) =>
      isSame(loginsAt(database, answerFor(database, users), unheard), loginsAt(database, undefined, unheard));
    if (about.every(isIdle)) {
      const what = name === ALL ? 'a database' : name;
      remarks.note(`--database-users ${name} changes nothing, because no role opens ${what} as * or creates its users`);
    }
  }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
