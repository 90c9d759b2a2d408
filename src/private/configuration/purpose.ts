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
  const opens = declarations.some(({ databases, manageUsersOf, assumedRoles = [], selfGrant }) =>
    [databases, manageUsersOf, selfGrant].some((asked) => asked !== undefined) || assumedRoles.length > 0);
  return { opens: opens || !finds, finds };
}

/** A Database Service of an agent that only finds databases could log in to none, and its join token does not admit it. */
export function checkOpens(agent: Agent): void {
  if (!purposeOf(agent).opens) {
    throw invalid('policies', 'let the agent open databases, because its configuration has a Database Service',
      words(`${agent.label}, to find them only`),
      'add a policy with \'databases\', or run only a Discovery Service: give \'discoveryGroup\' and no \'resourceLabels\'');
  }
}
