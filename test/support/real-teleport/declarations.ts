import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import {
  AssumedRole, DatabaseType, DynamoDbDatabase, ElastiCacheDatabase, MemoryDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase,
  RedshiftServerlessDatabase, SecretStore, TeleportDatabaseAccess, TeleportDatabaseAccessProps,
} from '../../../src';
import { PolicyDocument } from '../../proof/evaluator';
import { deployed, documentsOf } from '../template';

const { RDS, AURORA, RDS_PROXY, REDSHIFT, REDSHIFT_SERVERLESS, ELASTICACHE, MEMORYDB, OPENSEARCH } = DatabaseType;
const REGIONS = ['eu-west-1', 'eu-central-1'];
const SPOKE = '222222222222';

/** Which declaration a call was allowed by. */
export type Declared = 'agent' | 'spoke' | 'own store';

function policiesOf(account: string, declare: (stack: Stack) => Omit<TeleportDatabaseAccessProps, 'target'>): PolicyDocument[] {
  const stack = new Stack(new App(), 'Stack', { env: { account, region: 'eu-west-1' } });
  const target = iam.Role.fromRoleArn(stack, 'Target', `arn:aws:iam::${account}:role/teleport`);
  new TeleportDatabaseAccess(stack, 'Access', { target, ...declare(stack) });
  return documentsOf(stack).map((document) => deployed(document, { 'AWS::AccountId': account }));
}

const roleIn = (stack: Stack, name: string, account = '123456789012') => iam.Role.fromRoleArn(stack, name, `arn:aws:iam::${account}:role/${name}`);

/** What the agents ran with while each of their calls was held against it. */
export const POLICIES: Readonly<Record<Declared, PolicyDocument[]>> = {
  'agent': policiesOf('123456789012', (stack) => ({
    databaseTypes: [RDS, AURORA, RDS_PROXY, REDSHIFT, REDSHIFT_SERVERLESS, ELASTICACHE, MEMORYDB, OPENSEARCH],
    regions: REGIONS,
    databaseTags: { env: ['prod'] },
    allowDatabaseModification: true,
    manageUsersOf: [ELASTICACHE, MEMORYDB],
    databases: [
      RdsDatabase.any({ databaseUsers: ['reader'] }),
      RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers: ['analyst'], databaseNames: ['sales'] }),
      RedshiftServerlessDatabase.fromWorkgroupName('reports', { databaseRoles: [AssumedRole.fromRole(roleIn(stack, 'reports-reader'))] }),
      DynamoDbDatabase.of({ databaseRoles: [AssumedRole.fromRole(roleIn(stack, 'tables-reader'))] }),
      OpenSearchDatabase.fromDomainName('products', { databaseRoles: [AssumedRole.fromRole(roleIn(stack, 'search-reader'))] }),
      ElastiCacheDatabase.fromReplicationGroupId('sessions', { databaseUsers: ['app'] }),
      MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: ['app'] }),
    ],
    assumedRoles: [AssumedRole.fromRole(roleIn(stack, 'teleport-access', SPOKE), { externalId: 'prod-eu' })],
  })),
  'spoke': policiesOf(SPOKE, () => ({
    databaseTypes: [RDS, AURORA, REDSHIFT],
    databases: [RdsDatabase.any({ databaseUsers: ['reader'] }), RedshiftDatabase.fromClusterIdentifier('spoke-wh', { databaseUsers: ['analyst'], databaseNames: ['sales'] })],
  })),
  'own store': policiesOf('123456789012', (stack) => ({
    manageUsersOf: [ELASTICACHE, MEMORYDB],
    secretStores: [SecretStore.of('teleport-prod/x+y=z@a.b', { encryptionKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:123456789012:key/a1b2c3d4') })],
  })),
};
