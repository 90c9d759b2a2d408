import { FoundNames, isOpen, NamedResource } from './named-resource';
import { Purpose } from './uses';
import { DatabaseType } from '../../src/databases/database-type';
import { NameKind, NAMES } from '../../src/private/aws/name-rules';
import { CATALOGUE, DatabaseKind } from '../../src/private/types';

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
const rds = { create: 'RdsDatabase.fromResourceId', id: 'resourceId', users: { databaseUsers: 'databaseUser' } } as const;

/** How a single database of a kind is declared. */
interface DeclaredDatabase {
  readonly create: string;
  /** Its name, if it has one. */
  readonly id?: NameKind;
  /** Its users: names or roles. */
  readonly users: { readonly [prop: string]: NameKind | typeof ROLES };
}

const DATABASES: { readonly [kind in DatabaseKind]: DeclaredDatabase } = {
  [DatabaseType.RDS]: rds,
  [DatabaseType.AURORA]: rds,
  [DatabaseType.RDS_PROXY]: rds,
  [DatabaseType.REDSHIFT]: {
    create: 'RedshiftDatabase.fromClusterIdentifier',
    id: 'clusterIdentifier',
    users: { databaseUsers: 'databaseUser', databaseNames: 'databaseName' },
  },
  [DatabaseType.REDSHIFT_SERVERLESS]: {
    create: 'RedshiftServerlessDatabase.fromWorkgroupName', id: 'workgroupName', users: { databaseRoles: ROLES },
  },
  [DatabaseType.ELASTICACHE]: {
    create: 'ElastiCacheDatabase.fromReplicationGroupId', id: 'replicationGroupId', users: { databaseUsers: 'elastiCacheUser' },
  },
  [DatabaseType.ELASTICACHE_SERVERLESS]: {
    create: 'ElastiCacheDatabase.fromServerlessCacheName', id: 'serverlessCacheName', users: { databaseUsers: 'elastiCacheUser' },
  },
  [DatabaseType.MEMORYDB]: {
    create: 'MemoryDbDatabase.fromClusterName', id: 'memoryDbClusterName', users: { databaseUsers: 'memoryDbUser' },
  },
  [DatabaseType.OPENSEARCH]: { create: 'OpenSearchDatabase.fromDomainName', id: 'domainName', users: { databaseRoles: ROLES } },
  [DatabaseType.DOCUMENTDB]: {
    create: 'DocumentDbDatabase.fromClusterIdentifier', id: 'clusterIdentifier', users: { databaseRoles: ROLES },
  },
  dynamodb: { create: 'DynamoDbDatabase.of', users: { databaseRoles: ROLES } },
  keyspaces: { create: 'KeyspacesDatabase.of', users: { databaseRoles: ROLES } },
};

const MEMBERS = Object.fromEntries(Object.entries(DatabaseType).map(([member, value]) => [value, `DatabaseType.${member}`]));

/** The options that give what Teleport needs for a purpose; none for what should not be given. */
const OPTIONS: { readonly [purpose in Purpose]: (facts: Facts) => string[] } = {
  discover: (facts) => [`databaseTypes: [${typeOf(facts)}]`, ...regionsOf(facts)],
  modify: (facts) => [`databaseTypes: [${typeOf(facts)}]`, 'allowDatabaseModification: true', ...regionsOf(facts)],
  modifyRegistered: ({ kind }) => [
    `databases: [RdsDatabase.${kind === DatabaseType.RDS ? 'fromInstance(instance' : 'fromCluster(cluster'}, `
      + '{ databaseUsers: [\'<databaseUsers>\'] })]',
    'allowDatabaseModification: true',
  ],
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

function databaseOf({ kind, names, on }: Facts): string {
  const { create, id, users } = DATABASES[kind!];
  const open = (name: NameKind) => (CATALOGUE[kind!].every?.[name]?.[0] ?? '*').replace('*', `<${NAMES[name].prop}>`);
  const nameOf = (name: NameKind) => `'${(names[name] ?? open(name)).replace(/['\\]/g, '\\$&')}'`;
  const options = Object.entries(users).map(([prop, name]) => `${prop}: ${name === ROLES ? ROLES : `[${nameOf(name)}]`}`);
  const region = on?.region === undefined ? [] : [`region: '${on.region}'`];
  return `${create}(${id === undefined ? '' : `${nameOf(id)}, `}{ ${[...options, ...region].join(', ')} })`;
}

/**
 * Whether a database of this kind has all these names, so that an ARN of a serverless cache is not taken for one with nodes, and `prx-*`
 * not for an instance.
 */
export function hasNames(kind: DatabaseKind, names: FoundNames, { service, resource }: NamedResource): boolean {
  const { every } = CATALOGUE[kind];
  const [, id = '*'] = service === 'rds-db' ? resource.split(/[:/]/) : [];
  const ids = (every?.resourceId ?? []).map((pattern) => pattern.replace('*', ''));
  const isId = id.startsWith('*') || ids.length === 0 || ids.some((start) => id.startsWith(start));
  return every === undefined || (isId && Object.keys(names).every((name) => name in every));
}
