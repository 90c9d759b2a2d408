import { Stack } from 'aws-cdk-lib';
import * as docdb from 'aws-cdk-lib/aws-docdb';
import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import * as rds from 'aws-cdk-lib/aws-rds';
import { IConstruct } from 'constructs';
import { DocumentDbDatabase, OpenSearchDatabase, RdsDatabase, TeleportDatabase, TeleportDatabaseAccess } from '../../src/index';
import { reader } from '../support/databases/fixture';
import { Call, refuse } from '../support/refusals';
import { roleIn } from '../support/template';

const users = { databaseUsers: ['reader'] };
const access = (database: (stack: Stack) => TeleportDatabase): Call => (stack) => {
  new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [database(stack)] });
};

describe('an L1 construct is no database, as it lacks what is read of it', () => {
  const untyped = <T>(construct: IConstruct) => construct as unknown as T;
  const orders = (stack: Stack) => rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Instance', {
    instanceIdentifier: 'orders', instanceResourceId: 'db-ABC', instanceEndpointAddress: 'orders.example', port: 5432, securityGroups: [],
  });
  const billing = (clusterResourceIdentifier?: string) => (stack: Stack) =>
    rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', { clusterIdentifier: 'billing', clusterResourceIdentifier });
  const proxy = (stack: Stack) => rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Proxy', {
    dbProxyName: 'orders', dbProxyArn: 'arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0abc', endpoint: 'orders.example', securityGroups: [],
  });
  const documents = (stack: Stack) => docdb.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Documents', { clusterIdentifier: 'documents' });
  const search = (stack: Stack) => opensearch.Domain.fromDomainEndpoint(stack, 'Search', 'https://search-logs-abc.eu-west-1.es.amazonaws.com');
  refuse([
    {
      sentence: 'an RDS instance',
      refused: access((stack) => RdsDatabase.fromInstance(untyped(new rds.CfnDBInstance(stack, 'Orders', {})), users)),
      message: '\'instance\' must be an RDS instance such as an rds.DatabaseInstance; got Stack/Orders, an AWS::RDS::DBInstance; '
        + 'use RdsDatabase.fromResourceId() with its \'attrDbiResourceId\'',
      passes: access((stack) => RdsDatabase.fromInstance(orders(stack), users)),
    },
    {
      sentence: 'an Aurora cluster',
      refused: access((stack) => RdsDatabase.fromCluster(untyped(new rds.CfnDBCluster(stack, 'Orders', {})), users)),
      message: '\'cluster\' must be an Aurora cluster such as an rds.DatabaseCluster; got Stack/Orders, an AWS::RDS::DBCluster; '
        + 'use RdsDatabase.fromResourceId() with its \'attrDbClusterResourceId\'',
      passes: access((stack) => RdsDatabase.fromCluster(billing('cluster-ABC')(stack), users)),
    },
    {
      sentence: 'an RDS Proxy',
      refused: access((stack) => RdsDatabase.fromProxy(untyped(new rds.CfnDBProxy(stack, 'Orders', {
        dbProxyName: 'orders', engineFamily: 'POSTGRESQL', roleArn: 'arn:aws:iam::123456789012:role/proxy', vpcSubnetIds: ['subnet-1', 'subnet-2'],
      })), users)),
      message: '\'proxy\' must be an RDS Proxy such as an rds.DatabaseProxy; got Stack/Orders, an AWS::RDS::DBProxy; '
      + 'use RdsDatabase.fromResourceId() with the last part of its \'attrDbProxyArn\'',
      passes: access((stack) => RdsDatabase.fromProxy(proxy(stack), users)),
    },
    {
      sentence: 'a DocumentDB cluster',
      refused: access((stack) => DocumentDbDatabase.fromCluster(untyped(new docdb.CfnDBCluster(stack, 'Docs', {})), { databaseRoles: [reader(stack)] })),
      message: '\'cluster\' must be a cluster such as a docdb.DatabaseCluster; got Stack/Docs, an AWS::DocDB::DBCluster; use DocumentDbDatabase.fromClusterIdentifier()',
      passes: access((stack) => DocumentDbDatabase.fromCluster(documents(stack), { databaseRoles: [reader(stack)] })),
    },
    {
      sentence: 'an OpenSearch domain',
      refused: access((stack) => OpenSearchDatabase.fromDomain(untyped(new opensearch.CfnDomain(stack, 'Logs', {})), { databaseRoles: [reader(stack)] })),
      message: '\'domain\' must be a domain such as an opensearchservice.Domain; got Stack/Logs, an AWS::OpenSearchService::Domain; use OpenSearchDatabase.fromDomainName()',
      passes: access((stack) => OpenSearchDatabase.fromDomain(search(stack), { databaseRoles: [reader(stack)] })),
    },
    {
      sentence: 'nothing at all',
      refused: access(() => RdsDatabase.fromInstance(untyped(undefined as unknown as IConstruct), users)),
      message: '\'instance\' must be an RDS instance such as an rds.DatabaseInstance; got undefined; use RdsDatabase.fromResourceId() with its \'attrDbiResourceId\'',
      passes: access((stack) => RdsDatabase.fromInstance(orders(stack), users)),
    },
    {
      sentence: 'an imported Aurora cluster without its resource ID, which CDK would throw for',
      refused: access((stack) => RdsDatabase.fromCluster(billing()(stack), users)),
      message: '\'cluster\' must be imported with the \'clusterResourceIdentifier\' (cluster-...) that IAM knows it by; got Stack/Cluster; add it, or use RdsDatabase.fromResourceId()',
      passes: access((stack) => RdsDatabase.fromCluster(billing('cluster-ABC')(stack), users)),
    },
  ]);
});
