import { arn, DatabaseEntry, ofRegistered, Operation } from './operation';

const docs = 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/rds/';

const describeInstances: Operation = {
  sid: 'RDSDescribeInstances',
  reason: 'list RDS instances, and the instances of Aurora clusters, with their tags and networks',
  without: 'no RDS instance is found, and Aurora clusters lack the labels that come from their instances',
  actions: ['rds:DescribeDBInstances'],
};
export const describeClusters: Operation = {
  sid: 'RDSDescribeClusters',
  reason: 'list Aurora and DocumentDB clusters with their tags and endpoints',
  without: 'no Aurora or DocumentDB cluster is found',
  actions: ['rds:DescribeDBClusters'],
};
const describeProxies: Operation = {
  sid: 'RDSProxyDiscovery',
  reason: 'list RDS proxies and their endpoints',
  without: 'no RDS proxy is found, or none of its custom endpoints',
  actions: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'],
};
const connect: Operation = {
  sid: 'RDSConnect',
  reason: 'log in to RDS, Aurora and RDS Proxy databases with IAM authentication',
  without: 'the database refuses the login',
  actions: ['rds-db:connect'],
  resources: [arn('rds-db', 'dbuser:{resourceId}/{databaseUser}')],
};

const modifyInstances: Operation = {
  sid: 'RDSAutoEnableIAMAuth',
  reason: 'turn on IAM authentication for RDS instances, which AWS applies immediately with all other pending modifications',
  without: 'instances without IAM authentication stay out of reach until somebody turns it on',
  actions: ['rds:ModifyDBInstance'],
  resources: [arn('rds', 'db:*')],
  onlyMatched: true,
};
const modifyClusters: Operation = {
  sid: 'AuroraAutoEnableIAMAuth',
  reason: 'turn on IAM authentication for Aurora clusters, which AWS applies immediately with all other pending modifications',
  without: 'clusters without IAM authentication stay out of reach until somebody turns it on',
  actions: ['rds:ModifyDBCluster'],
  resources: [arn('rds', 'cluster:*')],
  onlyMatched: true,
};
const only = (operation: Operation, resource: string): Operation =>
  ({ ...operation, resources: [arn('rds', resource)], onlyMatched: undefined });

/** Teleport first looks for an instance with that name, then for a cluster. */
const ofInstanceOrCluster = [describeInstances, describeClusters].map(ofRegistered);

export const rds: DatabaseEntry = {
  title: 'RDS',
  matcher: 'rds',
  docs,
  notes: 'For Oracle and SQL Server on RDS, Teleport needs only the rows with the purpose `registered`: it does not discover them, '
    + 'does not turn on IAM authentication, and logs in with Kerberos.',
  discover: [describeInstances],
  modify: [modifyInstances],
  modifyRegistered: [only(modifyInstances, 'db:{dbInstanceIdentifier}')],
  metadata: ofInstanceOrCluster,
  connect: [connect],
  every: { resourceId: ['db-*'], databaseUser: ['*'] },
};

export const aurora: DatabaseEntry = {
  title: 'Aurora',
  matcher: 'rds',
  docs,
  notes: 'Teleport\'s matchers have one type, `rds`, for both RDS and Aurora. AWS evaluates an unfiltered list on all resources, so '
    + 'neither names nor tags can narrow it.',
  discover: [describeClusters, { ...describeInstances, undocumented: true }],
  modify: [modifyClusters],
  modifyRegistered: [only(modifyClusters, 'cluster:{dbClusterIdentifier}')],
  metadata: ofInstanceOrCluster,
  connect: [connect],
  every: { resourceId: ['cluster-*'], databaseUser: ['*'] },
};

export const rdsProxy: DatabaseEntry = {
  title: 'RDS Proxy',
  matcher: 'rdsproxy',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/rds-proxy/rds-proxy-postgres/',
  notes: 'Teleport never turns on IAM authentication for a proxy: it is part of the proxy\'s own configuration.',
  discover: [describeProxies, {
    sid: 'RDSProxyFetchMetadata',
    reason: 'read the tags of RDS proxies, which their endpoints share',
    without: 'proxies appear untagged, so matchers that select by tag find none',
    actions: ['rds:ListTagsForResource'],
    resources: [arn('rds', 'db-proxy:*')],
  }],
  metadata: [ofRegistered(describeProxies)],
  connect: [connect],
  every: { resourceId: ['prx-*'], databaseUser: ['*'] },
};
