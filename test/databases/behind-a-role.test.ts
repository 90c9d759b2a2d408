import { aws_iam as iam, Stack } from 'aws-cdk-lib';
import {
  AssumedRole, DatabaseType, ElastiCacheDatabase, MemoryDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase, TeleportDatabase,
  TeleportDatabaseAccess,
  TeleportDatabaseAccessProps,
} from '../../src';
import { document, within } from '../support/expected';
import { documentOf, stackIn } from '../support/template';

const roleIn = (stack: Stack) => AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Access', 'arn:aws:iam::123456789012:role/access'));

function access(props: (stack: Stack) => Partial<TeleportDatabaseAccessProps>): Stack {
  const stack = stackIn();
  new TeleportDatabaseAccess(stack, 'Teleport', { target: iam.Role.fromRoleName(stack, 'Agent', 'agent'), ...props(stack) });
  return stack;
}

describe('a pattern behind a role would say nothing: the role\'s own policy does', () => {
  interface Case { readonly name: string; readonly pattern: (assumedRole?: AssumedRole) => TeleportDatabase }
  const reader = { databaseUsers: ['reader'] };
  test.each<Case>([
    { name: 'RDS', pattern: (assumedRole) => RdsDatabase.any({ ...reader, assumedRole }) },
    { name: 'Redshift', pattern: (assumedRole) => RedshiftDatabase.any({ ...reader, databaseNames: ['*'], assumedRole }) },
    { name: 'ElastiCache', pattern: (assumedRole) => ElastiCacheDatabase.any({ ...reader, assumedRole }) },
    { name: 'MemoryDB', pattern: (assumedRole) => MemoryDbDatabase.any({ ...reader, assumedRole }) },
  ])('$name', ({ pattern }) => {
    expect(() => pattern(roleIn(stackIn()))).toThrow(new Error('\'assumedRole\' must be used with a single database, because a role opens what its own policy says; '
      + 'got Stack/Access; leave it out, list the role in \'assumedRoles\' of TeleportDatabaseAccess, and give the pattern to the role\'s own policy'));
    expect(() => pattern()).not.toThrow();
  });
});

test('a domain that is discovered and registered is described by one statement', () => {
  const domain = (stack: Stack, region?: string) => ({
    databaseTypes: [DatabaseType.OPENSEARCH], databases: [OpenSearchDatabase.fromDomainName('search', { databaseRoles: [roleIn(stack)], region })],
  });
  const described = (region?: string) => documentOf(access((stack) => domain(stack, region))).Statement
    .filter(({ Action }: any) => Action === 'es:DescribeDomains').map(({ Resource }: any) => Resource);
  expect(described()).toEqual(['arn:aws:es:eu-west-1:123456789012:domain/*']);
  expect(described('us-east-1')).toEqual(['arn:aws:es:eu-west-1:123456789012:domain/*', 'arn:aws:es:us-east-1:123456789012:domain/search']);
});

describe('Redshift Serverless that is discovered', () => {
  const found = [
    { Sid: 'RedshiftServerlessDiscovery', Action: 'redshift-serverless:ListWorkgroups', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'RedshiftServerlessListEndpoints', Action: 'redshift-serverless:ListEndpointAccess', Resource: '*', Condition: within('eu-west-1') },
    {
      Sid: 'RedshiftServerlessListTags',
      Action: 'redshift-serverless:ListTagsForResource',
      Resource: 'arn:aws:redshift-serverless:eu-west-1:123456789012:workgroup/*',
    },
  ];

  test('is read by an agent that connects as the roles which it assumes', () => {
    expect(documentOf(access((stack) => ({ databaseTypes: [DatabaseType.REDSHIFT_SERVERLESS], assumedRoles: [roleIn(stack)] })))).toEqual(document(
      ...found,
      {
        Sid: 'RedshiftServerlessFetchMetadata',
        Action: ['redshift-serverless:GetEndpointAccess', 'redshift-serverless:GetWorkgroup'],
        Resource: [
          'arn:aws:redshift-serverless:eu-west-1:123456789012:managedvpcendpoint/*', 'arn:aws:redshift-serverless:eu-west-1:123456789012:workgroup/*',
        ],
      },
      { Sid: 'AssumeRoles', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::123456789012:role/access' },
    ));
  });
  test('is not read by one that only discovers', () => {
    expect(documentOf(access(() => ({ databaseTypes: [DatabaseType.REDSHIFT_SERVERLESS] })))).toEqual(document(...found));
  });
  test('OpenSearch and DocumentDB need nothing else', () => {
    const { OPENSEARCH, DOCUMENTDB } = DatabaseType;
    expect(documentOf(access((stack) => ({ databaseTypes: [OPENSEARCH, DOCUMENTDB], assumedRoles: [roleIn(stack)] })))).toEqual(document(
      { Sid: 'OpenSearchDiscovery', Action: 'es:ListDomainNames', Resource: '*', Condition: within('eu-west-1') },
      { Sid: 'OpenSearchDescribeDomains', Action: 'es:DescribeDomains', Resource: 'arn:aws:es:eu-west-1:123456789012:domain/*' },
      { Sid: 'OpenSearchListTags', Action: 'es:ListTags', Resource: 'arn:aws:es:eu-west-1:123456789012:domain/*' },
      { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within('eu-west-1') },
      { Sid: 'AssumeRoles', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::123456789012:role/access' },
    ));
  });
});
