import type { Agent } from './agent';
import { checkSelector, Selector } from './check-labels';
import { checkResourceName } from './check-names';
import { protocolOf } from './registration/protocol';
import { commonLabels } from './role-labels';
import { allUsersOf, checkNoUsers } from './role-users';
import { RULES_OF_TELEPORT } from './text-rules';
import type { TeleportRoleOptions } from '../../configuration/resource-options';
import { adminUserIn } from '../../databases/private/admin-user';
import { DatabaseFacts } from '../../databases/private/database-facts';
import { checkList } from '../checks/check-lists';
import { follows } from '../checks/check-names';
import { invalid, verbatim } from '../checks/invalid';
import { CATALOGUE } from '../types';
import { WITH_NAMES } from '../types/protocols';

/** The resource of kind `role`, whose holders may log in to what the agent may open, and to nothing else. */
export function role(agent: Agent, { name, databaseLabels, databaseUsers, databaseNames }: TeleportRoleOptions): object {
  const declared = agent.reachable
    .flatMap((source) => (source.declaration.databases ?? []).map(({ _facts: facts }) => ({ source, facts })));
  if (declared.length === 0) {
    throw nothingDeclared(agent);
  }
  const isCreated = createsUsers(declared.map(({ facts }) => facts));
  const labels: Selector = databaseLabels === undefined ? commonLabels(agent) : checkSelector('databaseLabels', databaseLabels);
  return {
    kind: 'role',
    version: 'v7', // the last that needs no agent of version 18
    metadata: { name: checkResourceName('name', name) },
    spec: {
      options: { create_db_user_mode: isCreated ? 'keep' : 'off' },
      allow: {
        db_labels: labels,
        db_users: isCreated ? checkNoUsers(databaseUsers) : allUsersOf(declared, databaseUsers),
        db_names: namesOf(declared.map(({ facts }) => facts), databaseNames),
      },
    },
  };
}

function nothingDeclared({ reachable, label }: Agent): Error {
  const isHub = reachable.some(({ viaRole, declaration: { assumedRoles, databaseTypes } }) =>
    viaRole !== undefined || (assumedRoles !== undefined && databaseTypes === undefined));
  const patterns = 'patterns such as RdsDatabase.any(), or, where roles are the users, '
    + 'single databases such as OpenSearchDatabase.fromDomainName()';
  return isHub
    ? invalid('remoteDatabases', 'declare \'databases\', because a role says whom its holders log in as', verbatim(label),
      'leave the policy as it is, and add them to what is behind the role: '
        + `RemoteDatabases.fromPolicy() of a policy with 'databases', or 'databases' of behindRole() or inAccounts(), as ${patterns}`)
    : invalid('policies', 'declare \'databases\', because a role says whom its holders log in as', verbatim(label),
      `add them: ${patterns}`);
}

/** With automatic user provisioning, everyone logs in under their Teleport user name, so a role cannot do both. */
function createsUsers(databases: readonly DatabaseFacts[]): boolean {
  if (databases.every((facts) => adminUserIn(facts) !== undefined)) {
    return true;
  }
  const created = databases.filter(({ registration }) => registration?.adminUser !== undefined);
  const [other] = databases.filter((facts) => !created.includes(facts));
  if (created.length > 0 && other !== undefined) {
    throw invalid('registration.adminUser',
      'be given for all databases of a role or for none, because nobody can log in as an existing user under a role that creates users',
      verbatim(`${created[0].label} with it and ${other.label} without`),
      'declare each kind in a policy of its own, and make a configuration for each policy');
  }
  return false; // a label alone decides nothing for a role that opens other databases too
}

function namesOf(databases: readonly DatabaseFacts[], given: string[] | undefined): string[] | undefined {
  if (given !== undefined) {
    return checkEach(checkList('databaseNames', given, 'leave it out if no database has names'));
  }
  const withNames = databases.filter(hasNames);
  const nameless = withNames.find(({ names }) => names.databaseName === undefined);
  if (nameless !== undefined) {
    throw invalid('databaseNames', 'be given, because IAM does not name the databases inside it',
      verbatim(nameless.isPattern ? nameless.types.join(', ') : nameless.label),
      'add the names, or [\'*\'] for all');
  }
  const known = checkEach([...new Set(withNames.flatMap(({ names }) => names.databaseName ?? []))]);
  return known.length === 0 ? undefined : known;
}

function checkEach(databaseNames: string[]): string[] {
  const pattern = databaseNames.find((name) => !follows(RULES_OF_TELEPORT.databaseOfRole, name));
  if (pattern !== undefined) {
    throw invalid('databaseNames', 'be names or * alone for a role, because Teleport takes a pattern literally', pattern,
      'name the databases');
  }
  return databaseNames;
}

function hasNames(facts: DatabaseFacts): boolean {
  const protocols = facts.isPattern ? facts.types.flatMap((type) => CATALOGUE[type].teleport.protocols) : [protocolOf(facts) ?? 'postgres'];
  return protocols.some((protocol) => WITH_NAMES.includes(protocol));
}
