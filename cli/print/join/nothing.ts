import { Traits, unknownTraits } from './traits';
import { Problem } from '../../problem';
import type { Database, Declared } from '../model';
import { listed } from '../remarks';

interface Found extends Pick<Declared, 'databases' | 'roles' | 'matchers'> {
  /** The databases that the agent has. */
  readonly taken: readonly Database[];
  readonly traits: Traits;
}

/** There is nothing to allow, and this is what to do. Notes say the rest. */
export const nothing = (what: string): Problem => new Problem(`nothing to allow: ${what}`);

/** Nothing is opened, and nothing is looked for. */
export const nothingOpened = (found: Found): Problem => nothing(adviceFor(found));

function adviceFor({ databases, roles, matchers, taken, traits }: Found): string {
  if (databases.length === 0) {
    return matchers.length === 0
      ? 'no file has a database in AWS, or a service that is on and looks for some; add the output of tctl get db, or of tctl get db_server'
      : 'what is looked for needs no permission of an agent; add the output of tctl get db,roles for the databases that it opens';
  }
  if (taken.length === 0) {
    return 'db_service.resources selects none of the databases; compare its labels with theirs';
  }
  if (roles.length === 0) {
    return 'no file has roles, which say who opens the databases; add the output of tctl get roles';
  }
  const unknown = [...new Set(roles.flatMap((role) => unknownTraits(role, traits)))];
  return unknown.length === 0
    ? 'no role opens one of the databases; compare db_labels, db_users and db_names of the roles with the labels of the databases'
    : `the roles take ${listed(unknown)} from the traits of users, which no file has; say whom they may be: `
      + unknown.map((trait) => `--trait ${trait}=VALUE,...`).join(' ');
}
