import { join } from 'node:path';
import * as cdk from 'aws-cdk-lib';
import {
  AssumedRole, DatabaseType, ElastiCacheDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RemoteDatabases, SecretStore,
  TeleportAgentConfiguration, TeleportAgentPrincipal, TeleportDatabaseAccess, TeleportDatabasePermissionsBoundary, TeleportRdsConnectPolicy,
} from '../../src';
import { otherCdk, otherLibrary, placeOfCdk } from '../support/second-copy';
import { validationErrors } from '../support/synthesis-errors';
import { roleIn, stackIn } from '../support/template';

const { aws_iam: iam } = cdk;
const ROOT = join(__dirname, '..', '..');
const other = otherCdk();
const library = otherLibrary();
const databases = [RdsDatabase.any({ databaseUsers: ['reader'] })];
const ENV = { account: '123456789012', region: 'eu-west-1' };

/** What a function does with a stack of either copy, and a role there. */
type Use = (stack: cdk.Stack, role: cdk.aws_iam.Role, copy: typeof cdk) => unknown;
const stackOf = (copy: typeof cdk) => new copy.Stack(new copy.App(), 'Stack', { env: ENV });
const roleOf = (copy: typeof cdk, stack: cdk.Stack) => new copy.aws_iam.Role(stack, 'Role', { assumedBy: new copy.aws_iam.AccountRootPrincipal() });

/** In a stack of this copy: what is given is of the other. */
const access = (props: object) => {
  const stack = stackIn();
  return new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases, ...props });
};

describe('a construct of a second copy of aws-cdk-lib is refused in one sentence, as nothing here would know what it is', () => {
  const refused = (prop: string, path: string) => new Error(`'${prop}' must be of the copy of aws-cdk-lib that cdk-teleport-database-access uses, `
    + `${placeOfCdk()}; got ${path} of another copy, ${placeOfCdk()}; it was loaded twice from one folder, `
    + 'such as after jest.resetModules(): load everything that makes constructs anew, or nothing');
  test.each<[string, string, string, Use]>([
    ['the role that Teleport runs as', 'target', 'Role', (_, target) => access({ target })],
    ['an imported role', 'target', 'Imported', (stack, _, copy) => access({ target: copy.aws_iam.Role.fromRoleName(stack, 'Imported', 'agent') })],
    ['a user', 'target', 'User', (stack, _, copy) => access({ target: new copy.aws_iam.User(stack, 'User') })],
    ['the role of a principal', 'agent', 'Role', (_, role) => new TeleportAgentPrincipal(role, { sessionTags: { team: 'web' } })],
    ['a role to assume', 'role', 'Role', (_, role) => AssumedRole.fromRole(role)],
    ['a key', 'encryptionKey', 'Key', (stack, _, copy) => SecretStore.of('prod', { encryptionKey: new copy.aws_kms.Key(stack, 'Key') })],
    ['an imported instance', 'instance', 'Db', (stack, _, copy) => RdsDatabase.fromInstance(copy.aws_rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Db', {
      instanceIdentifier: 'a', instanceResourceId: 'db-A', instanceEndpointAddress: 'a.example', port: 1, securityGroups: [],
    }), { databaseUsers: ['reader'] })],
    ['an L1 construct', 'serverlessCache', 'Cache', (stack, _, copy) => ElastiCacheDatabase.fromServerlessCache(
      new copy.aws_elasticache.CfnServerlessCache(stack, 'Cache', { engine: 'redis', serverlessCacheName: 'a' }), { databaseUsers: ['reader'] })],
    ['a domain', 'domain', 'Logs', (stack, role, copy) => OpenSearchDatabase.fromDomain(
      copy.aws_opensearchservice.Domain.fromDomainEndpoint(stack, 'Logs', 'https://search-logs-abc.eu-west-1.es.amazonaws.com'),
      { databaseRoles: copy === cdk ? [AssumedRole.fromRole(role)] : [] })],
  ])('%s', (_, prop, path, use) => {
    const foreign = stackOf(other);
    expect(() => use(foreign, roleOf(other, foreign), other)).toThrow(refused(prop, `Stack/${path}`));
  });
  test('the stack of a construct', () => {
    expect(() => new TeleportDatabaseAccess(stackOf(other), 'Policy', { target: roleIn(stackIn()), databases })).toThrow(refused('scope', 'Stack'));
    expect(() => new TeleportDatabasePermissionsBoundary(stackOf(other), 'Boundary', { policies: [access({})] })).toThrow(refused('scope', 'Stack'));
  });
  test('one copy passes', () => {
    const stack = stackOf(cdk);
    const role = roleOf(cdk, stack);
    const store = SecretStore.of('prod', { encryptionKey: new cdk.aws_kms.Key(stack, 'Key') });
    new TeleportDatabaseAccess(stack, 'Policy', { target: role, databases, manageUsersOf: [DatabaseType.MEMORYDB], secretStores: [store] });
    expect(validationErrors(stack)).toEqual([]);
  });
});

describe('a value of a second copy of this library is refused in one sentence', () => {
  const refused = (prop: string, got = 'a value') => `'${prop}' must be of this copy of cdk-teleport-database-access, 0.0.0 in ${ROOT}; got ${got} of another copy`;
  const role = () => iam.Role.fromRoleName(stackIn(), 'Reader', 'reader');
  test.each<[string, string, () => unknown]>([
    ['a database', 'databases', () => access({ databases: [library.RdsDatabase.any({ databaseUsers: ['reader'] })] })],
    ['a database of a connect policy', 'databases', () => {
      const stack = stackIn();
      const foreign = library.RdsDatabase.any({ databaseUsers: ['reader'] }) as unknown as RdsDatabase;
      return new TeleportRdsConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases: [foreign] });
    }],
    ['an assumed role', 'assumedRoles', () => access({ assumedRoles: [library.AssumedRole.fromRole(role())] })],
    ['a secret store', 'secretStores', () => access({ manageUsersOf: [DatabaseType.MEMORYDB], secretStores: [library.SecretStore.of('prod')] })],
    ['the role before a database', 'assumedRole', () => RedshiftDatabase.fromClusterIdentifier('dwh', {
      databaseUsers: ['reader'], databaseNames: ['dwh'], assumedRole: library.AssumedRole.fromRole(role()) as unknown as AssumedRole,
    })],
    ['remote databases', 'remoteDatabases', () => {
      const remote = library.RemoteDatabases.behindRole(library.AssumedRole.fromRole(role()), { databaseTypes: [library.DatabaseType.RDS], regions: ['eu-west-1'] });
      return new TeleportAgentConfiguration({ policies: [access({})], remoteDatabases: [remote as unknown as RemoteDatabases] });
    }],
    ['a principal that a role trusts', 'assumedBy', () => {
      const stack = stackIn();
      const assumedBy = new library.TeleportAgentPrincipal(roleIn(stack), { externalId: 'abc' });
      return AssumedRole.fromRole(new iam.Role(stack, 'Access', { assumedBy }));
    }],
  ])('%s', (_, prop, call) => {
    expect(call).toThrow(refused(prop));
  });
  test('a policy', () => {
    const stack = stackIn();
    const foreign = new library.TeleportDatabaseAccess(stack, 'Foreign', { target: roleIn(stack), databases: [library.RdsDatabase.any({ databaseUsers: ['a'] })] });
    expect(() => new TeleportAgentConfiguration({ policies: [foreign] })).toThrow(refused('policies', 'Stack/Foreign'));
  });
});

describe('what others made with a second copy counts', () => {
  test('managed policies of the role', () => {
    const attached = (copy: typeof cdk, count: number) => {
      const stack = stackIn();
      const role = roleIn(stack);
      new TeleportDatabaseAccess(stack, 'Policy', { target: role, databases });
      for (let index = 0; index < count; index++) {
        new copy.aws_iam.CfnManagedPolicy(stack, `P${index}`, { policyDocument: { Statement: [] }, roles: [role.roleName] });
      }
      return validationErrors(stack);
    };
    expect(attached(other, 10).join()).toContain('Stack/Agent gets 11 managed policies, 10 of them not of this library, IAM attaches 10');
    expect(attached(other, 9)).toEqual([]);
  });
});
