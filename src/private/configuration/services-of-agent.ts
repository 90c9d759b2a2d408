import type { Agent } from './agent';
import { invalid, verbatim } from '../checks/invalid';

/** What the policies of an agent are for. Its configuration runs no other services, and its join token admits no others. */
export interface ServicesOfAgent {
  readonly runsDatabaseService: boolean;
  /** By a Discovery Service, or by the Database Service itself. */
  readonly findsDatabases: boolean;
}

export function servicesOfAgent({ reachable }: Agent): ServicesOfAgent {
  const declarations = reachable.map(({ declaration }) => declaration);
  const findsDatabases = declarations.some(({ databaseTypes = [] }) => databaseTypes.length > 0);
  // `TeleportDatabaseAccess` always declares roles, even none: what it finds may be opened by passwords, or by grants of the app
  const opensDatabases = declarations.some(({ databases, manageUsersOf, assumedRoles, selfGrant }) =>
    [databases, manageUsersOf, assumedRoles, selfGrant].some((asked) => asked !== undefined));
  return { runsDatabaseService: opensDatabases || !findsDatabases, findsDatabases };
}

/** The join token of an agent that only finds databases does not admit a Database Service. */
export function checkRunsDatabaseService(agent: Agent): void {
  if (!servicesOfAgent(agent).runsDatabaseService) {
    throw invalid('policies', 'let the agent open databases, because its configuration has a Database Service',
      verbatim(`${agent.label}, to find them only`),
      'add a policy with \'databases\', use TeleportDatabaseAccess if something else opens them, '
        + 'or run only a Discovery Service: give \'discoveryGroup\' and no \'resourceLabels\'');
  }
}
