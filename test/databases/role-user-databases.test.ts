import { Stack } from 'aws-cdk-lib';
import * as docdb from 'aws-cdk-lib/aws-docdb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as opensearch from 'aws-cdk-lib/aws-opensearchservice';
import * as redshift from 'aws-cdk-lib/aws-redshift';
import * as redshiftserverless from 'aws-cdk-lib/aws-redshiftserverless';
import {
  DocumentDbDatabase, DynamoDbDatabase, DynamoDbDatabaseOptions, KeyspacesDatabase, OpenSearchDatabase, RedshiftDatabase, RedshiftServerlessDatabase,
  TeleportDatabase, TeleportDatabaseAccess,
} from '../../src';
import { asReader, reader } from '../support/databases/fixture';
import { document, within } from '../support/expected';
import { documentOf, roleIn, stackIn, warningsOf } from '../support/template';

function access(stack: Stack, ...databases: TeleportDatabase[]): Stack {
  new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases });
  return stack;
}

describe('databases of the app', () => {
  test('an OpenSearch domain, by the name that it gets', () => {
    const stack = stackIn();
    const search = new opensearch.Domain(stack, 'Search', { version: opensearch.EngineVersion.OPENSEARCH_2_17 });
    access(stack, OpenSearchDatabase.fromDomain(search, { databaseRoles: [reader(stack)] }));
    const id = stack.getLogicalId(search.node.defaultChild as opensearch.CfnDomain);
    expect(documentOf(stack)).toEqual(document(
      { Sid: 'OpenSearchCheckDomainURL', Action: 'es:DescribeDomains', Resource: `arn:aws:es:eu-west-1:123456789012:domain/<${id}>` },
      asReader,
    ));
    expect(warningsOf(stack)).toEqual([]);
  });

  test('an imported OpenSearch domain, by its name', () => {
    const stack = stackIn();
    const search = opensearch.Domain.fromDomainAttributes(stack, 'Search', {
      domainArn: 'arn:aws:es:eu-west-1:123456789012:domain/search', domainEndpoint: 'search-x.eu-west-1.es.amazonaws.com',
    });
    access(stack, OpenSearchDatabase.fromDomain(search, { databaseRoles: [reader(stack)] }));
    expect(documentOf(stack)).toEqual(document(
      { Sid: 'OpenSearchCheckDomainURL', Action: 'es:DescribeDomains', Resource: 'arn:aws:es:eu-west-1:123456789012:domain/search' },
      asReader,
    ));
  });

  test('an OpenSearch domain that is imported by an ARN with a wildcard is refused', () => {
    const stack = stackIn();
    const search = opensearch.Domain.fromDomainAttributes(stack, 'Search', {
      domainArn: 'arn:aws:es:eu-west-1:123456789012:domain/*', domainEndpoint: 'search-x.eu-west-1.es.amazonaws.com',
    });
    expect(() => OpenSearchDatabase.fromDomain(search, { databaseRoles: [reader(stack)] })).toThrow('\'domainName\' must be 3 to 28 lower-case letters');
  });

  const documentDb: [string, (stack: Stack) => docdb.IDatabaseCluster][] = [
    ['a DocumentDB cluster', (stack) => new docdb.DatabaseCluster(stack, 'Products', {
      vpc: new ec2.Vpc(stack, 'Vpc'), masterUser: { username: 'admin1' }, instanceType: ec2.InstanceType.of(ec2.InstanceClass.R5, ec2.InstanceSize.LARGE),
    })],
    ['an imported DocumentDB cluster', (stack) => docdb.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Products', { clusterIdentifier: 'products' })],
  ];
  test.each(documentDb)('%s: Teleport lists clusters to check its endpoint', (_, cluster) => {
    const stack = stackIn();
    access(stack, DocumentDbDatabase.fromCluster(cluster(stack), { databaseRoles: [reader(stack)] }));
    expect(documentOf(stack)).toEqual(document(
      { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') },
      asReader,
    ));
  });

  test('a Redshift Serverless workgroup: IAM knows it by an id that differs from its name, so that any is read', () => {
    const stack = stackIn();
    const reports = new redshiftserverless.CfnWorkgroup(stack, 'Reports', { workgroupName: 'reports' });
    access(stack, RedshiftServerlessDatabase.fromWorkgroup(reports, { databaseRoles: [reader(stack)] }));
    expect(documentOf(stack)).toEqual(document(
      {
        Sid: 'RedshiftServerlessFetchMetadata',
        Action: ['redshift-serverless:GetEndpointAccess', 'redshift-serverless:GetWorkgroup'],
        Resource: [
          'arn:aws:redshift-serverless:eu-west-1:123456789012:managedvpcendpoint/*',
          'arn:aws:redshift-serverless:eu-west-1:123456789012:workgroup/*',
        ],
      },
      asReader,
    ));
  });

  test('a Redshift cluster with users of both kinds, by the identifier that it gets', () => {
    const stack = stackIn();
    const warehouse = new redshift.CfnCluster(stack, 'Warehouse', { clusterType: 'single-node', dbName: 'sales', masterUsername: 'admin1', nodeType: 'ra3.large' });
    access(stack, RedshiftDatabase.fromCluster(warehouse, { databaseUsers: ['analyst'], databaseNames: ['sales'], databaseRoles: [reader(stack)] }));
    expect(documentOf(stack)).toEqual(document(
      { Sid: 'RedshiftFetchMetadata', Action: 'redshift:DescribeClusters', Resource: '*', Condition: within('eu-west-1') },
      {
        Sid: 'RedshiftConnectAsDBUser',
        Action: 'redshift:GetClusterCredentials',
        Resource: ['arn:aws:redshift:eu-west-1:123456789012:dbuser:<Warehouse>/analyst', 'arn:aws:redshift:eu-west-1:123456789012:dbname:<Warehouse>/sales'],
      },
      asReader,
    ));
  });
});

const EVERYWHERE: [string, (options: DynamoDbDatabaseOptions) => TeleportDatabase, object[]][] = [
  ['OpenSearch', (options) => OpenSearchDatabase.fromDomainName('search', options), [
    { Sid: 'OpenSearchCheckDomainURL', Action: 'es:DescribeDomains', Resource: 'arn:aws:es:us-east-1:123456789012:domain/search' },
  ]],
  ['DocumentDB', (options) => DocumentDbDatabase.fromClusterIdentifier('products', options), [
    { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('us-east-1') },
  ]],
  ['Redshift Serverless', (options) => RedshiftServerlessDatabase.fromWorkgroupName('reports', options), [{
    Sid: 'RedshiftServerlessFetchMetadata',
    Action: ['redshift-serverless:GetEndpointAccess', 'redshift-serverless:GetWorkgroup'],
    Resource: ['arn:aws:redshift-serverless:us-east-1:123456789012:managedvpcendpoint/*', 'arn:aws:redshift-serverless:us-east-1:123456789012:workgroup/*'],
  }]],
  ['DynamoDB', (options) => DynamoDbDatabase.of(options), []],
  ['Keyspaces', (options) => KeyspacesDatabase.of(options), []],
];

test.each(EVERYWHERE)('%s of another region is read there', (_, database, statements) => {
  const stack = stackIn();
  access(stack, database({ databaseRoles: [reader(stack)], region: 'us-east-1' }));
  expect(documentOf(stack)).toEqual(document(...statements, asReader));
});

test.each(EVERYWHERE)('%s without a role as its user is refused', (_, database) => {
  expect(() => database({ databaseRoles: [] })).toThrow('\'databaseRoles\' must not be empty; got []; name the roles that Teleport connects as');
});

test.each(EVERYWHERE)('%s of a region that does not exist is refused', (_, database) => {
  const databaseRoles = [reader(stackIn())];
  expect(() => database({ databaseRoles, region: 'us-esat-1' })).toThrow('\'region\' must be an AWS region such as eu-west-1; got "us-esat-1"');
  expect(() => database({ databaseRoles, region: 'us-east-1' })).not.toThrow();
});

describe('names', () => {
  const NAMED: [string, (name: string, options: DynamoDbDatabaseOptions) => TeleportDatabase, wrong: string[], right: string[]][] = [
    ['domainName', (name, options) => OpenSearchDatabase.fromDomainName(name, options),
      ['', '*', 'ab', 'Search', '1search', 'logs_prod', 'search/x', 'a'.repeat(29)], ['abc', 'logs-2026', 'a'.repeat(28)]],
    ['clusterIdentifier', (name, options) => DocumentDbDatabase.fromClusterIdentifier(name, options),
      ['', '*', 'Products', '1products', 'products-', 'a--b', 'a'.repeat(64)], ['products', 'prod-1', 'a'.repeat(63)]],
    ['workgroupName', (name, options) => RedshiftServerlessDatabase.fromWorkgroupName(name, options),
      ['', '*', 'ab', 'Reports', 'reports_1', 'a'.repeat(65)], ['abc', '1-reports', 'a'.repeat(64)]],
  ];

  test.each(NAMED)('%s', (prop, database, wrong, right) => {
    const databaseRoles = [reader(stackIn())];
    wrong.forEach((name) => expect(() => database(name, { databaseRoles })).toThrow(new RegExp(`^'${prop}' must be .*; got "${name.replace('*', '\\*')}"$`)));
    right.forEach((name) => expect(() => database(name, { databaseRoles })).not.toThrow());
  });
});
