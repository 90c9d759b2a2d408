import { App, Stack } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import { DatabaseProtocol, RdsDatabase, TeleportDatabaseAccess } from '../../src';
import { agentWith, readBackAs } from '../support/configuration';
import { ACCOUNT, documentOf, ENV, roleIn } from '../support/template';

/** An app that knows an instance by its name. */
function lookingUp(context: { [key: string]: unknown } = {}) {
  const app = new App({ context });
  const stack = new Stack(app, 'Stack', { env: ENV });
  const instance = rds.DatabaseInstance.fromLookup(stack, 'Orders', { instanceIdentifier: 'orders-prod' });
  const database = RdsDatabase.fromInstance(instance, { databaseUsers: ['reader'], registration: { protocol: DatabaseProtocol.POSTGRES } });
  return { app, stack, access: new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [database] }) };
}

/** What the CLI is to look up. */
const missing = () => lookingUp().app.synth().manifest.missing ?? [];

test('an instance that is known by its name is looked up, with the resource id by which IAM knows it', () => {
  expect(missing().map(({ props }) => props)).toEqual([expect.objectContaining({
    typeName: 'AWS::RDS::DBInstance', exactIdentifier: 'orders-prod', propertiesToReturn: expect.arrayContaining(['DbiResourceId', 'Endpoint.Address']),
  })]);
});

test('and then stands in the policy and in the configuration', () => {
  const [{ key }] = missing();
  const host = 'orders-prod.abcdefghijkl.eu-west-1.rds.amazonaws.com';
  const { stack, access } = lookingUp({
    [key]: [{
      'Identifier': 'orders-prod',
      'DBInstanceArn': `arn:aws:rds:eu-west-1:${ACCOUNT}:db:orders-prod`,
      'Endpoint.Address': host,
      'Endpoint.Port': '5433',
      'DbiResourceId': 'db-ABCDEFGHIJKL01234',
      'DBSecurityGroups': [],
      'VPCSecurityGroups': ['sg-0123'],
    }],
  });
  expect(documentOf(stack).Statement.find(({ Sid }: any) => Sid === 'RDSConnect').Resource)
    .toBe(`arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:db-ABCDEFGHIJKL01234/reader`);
  expect(readBackAs('db', stack, agentWith(access).databases())).toEqual({
    kind: 'db',
    version: 'v3',
    metadata: { name: 'orders-prod' },
    spec: {
      protocol: 'postgres',
      uri: `${host}:5433`,
      aws: { region: 'eu-west-1', account_id: ACCOUNT, rds: { instance_id: 'orders-prod', resource_id: 'db-ABCDEFGHIJKL01234' } },
    },
  });
});

describe('a cluster that is known by its name, for which newer versions of CDK have a lookup too', () => {
  const build = (clusterResourceIdentifier: string) => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: ENV });
    const cluster = rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Orders', {
      clusterIdentifier: 'orders-prod', clusterEndpointAddress: 'TESTADDRESS', port: 5432, clusterResourceIdentifier,
    });
    const database = RdsDatabase.fromCluster(cluster, { databaseUsers: ['reader'], registration: { protocol: DatabaseProtocol.POSTGRES } });
    const access = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [database] });
    return { stack, access };
  };
  const resourceOf = (stack: Stack) => documentOf(stack).Statement.find(({ Sid }: any) => Sid === 'RDSConnect').Resource;

  test('is synthesized before the CLI has looked it up, as the key to look it up by is in what is synthesized', () => {
    const { stack, access } = build('TESTID');
    expect(resourceOf(stack)).toBe(`arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:cluster-TESTID/reader`);
    expect(readBackAs('db', stack, agentWith(access).databases()).spec.aws.rds).toEqual({ cluster_id: 'orders-prod', resource_id: 'cluster-TESTID' });
  });

  test('and then has the resource id by which IAM knows it', () => {
    expect(resourceOf(build('cluster-ABCDEFGHIJKL01234').stack)).toBe(`arn:aws:rds-db:eu-west-1:${ACCOUNT}:dbuser:cluster-ABCDEFGHIJKL01234/reader`);
  });

  test('and no other text that is no resource id', () => {
    expect(() => build('TESTID1')).toThrow(new Error('\'clusterResourceIdentifier\' must be an AWS resource ID: db-... (instance), cluster-... (Aurora) or prx-... (proxy), '
      + 'as the Configuration tab of the RDS console shows it, at most 34 characters; got "TESTID1"'));
  });
});
