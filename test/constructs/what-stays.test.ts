import { App, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  AssumedRole, DatabaseType, DocumentDbDatabase, DynamoDbDatabase, ElastiCacheDatabase, KeyspacesDatabase, MemoryDbDatabase, MongoDbAtlasDatabase,
  OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RedshiftServerlessDatabase, SecretStore, TeleportAgentConfiguration, TeleportAgentPrincipal,
  TeleportDatabaseAccess, TeleportDatabasePermissionsBoundary, TeleportOidcPrincipal,
} from '../../src';
import { propertiesOf, roleIn, stackIn } from '../support/template';

const databaseUsers = ['reader'];
const roles = () => ({ databaseRoles: [AssumedRole.fromRole(iam.Role.fromRoleArn(stackIn(), 'R', 'arn:aws:iam::123456789012:role/reader'))] });

/** What JavaScript lets a caller try, which TypeScript refuses. */
const change = (value: object, key: string, to: unknown) => {
  Object.assign(value, { [key]: to });
};

describe('a property that was checked cannot be set afterwards, and the value is no frozen instance', () => {
  test.each<[string, object, string, unknown]>([
    ['RdsDatabase', RdsDatabase.fromResourceId('db-ABC', { databaseUsers }), 'resourceId', 'db-ABC'],
    ['RedshiftDatabase', RedshiftDatabase.fromClusterIdentifier('dwh', { databaseUsers, databaseNames: ['a'] }), 'clusterIdentifier', 'dwh'],
    ['RedshiftServerlessDatabase', RedshiftServerlessDatabase.fromWorkgroupName('work', roles()), 'workgroupName', 'work'],
    ['ElastiCacheDatabase', ElastiCacheDatabase.fromReplicationGroupId('group', { databaseUsers }), 'cacheName', 'group'],
    ['MemoryDbDatabase', MemoryDbDatabase.fromClusterName('cluster', { databaseUsers }), 'clusterName', 'cluster'],
    ['OpenSearchDatabase', OpenSearchDatabase.fromDomainName('domain', roles()), 'domainName', 'domain'],
    ['DocumentDbDatabase', DocumentDbDatabase.fromClusterIdentifier('docs', roles()), 'clusterIdentifier', 'docs'],
    ['DynamoDbDatabase', DynamoDbDatabase.of({ ...roles(), region: 'eu-west-1' }), 'region', 'eu-west-1'],
    ['KeyspacesDatabase', KeyspacesDatabase.of({ ...roles(), region: 'eu-west-1' }), 'region', 'eu-west-1'],
    ['MongoDbAtlasDatabase', MongoDbAtlasDatabase.of({ ...roles(), registration: { host: 'a.bcdef.mongodb.net' } }), 'host', 'a.bcdef.mongodb.net'],
    ['SecretStore', SecretStore.of('prod/teleport'), 'keyPrefix', 'prod/teleport'],
    ['AssumedRole', AssumedRole.inOrganization('o-abcdef1234', { roleName: 'a' }), 'organizationId', 'o-abcdef1234'],
  ])('%s', (_, value, property, given) => {
    expect(() => change(value, property, '*')).toThrow(TypeError);
    expect(() => change(value, property, undefined)).toThrow(TypeError);
    expect(Reflect.get(value, property)).toBe(given);
    expect(Object.isFrozen(value)).toBe(false); // jsii writes into instances
    change(value, 'jsii', 'a tag');
  });
});

test('a document stays what was checked', () => {
  const stack = stackIn();
  const access = new TeleportDatabaseAccess(stack, 'Teleport', { target: roleIn(stack), databaseTypes: [DatabaseType.REDSHIFT] });
  const document = new TeleportAgentConfiguration({ policies: [access] }).dbService();
  const before: unknown = stack.resolve(document.toYaml());
  expect(() => change(document, 'content', { version: 'v3' })).toThrow(TypeError);
  expect(stack.resolve(document.toYaml())).toEqual(before);
});

test('what a role asks of an agent stays, whatever is done to the principal', () => {
  const trust = (disturb: (principal: iam.PrincipalBase) => void) => {
    const stack = stackIn();
    const principals = [new TeleportAgentPrincipal(roleIn(stack), { externalId: 'abc' }), new TeleportOidcPrincipal('example.teleport.sh')];
    principals.forEach(disturb);
    new iam.Role(stack, 'Access', { assumedBy: new iam.CompositePrincipal(...principals) });
    return Template.fromStack(stack).toJSON();
  };
  const cleared = trust((principal) => {
    const { conditions } = principal.policyFragment;
    Object.keys(conditions).forEach((operator) => Reflect.deleteProperty(conditions, operator));
    expect(() => change(principal, 'policyFragment', new iam.AnyPrincipal().policyFragment)).toThrow(TypeError);
    change(principal, 'conditions', {});
    change(principal, 'federated', '*');
  });
  expect(cleared).toEqual(trust(() => {}));
  expect(JSON.stringify(cleared)).toContain('"sts:ExternalId":"abc"');
});

test('a boundary bounds by its own policy', () => {
  const stack = new Stack(new App(), 'S');
  const target = roleIn(stack);
  const connect = new TeleportDatabaseAccess(stack, 'Teleport', { target, databases: [RdsDatabase.any({ databaseUsers })] });
  const boundary = new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [connect] });
  expect(() => change(boundary, 'managedPolicy', iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess'))).toThrow(TypeError);
  boundary.applyTo(target);
  expect(propertiesOf(stack, 'AWS::IAM::Role').map(({ PermissionsBoundary }) => PermissionsBoundary))
    .toEqual([stack.resolve(boundary.managedPolicy.managedPolicyArn)]);
});
