import type { Agent } from './agent';
import { invalid, words } from '../checks/invalid';

/** The services that the policies of an agent are for: those that its join token admits, and the only ones that its configuration runs. */
export interface Purpose {
  readonly opens: boolean;
  readonly finds: boolean;
}

export function purposeOf({ sources }: Agent): Purpose {
  const declarations = sources.map(({ declaration }) => declaration);
  const finds = declarations.some(({ databaseTypes = [] }) => databaseTypes.length > 0);
  // `TeleportDatabaseAccess` always declares roles, even none: what it finds may be opened by passwords, or by grants of the app
  const opens = declarations.some(({ databases, manageUsersOf, assumedRoles, selfGrant }) =>
    [databases, manageUsersOf, assumedRoles, selfGrant].some((asked) => asked !== undefined));
  return { opens: opens || !finds, finds };
}

/** The join token of an agent that only finds databases does not admit a Database Service. */
export function checkOpens(agent: Agent): void {
  if (!purposeOf(agent).opens) {
    throw invalid('policies', 'let the agent open databases, because its configuration has a Database Service',
      words(`${agent.label}, to find them only`),
      'add a policy with \'databases\', use TeleportDatabaseAccess if something else opens them, '
        + 'or run only a Discovery Service: give \'discoveryGroup\' and no \'resourceLabels\'');
  }
}
