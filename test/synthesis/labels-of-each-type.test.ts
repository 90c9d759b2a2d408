import { CfnResource, Stack, Tags } from 'aws-cdk-lib';
import * as docdb from 'aws-cdk-lib/aws-docdb';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as memorydb from 'aws-cdk-lib/aws-memorydb';
import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as redshift from 'aws-cdk-lib/aws-redshift';
import * as redshiftserverless from 'aws-cdk-lib/aws-redshiftserverless';
import { IConstruct } from 'constructs';
import { DatabaseType } from '../../src';
import { instanceIn, labelReplaced, tagged, warnedOfLabels } from '../support/replaced-labels';


const EMEA = [labelReplaced('Stack/Db', 'region', 'emea', 'eu-west-1')];

describe('of each type, Teleport takes the labels from the resource that has them', () => {
  const of: { readonly [type in DatabaseType]: (stack: Stack) => IConstruct } = {
    [DatabaseType.RDS]: instanceIn,
    [DatabaseType.AURORA]: (stack) => new rds.CfnDBCluster(stack, 'Db', { engine: 'aurora-mysql' }),
    [DatabaseType.RDS_PROXY]: (stack) => new rds.CfnDBProxy(stack, 'Db', { dbProxyName: 'pool', engineFamily: 'MYSQL', roleArn: 'arn:aws:iam::123456789012:role/pool', vpcSubnetIds: ['a', 'b'] }),
    [DatabaseType.REDSHIFT]: (stack) => new redshift.CfnCluster(stack, 'Db', { clusterType: 'single-node', dbName: 'a', masterUsername: 'admin', nodeType: 'ra3.large' }),
    [DatabaseType.REDSHIFT_SERVERLESS]: (stack) => new redshiftserverless.CfnWorkgroup(stack, 'Db', { workgroupName: 'reports' }),
    [DatabaseType.ELASTICACHE]: (stack) => new elasticache.CfnReplicationGroup(stack, 'Db', { replicationGroupDescription: 'sessions' }),
    [DatabaseType.ELASTICACHE_SERVERLESS]: (stack) => new elasticache.CfnServerlessCache(stack, 'Db', { engine: 'valkey', serverlessCacheName: 'carts' }),
    [DatabaseType.MEMORYDB]: (stack) => new memorydb.CfnCluster(stack, 'Db', { aclName: 'acl', clusterName: 'ledger', nodeType: 'db.t4g.small' }),
    [DatabaseType.OPENSEARCH]: (stack) => new opensearch.CfnDomain(stack, 'Db', {}),
    [DatabaseType.DOCUMENTDB]: (stack) => new docdb.CfnDBCluster(stack, 'Db', {}),
  };
  const both = [DatabaseType.RDS, DatabaseType.AURORA]; // one type for Teleport
  const family = (type: DatabaseType) => both.includes(type) ? both : [type];
  const another = (type: DatabaseType) => type === DatabaseType.OPENSEARCH ? DatabaseType.DOCUMENTDB : DatabaseType.OPENSEARCH;

  test.each(Object.values(DatabaseType))('%s', (type) => {
    const define = (stack: Stack) => Tags.of(of[type](stack)).add('region', 'emea');
    expect(warnedOfLabels(define, { declared: { databaseTypes: family(type) } })).toEqual(EMEA);
    expect(warnedOfLabels(define, { declared: { databaseTypes: [another(type)] } })).toEqual([]);
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['an instance of an Aurora cluster', (stack) => instanceIn(stack, { dbClusterIdentifier: 'orders', tags: tagged() })],
    ['an instance of an engine that Teleport does not discover', (stack) => instanceIn(stack, { engine: 'sqlserver-ee', tags: tagged() })],
    ['another resource', (stack) => new CfnResource(stack, 'Db', { type: 'AWS::SNS::Topic', properties: { Tags: [{ Key: 'region', Value: 'emea' }] } })],
  ])('not from %s', (_, define) => {
    expect(warnedOfLabels(define)).toEqual([]);
  });
});

