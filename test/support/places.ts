import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { roleIn } from './template';
import {
  AssumedRole, DatabaseType, DocumentDbDatabase, ElastiCacheDatabase, MemoryDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase,
  RedshiftServerlessDatabase, SecretStore, TeleportDatabase, TeleportDatabaseAccess, TeleportDatabaseAccessProps, TeleportDatabasePermissionsBoundary,
} from '../../src';

/** Where a text of the caller's stands. */
export interface Place {
  readonly place: string;
  /** The file whose doc comment says what may stand there. */
  readonly file: string;
  /** A text that may. */
  readonly valid: string;
  readonly shortest?: number;
  /** Absent: what may stand there is a list of its own. */
  readonly longest?: number;
  /** Defines a construct with a text there. */
  readonly define: (stack: Stack, text: string) => void;
}

type Props = Partial<TeleportDatabaseAccessProps>;
type Names = Omit<Place, 'define'>;

const access = (names: Names, props: (text: string, stack: Stack) => Props): Place => ({
  ...names,
  define: (stack, text) => new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), ...props(text, stack) }),
});
const database = (names: Omit<Names, 'file'> & { readonly service: string }, make: (text: string, stack: Stack) => TeleportDatabase): Place =>
  access({ ...names, file: `databases/${names.service}-database.ts` }, (text, stack) => ({ databases: [make(text, stack)] }));
const boundary = (names: Names, options: (text: string) => { policyName?: string; path?: string }): Place => ({
  ...names,
  define: (stack, text) => {
    const policies = [new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), ...finding })];
    new TeleportDatabasePermissionsBoundary(stack, 'Policy', { policies, ...options(text) });
  },
});

const finding = { databaseTypes: [DatabaseType.RDS] };
const modifying = { ...finding, allowDatabaseModification: true };
const app = { databaseUsers: ['app'] };
const role = (stack: Stack) => iam.Role.fromRoleName(stack, 'Reader', 'reader');
const asReader = (stack: Stack) => ({ databaseRoles: [AssumedRole.fromRole(role(stack))] });

/** Every text that ends up in a policy, or names one. */
export const PLACES: readonly Place[] = [
  database({ service: 'rds', place: 'a resource ID', valid: 'db-ABC', longest: 34 }, (text) => RdsDatabase.fromResourceId(text, app)),
  database({ service: 'rds', place: 'a database user', valid: 'app', longest: 127 }, (text) => RdsDatabase.fromResourceId('db-ABC', { databaseUsers: [text] })),
  database({ service: 'rds', place: 'the region of a database', valid: 'eu-west-1' }, (text) => RdsDatabase.fromResourceId('db-ABC', { ...app, region: text })),
  database({ service: 'rds', place: 'the region of a pattern', valid: 'eu-west-1' }, (text) => RdsDatabase.any({ ...app, regions: [text] })),
  database({ service: 'redshift', place: 'a Redshift cluster', valid: 'sales', shortest: 1, longest: 63 }, (text) =>
    RedshiftDatabase.fromClusterIdentifier(text, { ...app, databaseNames: ['dev'] })),
  database({ service: 'redshift', place: 'a Redshift user', valid: 'app', longest: 127 }, (text) =>
    RedshiftDatabase.fromClusterIdentifier('sales', { databaseUsers: [text], databaseNames: ['dev'] })),
  database({ service: 'redshift', place: 'the name of a database', valid: 'dev', longest: 127 }, (text) =>
    RedshiftDatabase.fromClusterIdentifier('sales', { ...app, databaseNames: [text] })),
  database({ service: 'elasticache', place: 'a replication group', valid: 'carts', longest: 40 }, (text) =>
    ElastiCacheDatabase.fromReplicationGroupId(text, app)),
  database({ service: 'elasticache', place: 'a serverless cache', valid: 'carts', longest: 40 }, (text) =>
    ElastiCacheDatabase.fromServerlessCacheName(text, app)),
  database({ service: 'elasticache', place: 'a cache user', valid: 'app', longest: 40 }, (text) =>
    ElastiCacheDatabase.fromReplicationGroupId('carts', { databaseUsers: [text] })),
  database({ service: 'memorydb', place: 'a MemoryDB cluster', valid: 'ledger', longest: 40 }, (text) => MemoryDbDatabase.fromClusterName(text, app)),
  database({ service: 'memorydb', place: 'a MemoryDB user', valid: 'app', longest: 40 }, (text) =>
    MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: [text] })),
  database({ service: 'redshift-serverless', place: 'a workgroup', valid: 'reports', shortest: 3, longest: 64 }, (text, stack) =>
    RedshiftServerlessDatabase.fromWorkgroupName(text, asReader(stack))),
  database({ service: 'opensearch', place: 'a domain', valid: 'search', shortest: 3, longest: 28 }, (text, stack) =>
    OpenSearchDatabase.fromDomainName(text, asReader(stack))),
  database({ service: 'documentdb', place: 'a DocumentDB cluster', valid: 'orders', shortest: 1, longest: 63 }, (text, stack) =>
    DocumentDbDatabase.fromClusterIdentifier(text, asReader(stack))),
  access({ file: 'policies/discovery-policy.ts', place: 'a region', valid: 'eu-west-1' }, (text) => ({ ...finding, regions: [text] })),
  access({ file: 'policies/discovery-policy.ts', place: 'a tag\'s key', valid: 'team', longest: 128 }, (text) =>
    ({ ...modifying, databaseTags: { [text]: ['orders'] } })),
  access({ file: 'policies/discovery-policy.ts', place: 'a tag\'s value', valid: 'orders', longest: 256 }, (text) =>
    ({ ...modifying, databaseTags: { team: [text] } })),
  access({ file: 'databases/secret-store.ts', place: 'the prefix of a store', valid: 'team-a', shortest: 1, longest: 425 }, (text) => ({ secretStores: [SecretStore.of(text)] })),
  access({ file: 'policies/policy.ts', place: 'the name of a policy', valid: 'teleport', shortest: 1, longest: 128 }, (text) =>
    ({ ...finding, policyName: text, inline: true })),
  access({ file: 'policies/policy.ts', place: 'the path of a policy', valid: '/teleport/', longest: 512 }, (text) => ({ ...finding, path: text })),
  boundary({ file: 'policies/permissions-boundary.ts', place: 'the name of a boundary', valid: 'teleport', shortest: 1, longest: 128 }, (policyName) => ({ policyName })),
  boundary({ file: 'policies/permissions-boundary.ts', place: 'the path of a boundary', valid: '/teleport/', longest: 512 }, (path) => ({ path })),
  access({ file: 'roles/assumed-role.ts', place: 'an external id', valid: 'prod-eu', shortest: 2, longest: 1224 }, (text, stack) =>
    ({ assumedRoles: [AssumedRole.fromRole(role(stack), { externalId: text })] })),
  access({ file: 'roles/assumed-role.ts', place: 'a session tag\'s key', valid: 'team', longest: 128 }, (text, stack) =>
    ({ assumedRoles: [AssumedRole.fromRole(role(stack), { sessionTags: { [text]: 'orders' } })] })),
  access({ file: 'roles/assumed-role.ts', place: 'a session tag\'s value', valid: 'orders', longest: 256 }, (text, stack) =>
    ({ assumedRoles: [AssumedRole.fromRole(role(stack), { sessionTags: { team: text } })] })),
  access({ file: 'roles/assumed-role.ts', place: 'the name of an organization\'s role', valid: 'access', shortest: 1, longest: 64 }, (roleName) =>
    ({ assumedRoles: [AssumedRole.inOrganization('o-abcdef1234', { roleName })] })),
  access({ file: 'roles/assumed-role.ts', place: 'the path of an organization\'s role', valid: '/teleport/', longest: 512 }, (rolePath) =>
    ({ assumedRoles: [AssumedRole.inOrganization('o-abcdef1234', { roleName: 'access', rolePath })] })),
];
