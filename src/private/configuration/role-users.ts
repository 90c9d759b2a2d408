import { roleOf } from './assumed-role';
import type { Reachable } from './sources';
import { RULES_OF_TELEPORT } from './text-rules';
import { DatabaseFacts } from '../../databases/private/database-facts';
import { checkList } from '../checks/check-lists';
import { follows } from '../checks/check-names';
import { invalid, verbatim } from '../checks/invalid';

/** The database user of Teleport's health checks of MySQL, which nobody else logs in as. */
const HEALTH_CHECKER = 'teleport-healthchecker';

interface Declared {
  readonly source: Reachable;
  readonly facts: DatabaseFacts;
}

/** A role without users opens nothing. Users whose passwords Teleport manages are declared nowhere, so they are given. */
export function allUsersOf(declared: readonly Declared[], given: string[] | undefined): string[] {
  const users = declared.flatMap(usersOf);
  const unnamed = declared.find((one) => usersOf(one).length === 0);
  if (unnamed === undefined) {
    checkNoUsers(given);
  }
  if (users.length === 0 && given === undefined) {
    throw invalid('databaseUsers', `be given for ${declared[0].facts.label}, because nothing names its users and a role without users `
      + 'opens nothing', verbatim('nothing'), 'name those whose passwords Teleport manages, or [\'*\'] for all');
  }
  const others = unnamed === undefined || given === undefined ? []
    : checkUsers(unnamed.facts.label, checkList('databaseUsers', given, 'name the users, or give [\'*\'] for all'));
  return [...new Set([...users, ...others])];
}

export function checkNoUsers(given: string[] | undefined): undefined {
  if (given !== undefined) {
    throw invalid('databaseUsers', 'be left out, because the databases or Teleport tell the users', given,
      'leave it out, or declare the users in \'databaseUsers\' of the databases');
  }
}

function usersOf({ source, facts }: Declared): string[] {
  const { databaseUsers: users = [], databaseRoles = [], label } = facts;
  const people = checkUsers(label, users).filter((user) => user !== HEALTH_CHECKER);
  return [...people, ...databaseRoles.map((user) => roleOf(source.agentStack, user).arn)];
}

function checkUsers(label: string, users: readonly string[]): string[] {
  const pattern = users.find((user) => !follows(RULES_OF_TELEPORT.userOfRole, user));
  if (pattern !== undefined) {
    throw invalid('databaseUsers',
      `be names or * alone for a role, because Teleport takes a pattern literally and fills in a {{template}}, for ${label}`, pattern,
      'name the users');
  }
  return [...users];
}
