import { Lazy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import {
  AssumedRole, DatabaseType, RdsDatabase, SelfGrant, TeleportDatabase, TeleportDatabaseAccess, TeleportDatabaseAccessProps,
} from '../../src';
import { document, within } from '../support/expected';
import { validationErrors } from '../support/synthesis-errors';
import { boundaryOf, documentOf, resourcesOf, roleIn, stackIn, warningsOf } from '../support/template';

const { RDS, AURORA, RDS_PROXY } = DatabaseType;
const reader = { databaseUsers: ['reader'] };
const INSTANCES = { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within('eu-west-1') };
const CLUSTERS = { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') };
const CONNECT_INSTANCE = { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ORDERS/reader' };
const MODIFY_INSTANCE = { Sid: 'RDSAutoEnableIAMAuth', Action: 'rds:ModifyDBInstance', Resource: 'arn:aws:rds:eu-west-1:123456789012:db:orders' };
const MODIFY_CLUSTER = { Sid: 'AuroraAutoEnableIAMAuth', Action: 'rds:ModifyDBCluster', Resource: 'arn:aws:rds:eu-west-1:123456789012:cluster:billing' };

const instance = (stack: Stack, instanceIdentifier = 'orders', options: object = {}) => RdsDatabase.fromInstance(
  rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Orders', {
    instanceIdentifier, instanceResourceId: 'db-ORDERS', instanceEndpointAddress: 'orders.example.com', port: 5432, securityGroups: [],
  }),
  { ...reader, ...options },
);
const cluster = (stack: Stack, clusterIdentifier = 'billing') => RdsDatabase.fromCluster(
  rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Billing', { clusterIdentifier, clusterResourceIdentifier: 'cluster-BILLING' }),
  reader,
);

function modifying(databases: (stack: Stack) => TeleportDatabase[], options: Omit<Partial<TeleportDatabaseAccessProps>, 'target'> = {}, stack = stackIn()): Stack {
  const target = roleIn(stack, 'Agent', { roleName: 'agent' });
  new TeleportDatabaseAccess(stack, 'Access', { target, databases: databases(stack), allowDatabaseModification: true, ...options });
  return stack;
}

describe('allowDatabaseModification of registered databases', () => {
  test('names each of them, in the order given', () => {
    const stack = modifying((scope) => [instance(scope), cluster(scope)]);
    expect(documentOf(stack)).toEqual(document(
      INSTANCES, CLUSTERS,
      { ...CONNECT_INSTANCE, Resource: [CONNECT_INSTANCE.Resource, 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-BILLING/reader'] },
      MODIFY_INSTANCE, MODIFY_CLUSTER,
    ));
    expect(warningsOf(stack)).toEqual([]);
  });

  test('is off by default', () => {
    expect(documentOf(modifying((scope) => [instance(scope)], { allowDatabaseModification: undefined })))
      .toEqual(document(INSTANCES, CLUSTERS, CONNECT_INSTANCE));
  });

  test('refers to an instance of the app by its name in the template', () => {
    const stack = modifying((scope) => [RdsDatabase.fromInstance(new rds.DatabaseInstance(scope, 'Orders', {
      vpc: ec2.Vpc.fromVpcAttributes(scope, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['eu-west-1a'], isolatedSubnetIds: ['subnet-1', 'subnet-2'] }),
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      engine: rds.DatabaseInstanceEngine.POSTGRES,
      iamAuthentication: true,
    }), reader)]);
    expect(documentOf(stack).Statement.slice(-1)).toEqual([
      { ...MODIFY_INSTANCE, Effect: 'Allow', Resource: 'arn:aws:rds:eu-west-1:123456789012:db:<OrdersA9B65338>' },
    ]);
  });

  test('leaves out a proxy, whose IAM authentication Teleport does not turn on', () => {
    const { Statement } = documentOf(modifying((scope) => [instance(scope), RdsDatabase.fromResourceId('prx-0rders', reader)]));
    expect(Statement.filter(({ Action }: { Action: string }) => /Modify/.test(Action))).toEqual([{ ...MODIFY_INSTANCE, Effect: 'Allow' }]);
  });

  test('has the names to the letter of Teleport\'s documentation, which has none of its own', () => {
    expect(documentOf(modifying((scope) => [instance(scope)], { asDocumented: true }))).toEqual(document(
      { Action: 'rds:DescribeDBInstances', Resource: '*' },
      { Action: 'rds:DescribeDBClusters', Resource: '*' },
      { Action: CONNECT_INSTANCE.Action, Resource: CONNECT_INSTANCE.Resource },
      { Action: MODIFY_INSTANCE.Action, Resource: MODIFY_INSTANCE.Resource },
    ));
  });

  test('is in the boundary, too', () => {
    const stack = modifying((scope) => [cluster(scope)], { databaseTypes: [RDS_PROXY], selfGrant: SelfGrant.BOUNDED });
    expect(boundaryOf(stack).Statement.slice(-2)).toEqual([
      {
        Sid: 'RDSConnect',
        Effect: 'Allow',
        Action: 'rds-db:connect',
        Resource: [
          'arn:aws:rds-db:eu-west-1:123456789012:dbuser:cluster-BILLING/reader',
          'arn:aws:rds-db:eu-west-1:123456789012:dbuser:prx-*/*',
        ],
      },
      { ...MODIFY_CLUSTER, Effect: 'Allow' },
    ]);
  });
});

describe('beside discovered types that Teleport modifies', () => {
  test('tags say what it modifies, and registered databases are not named', () => {
    const stack = modifying((scope) => [instance(scope), cluster(scope)], { databaseTypes: [RDS], databaseTags: { env: ['dev'] } });
    expect(documentOf(stack).Statement.filter(({ Action }: { Action: string }) => /Modify/.test(Action))).toEqual([{
      ...MODIFY_INSTANCE,
      Effect: 'Allow',
      Resource: 'arn:aws:rds:eu-west-1:123456789012:db:*',
      Condition: { StringLike: { 'aws:ResourceTag/env': 'dev' } },
    }]);
  });

  test('a registered database needs no name', () => {
    expect(() => modifying(() => [RdsDatabase.fromResourceId('db-ORDERS', reader)], { databaseTypes: [AURORA] })).not.toThrow();
  });
});

describe('a database that cannot be named', () => {
  test('is refused beside one that can', () => {
    expect(() => modifying((scope) => [instance(scope), RdsDatabase.fromResourceId('cluster-BILLING', reader)]))
      .toThrow(new Error('\'allowDatabaseModification\' must be used with databases whose names are known, because a resource ID does not tell them; got '
        + 'cluster-BILLING; use RdsDatabase.fromInstance() or fromCluster()'));
  });

  test.each(['orders*', 'o?', 'Orders', 'orders-', 'or--ders', '1orders', `o${'x'.repeat(63)}`])('is refused for its name: %s', (name) => {
    expect(() => modifying((scope) => [instance(scope, name)])).toThrow(new Error('\'instanceIdentifier\' must be lower-case letters, digits and single hyphens, a letter '
      + `first and no hyphen last, at most 63 characters; got "${name}"`));
    const stack = stackIn();
    expect(() => modifying((scope) => [instance(scope, name)], { allowDatabaseModification: false }, stack)).not.toThrow();
  });

  test('is refused at synthesis if its name turns out to be a wildcard', () => {
    const look = (name: string) => validationErrors(modifying((scope) => [cluster(scope, Lazy.string({ produce: () => name }))]));
    expect(look('billing')).toEqual([]);
    expect(look('*')).toEqual(['\'clusterIdentifier\' must be lower-case letters, digits and single hyphens, a letter first and no hyphen last, at most 63 characters; '
      + 'got "*", which a token turns out to be; correct what the token resolves to']);
  });

  test('is nothing that Teleport modifies behind a role, or as a pattern', () => {
    const message = '\'allowDatabaseModification\' must be used with types that Teleport modifies, rds, aurora, or with single databases of these types; '
      + 'got no \'databaseTypes\'; leave it out, or name the types in \'databaseTypes\'; if another service discovers them, set \'discoverDatabases\' to false in the '
      + 'configuration of this one';
    const role = (scope: Stack) => AssumedRole.fromRole(iam.Role.fromRoleArn(scope, 'Access', 'arn:aws:iam::123456789012:role/access'));
    expect(() => modifying((scope) => [instance(scope, 'orders', { assumedRole: role(scope) })])).toThrow(new Error(message));
    expect(() => modifying(() => [RdsDatabase.any(reader)])).toThrow(new Error(message));
    expect(() => modifying(() => [RdsDatabase.fromResourceId('prx-0rders', reader)], { databaseTypes: [RDS_PROXY] }))
      .toThrow(new Error(message.replace('no \'databaseTypes\'', 'rds-proxy')));
    expect(() => modifying(() => [RdsDatabase.any(reader)], { databaseTypes: [AURORA] })).not.toThrow();
  });
});

test('an appended database changes nothing that stands before it', () => {
  const before = documentOf(modifying((scope) => [instance(scope)])).Statement;
  const after = documentOf(modifying((scope) => [instance(scope), cluster(scope)])).Statement;
  expect(after.map(({ Sid }: { Sid: string }) => Sid)).toEqual([...before.map(({ Sid }: { Sid: string }) => Sid), 'AuroraAutoEnableIAMAuth']);
  expect(Object.keys(resourcesOf(modifying((scope) => [instance(scope)])))).toEqual(['Agent255F68E9', 'AccessDCECED85']);
});
