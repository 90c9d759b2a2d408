import { arn, DatabaseEntry, ofRegistered, Operation } from './operation';

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

export const redshift: DatabaseEntry = {
  title: 'Redshift',
  matcher: 'redshift',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/postgres-redshift/',
  notes: 'Teleport neither creates users nor joins groups when it asks for credentials: `redshift:CreateClusterUser`, '
    + '`redshift:JoinGroup` and group ARNs are not needed. A database user that is a role (`role/<name>`) needs `AssumeRoles`; '
    + 'that role needs `redshift:GetClusterCredentialsWithIAM` on the database names.',
  discover: [describeClusters],
  metadata: [ofRegistered(describeClusters)],
  connect: [{
    sid: 'RedshiftConnectAsDBUser',
    reason: 'get temporary credentials for Redshift database users',
    without: 'Teleport cannot log in as a database user',
    actions: ['redshift:GetClusterCredentials'],
    resources: usersAndNames,
    documentedResources: [...usersAndNames, arn('redshift', 'dbgroup:{clusterIdentifier}/*')], // which AWS ignores
  }],
  every: { clusterIdentifier: ['*'], databaseUser: ['*'], databaseName: ['*'] },
  usersMayBeRoles: true,
};
