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
  for (const database of databases.filter(({ name }) => users.has(name))) {
    if (isSame(loginsAt(database, users.get(database.name), unheard), loginsAt(database, undefined, unheard))) {
      remarks.note(`--database-users ${database.name} changes nothing, because no role opens ${database.name} as * or creates its users`);
    }
  }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
