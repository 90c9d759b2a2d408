import { LABEL, regional } from './host-names';
import { arn, ofRegistered, Operation } from './operation';
import { TypeOfDatabase } from './type';

const describeClusters: Operation = {
  sid: 'RedshiftFetchMetadata',
  reason: 'list Redshift clusters with their tags and endpoints',
  without: 'no Redshift cluster is found',
  actions: ['redshift:DescribeClusters'],
};

const usersAndNames = [
  arn('redshift', 'dbuser:{clusterIdentifier}/{databaseUser}'),
  arn('redshift', 'dbname:{clusterIdentifier}/{databaseName}'),
];

export const redshift: TypeOfDatabase = {
  title: 'Redshift',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/postgres-redshift/',
  notes: 'Teleport neither creates users nor joins groups when it asks for credentials: `redshift:CreateClusterUser`, '
    + '`redshift:JoinGroup` and group ARNs are not needed. A database user that is a role (`role/<name>`) needs `AssumeRoles`; '
    + 'that role needs `redshift:GetClusterCredentialsWithIAM` on the database names.',
  since: undefined,
  missingIn: [],
  operations: {
    discover: [describeClusters],
    modify: undefined,
    modifyRegistered: undefined,
    metadata: [ofRegistered(describeClusters)],
    connect: [{
      sid: 'RedshiftConnectAsDBUser',
      reason: 'get temporary credentials for Redshift database users',
      without: 'Teleport cannot log in as a database user',
      actions: ['redshift:GetClusterCredentials'],
      resources: usersAndNames,
      documentedResources: [...usersAndNames, arn('redshift', 'dbgroup:{clusterIdentifier}/*')], // which AWS ignores
    }],
    manageUsers: undefined,
  },
  users: {
    areRoles: 'some',
    name: 'databaseUser',
    databaseName: 'databaseName',
    every: { clusterIdentifier: ['*'], databaseUser: ['*'], databaseName: ['*'] },
    secretService: undefined,
    createdIn: 'Redshift clusters',
  },
  teleport: {
    matcher: 'redshift',
    protocols: ['postgres'],
    withKerberos: [],
    isToldByProtocol: false,
    isAssumed: false,
    isRegional: true,
    hasVpcLabel: false,
    address: undefined,
    block: { name: 'redshift', isInAws: true, key: 'cluster_id', isName: true, inYaml: ['cluster_id'] },
  },
  endpoint: {
    scheme: '',
    givenBy: 'AWS',
    ports: { postgres: '5439' },
    patterns: regional(`${LABEL}\\.[a-z0-9]+`, 'redshift'),
    example: 'warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com',
    isOnlySign: false,
    added: undefined,
  },
  host: { services: ['redshift'], read: ([id]) => ({ id }) },
  resource: { type: 'AWS::Redshift::Cluster', name: 'clusterIdentifier', obstacles: {} },
  value: {
    class: 'RedshiftDatabase',
    byName: 'fromClusterIdentifier',
    name: 'clusterIdentifier',
    byConstruct: { method: 'fromCluster', parameter: 'cluster' },
  },
};
