import { FoundNames, isOpen, NamedResource } from './named-resource';
import { DatabaseType } from '../../src/databases/database-type';
import { NameKind, NAMES } from '../../src/private/aws/name-rules';
import { CATALOGUE, DatabaseKind } from '../../src/private/types';
import { Purpose } from '../../src/private/types/uses';

/** What the message says, to be written into the option. */
export interface Facts {
  /** Absent for permissions that no type of database asks for. */
  readonly kind?: DatabaseKind;
  readonly names: FoundNames;
  readonly on?: NamedResource;
  /** As the message has it. */
  readonly resource?: string;
}

const ROLES = '[AssumedRole.fromRole(role)]';
const MEMBERS = Object.fromEntries(Object.entries(DatabaseType).map(([member, value]) => [value, `DatabaseType.${member}`]));

/** The options that give what Teleport needs for a purpose; none for what should not be given. */
const OPTIONS: { readonly [purpose in Purpose]: (facts: Facts) => string[] } = {
  discover: (facts) => [`databaseTypes: [${typeOf(facts)}]`, ...regionsOf(facts)],
  modify: (facts) => [`databaseTypes: [${typeOf(facts)}]`, 'allowDatabaseModification: true', ...regionsOf(facts)],
  modifyRegistered: (facts) => [`databases: [${constructOf(facts)}]`, 'allowDatabaseModification: true'],
  metadata: (facts) => [`databases: [${databaseOf(facts)}]`],
  connect: (facts) => [`databases: [${databaseOf(facts)}]`],
  manageUsers: (facts) => [`manageUsersOf: [${typeOf(facts)}]`, ...regionsOf(facts)],
  secrets: (facts) => [`manageUsersOf: [${typeOf(facts)}]`, `secretStores: [${storeOf(facts)}]`, ...regionsOf(facts)],
  keys: (facts) => [`secretStores: [SecretStore.of('<keyPrefix>', { encryptionKey: ${keyOf(facts)} })]`],
  roles: (facts) => [`assumedRoles: [AssumedRole.fromRole(${roleOf(facts)})]`],
  organizationRoles: (facts) => [`assumedRoles: [AssumedRole.inOrganization('<organizationId>', { ${nameAndPathOf(facts)} })]`],
  sessionTags: (facts) => [`assumedRoles: [AssumedRole.fromRole(${roleOf(facts)}, { sessionTags: { '<key>': '<value>' } })]`],
  selfGrant: () => [],
};

/** The option that gives it, a line each. */
export function optionFor(purpose: Purpose, facts: Facts): string[] {
  return OPTIONS[purpose](facts);
}

const typeOf = ({ kind }: Facts) => MEMBERS[kind!];
const regionsOf = ({ on }: Facts) => on?.region === undefined ? [] : [`regions: ['${on.region}']`];
const arnOr = (open: string, { on, resource = '' }: Facts) => on === undefined || isOpen(resource) ? open : resource;
const keyOf = (facts: Facts) => `kms.Key.fromKeyArn(this, 'Key', '${arnOr('<ARN of the key>', facts)}')`;
const roleOf = (facts: Facts) => `iam.Role.fromRoleArn(this, 'Role', '${arnOr('<ARN of the role>', facts)}')`;

function nameAndPathOf({ on }: Facts): string {
  const [, ...parts] = on === undefined || isOpen(on.resource) ? ['role', '<roleName>'] : on.resource.split('/');
  const path = parts.slice(0, -1);
  return [`roleName: '${parts.at(-1)}'`, ...path.length === 0 ? [] : [`rolePath: '/${path.join('/')}/'`]].join(', ');
}

function storeOf({ names: { prefix = '<keyPrefix>' } }: Facts): string {
  return prefix === 'teleport' ? 'SecretStore.DEFAULT' : `SecretStore.of('${prefix}')`;
}

function databaseOf(facts: Facts): string {
  const { class: valueClass, byName, name } = CATALOGUE[facts.kind!].value;
  const region = facts.on?.region === undefined ? [] : [`region: '${facts.on.region}'`];
  const options = [...usersOf(facts), ...region].join(', ');
  return `${valueClass}.${byName}(${name === undefined ? '' : `${nameIn(facts, name)}, `}{ ${options} })`;
}

function constructOf(facts: Facts): string {
  const { class: valueClass, byConstruct: { method, parameter } = {} } = CATALOGUE[facts.kind!].value;
  return `${valueClass}.${method}(${parameter}, { ${usersOf(facts).join(', ')} })`;
}

/** Whom Teleport logs in as. */
function usersOf(facts: Facts): string[] {
  const { name, databaseName } = CATALOGUE[facts.kind!].users;
  const named = [name, databaseName].flatMap((one) => one === undefined ? [] : `${NAMES[one].prop}: [${nameIn(facts, one)}]`);
  return named.length === 0 ? [`databaseRoles: ${ROLES}`] : named;
}

/** A name of the message, or where one is to be written. */
function nameIn({ kind, names }: Facts, name: NameKind): string {
  const [every = '*'] = CATALOGUE[kind!].users.every?.[name] ?? [];
  return `'${(names[name] ?? every.replace('*', `<${NAMES[name].prop}>`)).replace(/['\\]/g, '\\$&')}'`;
}

/**
 * Whether a database of this kind has all these names, so that an ARN of a serverless cache is not taken for one with nodes, and `prx-*`
 * not for an instance.
 */
export function hasNames(kind: DatabaseKind, names: FoundNames, { service, resource }: NamedResource): boolean {
  const { every } = CATALOGUE[kind].users;
  const [, id = '*'] = service === 'rds-db' ? resource.split(/[:/]/) : [];
  const ids = (every?.resourceId ?? []).map((pattern) => pattern.replace('*', ''));
  const isId = id.startsWith('*') || ids.length === 0 || ids.some((start) => id.startsWith(start));
  return every === undefined || (isId && Object.keys(names).every((name) => name in every));
}
