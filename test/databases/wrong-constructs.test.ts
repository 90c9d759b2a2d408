import { Stack } from 'aws-cdk-lib';
import * as docdb from 'aws-cdk-lib/aws-docdb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import * as rds from 'aws-cdk-lib/aws-rds';
import { IConstruct } from 'constructs';
import { DocumentDbDatabase, OpenSearchDatabase, RdsDatabase, TeleportDatabase, TeleportDatabaseAccess } from '../../src';
import { reader } from '../support/databases/fixture';
import { Call, refuse, Refusal } from '../support/refusals';
import { roleIn } from '../support/template';

const users = { databaseUsers: ['reader'] };
const access = (database: (stack: Stack) => TeleportDatabase): Call => (stack) => {
  new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [database(stack)] });
};

describe('an L1 construct is no database, as it lacks what is read of it', () => {
  const untyped = <T>(construct: IConstruct) => construct as unknown as T;
  const orders = (stack: Stack, engine?: rds.IInstanceEngine) => rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Instance', {
    instanceIdentifier: 'orders', instanceResourceId: 'db-ABC', instanceEndpointAddress: 'orders.example', port: 5432, securityGroups: [], engine,
  });
  const replica = (stack: Stack, engine: rds.IInstanceEngine) => {
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const sourceDatabaseInstance = new rds.DatabaseInstance(stack, 'Source', { engine, vpc });
    return new rds.DatabaseInstanceReadReplica(stack, 'Replica', { sourceDatabaseInstance, vpc, instanceType: new ec2.InstanceType('m5.large') });
  };
  const billing = (clusterResourceIdentifier?: string) => (stack: Stack) =>
    rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', { clusterIdentifier: 'billing', clusterResourceIdentifier });
  const proxy = (stack: Stack) => rds.DatabaseProxy.fromDatabaseProxyAttributes(stack, 'Proxy', {
    dbProxyName: 'orders', dbProxyArn: 'arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0abc', endpoint: 'orders.example', securityGroups: [],
  });
  const documents = (stack: Stack) => docdb.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Documents', { clusterIdentifier: 'documents' });
  const search = (stack: Stack, endpoint = 'https://search-logs-abc.eu-west-1.es.amazonaws.com') => opensearch.Domain.fromDomainEndpoint(stack, 'Search', endpoint);
  const byArn = (stack: Stack, region: string) => opensearch.Domain.fromDomainAttributes(stack, 'Search', {
    domainArn: `arn:aws:es:${region}:123456789012:domain/logs`, domainEndpoint: 'https://search-logs-abc.eu-central-1.es.amazonaws.com',
  });
  refuse([
    {
      sentence: 'an RDS instance',
      refused: access((stack) => RdsDatabase.fromInstance(untyped(new rds.CfnDBInstance(stack, 'Orders', {})), users)),
      message: '\'instance\' must be an RDS instance such as an rds.DatabaseInstance; got Stack/Orders, an AWS::RDS::DBInstance; '
        + 'use RdsDatabase.fromResourceId() with its \'attrDbiResourceId\'',
      passes: access((stack) => RdsDatabase.fromInstance(orders(stack), users)),
    },
    ...['oracle-ee', 'oracle-se2-cdb', 'sqlserver-se', 'db2-ae', 'custom-sqlserver-se'].map((engineType): Refusal => ({
      sentence: `an instance of ${engineType}, to which nobody logs in by IAM`,
      refused: access((stack) => RdsDatabase.fromInstance(orders(stack, { engineType } as rds.IInstanceEngine), users)),
      message: '\'instance\' must have an engine with IAM authentication: PostgreSQL, MySQL or MariaDB; '
        + `got Stack/Instance, ${engineType}; register it by hand, and let Teleport read its metadata with DatabaseType.RDS in 'databaseTypes'`,
      passes: access((stack) => RdsDatabase.fromInstance(orders(stack, rds.DatabaseInstanceEngine.MARIADB), users)),
    })),
    {
      sentence: 'a replica of an Oracle instance, which has its engine',
      refused: access((stack) => RdsDatabase.fromInstance(replica(stack, rds.DatabaseInstanceEngine.ORACLE_EE), users)),
      message: '\'instance\' must have an engine with IAM authentication: PostgreSQL, MySQL or MariaDB; '
        + 'got Stack/Replica, oracle-ee; register it by hand, and let Teleport read its metadata with DatabaseType.RDS in \'databaseTypes\'',
      passes: access((stack) => RdsDatabase.fromInstance(replica(stack, rds.DatabaseInstanceEngine.POSTGRES), users)),
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
    ...['https://search-logs-abc.eu-central-1.es.amazonaws.com', 'https://vpc-logs-abc.aos.eu-central-1.on.aws'].map((endpoint): Refusal => ({
      sentence: `a domain that is imported by ${endpoint}, into a stack of another region`,
      refused: access((stack) => OpenSearchDatabase.fromDomain(search(stack, endpoint), { databaseRoles: [reader(stack)] })),
      message: '\'domain\' must have an endpoint in eu-west-1, where CDK takes it to be; got Stack/Search in eu-central-1; '
        + 'import it by its ARN with opensearchservice.Domain.fromDomainAttributes()',
      passes: access((stack) => OpenSearchDatabase.fromDomain(search(stack, endpoint.replace('central', 'west')), { databaseRoles: [reader(stack)] })),
    })),
    {
      sentence: 'a domain whose ARN is in another region than its endpoint',
      refused: access((stack) => OpenSearchDatabase.fromDomain(byArn(stack, 'us-east-1'), { databaseRoles: [reader(stack)] })),
      message: '\'domain\' must have an endpoint in us-east-1, the region of its ARN; got Stack/Search in eu-central-1; '
        + 'correct the ARN or the endpoint, whichever is of another domain',
      passes: access((stack) => OpenSearchDatabase.fromDomain(byArn(stack, 'eu-central-1'), { databaseRoles: [reader(stack)] })),
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
