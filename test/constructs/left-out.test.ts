import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DocumentDbDatabase, DynamoDbDatabase, ElastiCacheDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase,
  RedshiftServerlessDatabase, RemoteDatabases, TeleportAgentConfiguration, TeleportDatabaseAccess,
} from '../../src';
import { roleIn, stackIn } from '../support/template';

// what callers without types may leave out
const nothing: any = undefined;
const roles = '\'databaseRoles\' must be a list; got undefined';
const users = (whose = '') => `'databaseUsers' must be a list such as ['reader']${whose}; got undefined`;
const agentIn = (stack: Stack) => new TeleportAgentConfiguration({
  policies: [new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [RdsDatabase.any({ databaseUsers: ['app'] })] })],
});

describe('without options, the error names what they must have', () => {
  test.each<[string, (stack: Stack) => unknown, string]>([
    ['RdsDatabase.any()', () => RdsDatabase.any(nothing), users()],
    ['RdsDatabase.fromResourceId()', () => RdsDatabase.fromResourceId('db-0', nothing), users(' for db-0')],
    ['RedshiftDatabase.any()', () => RedshiftDatabase.any(nothing), '\'databaseUsers\' must be given, or \'databaseRoles\'; got neither; name the users or roles to connect as'],
    ['RedshiftServerlessDatabase', () => RedshiftServerlessDatabase.fromWorkgroupName('sales', nothing), roles],
    ['OpenSearchDatabase', () => OpenSearchDatabase.fromDomainName('logs', nothing), roles],
    ['DocumentDbDatabase', () => DocumentDbDatabase.fromClusterIdentifier('docs', nothing), roles],
    ['DynamoDbDatabase.of()', () => DynamoDbDatabase.of(nothing), roles],
    ['AssumedRole.inOrganization()', () => AssumedRole.inOrganization('o-abcdef1234', nothing), '\'roleName\' must be the literal name of a role, '
      + '1 to 64 letters, digits or +=,.@-_; got undefined; it must be the same in every account of the organization, so give a literal'],
    ['RemoteDatabases.behindRole()', (stack) => RemoteDatabases.behindRole(AssumedRole.fromRole(roleIn(stack)), nothing),
      '\'databaseTypes\' must name what is behind the role; got nothing; name the types, or single databases in \'databases\''],
    ['teleportYaml()', (stack) => agentIn(stack).teleportYaml(nothing),
      '\'proxyServer\' must be a host name and a port without a protocol, such as example.teleport.sh:443; got undefined'],
  ])('%s', (_, make, message) => {
    expect(() => make(stackIn())).toThrow(new Error(message));
  });

  test('but a cache may have no users of its own', () => {
    expect(() => ElastiCacheDatabase.fromServerlessCacheName('carts', nothing)).not.toThrow();
  });
});

describe('a value of the library where a list belongs', () => {
  const access = (props: object) => (stack: Stack) => new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), ...props });

  test('is shown without what is private, with the way out', () => {
    expect(() => access({ databases: RdsDatabase.any({ databaseUsers: ['app'] }) })(stackIn()))
      .toThrow(new Error('\'databases\' must be a list; got {"resourceId":"*"}; a single one is a list too: [ ... ]'));
  });

  test('is shown with the path of its construct', () => {
    const stack = stackIn();
    const assumedRoles = AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'Reader', 'reader'));
    expect(() => access({ assumedRoles })(stack)).toThrow(new Error('\'assumedRoles\' must be a list; got {"role":"Stack/Reader"}; a single one is a list too: [ ... ]'));
  });

  test('passes in a list', () => {
    expect(() => access({ databases: [RdsDatabase.any({ databaseUsers: ['app'] })] })(stackIn())).not.toThrow();
  });
});
