import { Declared } from './declarations';

/** A call that a real Teleport (14.0.0-dev) made while it did its work. Names and accounts are samples, what is called is as it was seen. */
export interface ObservedCall {
  readonly declared: Declared;
  /** When it is made. */
  readonly during: string;
  readonly action: string;
  /** The ARN that IAM evaluates it on. */
  readonly on: string;
  /** What AWS knows of the request. */
  readonly given: { readonly [key: string]: string };
  /** Another resource that is denied, `any` if all names are allowed. A list has none: it is allowed on everything in the region. */
  readonly neighbour?: string;
  /** An action next to it that is denied on the same resource. */
  readonly neighbouring: string;
}

type Row = readonly [during: string, action: string, on: string, neighbour: string | undefined, neighbouring: string, given?: ObservedCall['given']];

const LIST = undefined; // no neighbour
const ANY = 'any';

const rows = (declared: Declared, service: string, where: string, all: readonly Row[]): ObservedCall[] =>
  all.map(([during, action, on, neighbour, neighbouring, given = {}]) => ({
    declared,
    during,
    action: `${service}:${action}`,
    on: `arn:aws:${service}:${where}:${on}`,
    given,
    neighbour: neighbour === ANY || neighbour === LIST ? neighbour : `arn:aws:${service}:${where}:${neighbour}`,
    neighbouring: `${service}:${neighbouring}`,
  }));

/** With its suffix, which AWS adds: another region, account, prefix or place of the user is another secret. */
const secretOf = (declared: Declared, prefix: string, service: string, where: string): ObservedCall[] => {
  const [region, account] = where.split(':');
  const on = `secret:${prefix}/${service}/${region}/${account}/user/0123456789abcdef-AbCdEf`;
  const neighbour = `secret:${prefix}-x/${service}/${region}/${account}/user/0123456789abcdef-AbCdEf`;
  const given = { 'aws:RequestTag/teleport.dev/created': 'true' };
  return rows(declared, 'secretsmanager', where, [
    ['users', 'CreateSecret', on, neighbour, 'ReplicateSecretToRegions', given],
    ['users', 'TagResource', on, neighbour, 'UntagResource', given],
    ['users', 'DescribeSecret', on, neighbour, 'ListSecretVersionIds'], // the secret exists
    ['users', 'UpdateSecret', on, neighbour, 'PutResourcePolicy'], // it has another key
    ['users', 'GetSecretValue', on, neighbour, 'GetResourcePolicy'],
    ['users', 'PutSecretValue', on, neighbour, 'RotateSecret'], // after some minutes
    ['users', 'DeleteSecret', on, neighbour, 'RestoreSecret'], // the user has lost its tag
  ]);
};

const MANAGED = { 'aws:ResourceTag/teleport.dev/managed': 'true' };
const HERE = 'eu-west-1:123456789012';
const ELSEWHERE = 'eu-central-1:123456789012';
const SPOKE = 'eu-west-1:222222222222';

const ofRds = (declared: Declared, where: string) => rows(declared, 'rds', where, [
  ['discovery', 'DescribeDBInstances', 'db:*', LIST, 'DescribeDBSnapshots'],
  ['metadata', 'DescribeDBInstances', 'db:orders', LIST, 'DeleteDBInstance'],
  ['discovery', 'DescribeDBClusters', 'cluster:*', LIST, 'DescribeDBClusterSnapshots'],
  ['metadata', 'DescribeDBClusters', 'cluster:ledger', LIST, 'DeleteDBCluster'],
]);

const ofRedshift = (declared: Declared, where: string, cluster: string) => rows(declared, 'redshift', where, [
  ['discovery', 'DescribeClusters', 'cluster:*', LIST, 'DescribeClusterSnapshots'],
  ['metadata', 'DescribeClusters', `cluster:${cluster}`, LIST, 'ModifyCluster'],
  // one call with DbUser, DbName and AutoCreate=false: IAM evaluates it on both
  ['login', 'GetClusterCredentials', `dbuser:${cluster}/analyst`, `dbuser:${cluster}/awsuser`, 'CreateClusterUser'],
  ['login', 'GetClusterCredentials', `dbname:${cluster}/sales`, `dbname:${cluster}/finance`, 'GetClusterCredentialsWithIAM'],
]);

const discovered = (where: string): ObservedCall[] => [
  ...ofRds('agent', where),
  ...rows('agent', 'rds', where, [
    ['discovery', 'DescribeDBProxies', 'db-proxy:*', LIST, 'DescribeDBProxyTargets'],
    ['discovery', 'DescribeDBProxyEndpoints', 'db-proxy-endpoint:*', LIST, 'DescribeDBProxyTargetGroups'],
    ['discovery', 'ListTagsForResource', 'db-proxy:prx-0123456789abcdef0', 'db:orders', 'AddTagsToResource'],
    // without being asked, of every database without IAM authentication
    ['modification', 'ModifyDBInstance', 'db:orders', 'cluster:ledger', 'RebootDBInstance', { 'aws:ResourceTag/env': 'prod' }],
  ]),
  ...rows('agent', 'redshift-serverless', where, [
    ['discovery', 'ListWorkgroups', 'workgroup/*', LIST, 'ListNamespaces'],
    ['discovery', 'ListEndpointAccess', 'endpointaccess/*', LIST, 'ListSnapshots'],
    ['discovery', 'ListTagsForResource', 'workgroup/a1b2c3d4', 'namespace/a1b2c3d4', 'TagResource'],
    ['metadata', 'GetWorkgroup', 'workgroup/a1b2c3d4', 'namespace/a1b2c3d4', 'UpdateWorkgroup'],
    ['metadata', 'GetEndpointAccess', 'managedvpcendpoint/a1b2c3d4', 'namespace/a1b2c3d4', 'UpdateEndpointAccess'],
  ]),
  ...rows('agent', 'elasticache', where, [
    ['discovery', 'DescribeReplicationGroups', 'replicationgroup:*', LIST, 'DescribeSnapshots'],
    ['discovery', 'DescribeCacheClusters', 'cluster:*', LIST, 'DescribeEvents'],
    ['discovery', 'DescribeCacheSubnetGroups', 'subnetgroup:*', LIST, 'DescribeCacheParameterGroups'],
    ['discovery', 'ListTagsForResource', 'replicationgroup:sessions', 'snapshot:sessions', 'AddTagsToResource'],
    ['login', 'DescribeUsers', 'user:app', LIST, 'CreateUser'],
  ]),
  ...rows('agent', 'memorydb', where, [
    ['discovery', 'DescribeClusters', 'cluster/*', LIST, 'DescribeSnapshots'],
    ['discovery', 'DescribeSubnetGroups', 'subnetgroup/*', LIST, 'DescribeParameterGroups'],
    ['discovery', 'ListTags', 'cluster/ledger', 'snapshot/ledger', 'TagResource'],
  ]),
  ...rows('agent', 'es', where, [
    ['discovery', 'ListDomainNames', '*', LIST, 'ListVersions'],
    ['discovery', 'DescribeDomains', 'domain/products', ANY, 'DescribeDomainConfig'],
    ['discovery', 'ListTags', 'domain/products', ANY, 'AddTags'],
  ]),
];

/** At the global endpoint of STS, signed for us-east-1, whatever regions are declared. */
const assumed = (during: string, account: string, name: string, neighbouring: string, given: ObservedCall['given'] = {}): ObservedCall => ({
  declared: 'agent',
  during,
  action: 'sts:AssumeRole',
  on: `arn:aws:iam::${account}:role/${name}`,
  given: { 'aws:RequestedRegion': 'us-east-1', ...given },
  neighbour: `arn:aws:iam::${account}:role/${name}2`,
  neighbouring: `sts:${neighbouring}`,
});

const ofUsers = (declared: Declared, where: string): ObservedCall[] => [
  ...rows(declared, 'elasticache', where, [
    ['metadata', 'DescribeReplicationGroups', 'replicationgroup:sessions', LIST, 'ModifyReplicationGroup'],
    ['users', 'ListTagsForResource', 'user:alice', 'usergroup:all', 'RemoveTagsFromResource'],
    ['users', 'DescribeUsers', 'user:*', LIST, 'DescribeUserGroups'],
    ['users', 'ModifyUser', 'user:alice', 'usergroup:all', 'DeleteUser', MANAGED],
  ]),
  ...rows(declared, 'memorydb', where, [
    ['metadata', 'DescribeClusters', 'cluster/ledger', LIST, 'UpdateCluster'],
    ['users', 'ListTags', 'user/carol', 'acl/all', 'UntagResource'],
    ['users', 'DescribeUsers', 'user/*', LIST, 'DescribeACLs'],
    ['users', 'UpdateUser', 'user/carol', 'acl/all', 'DeleteUser', MANAGED],
  ]),
];

export const OBSERVED: readonly ObservedCall[] = [
  ...[HERE, ELSEWHERE].flatMap((where) => [
    ...discovered(where), ...ofUsers('agent', where), ...secretOf('agent', 'teleport', 'elasticache', where), ...secretOf('agent', 'teleport', 'memorydb', where),
  ]),
  ...ofRedshift('agent', HERE, 'warehouse'),
  assumed('start', '222222222222', 'teleport-access', 'TagSession', { 'sts:ExternalId': 'prod-eu' }),
  ...['reports-reader', 'tables-reader', 'search-reader'].map((name) => assumed('login', '123456789012', name, 'SetSourceIdentity')),
  ...ofRds('spoke', SPOKE),
  ...ofRedshift('spoke', SPOKE, 'spoke-wh'),
  ...ofUsers('own store', HERE),
  ...secretOf('own store', 'teleport-prod/x+y=z@a.b', 'elasticache', HERE),
  ...secretOf('own store', 'teleport-prod/x+y=z@a.b', 'memorydb', HERE),
];
