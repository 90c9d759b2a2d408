import { App, Stack } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import { DatabaseProtocol, RdsDatabase, TeleportDatabaseAccess } from '../../src/index';
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
