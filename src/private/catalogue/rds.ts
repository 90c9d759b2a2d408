import { arn, DatabaseEntry, ofRegistered, Operation } from './operation';

const docs = 'https://goteleport.com/docs/enroll-resources/database-access/enroll-aws-databases/rds/';

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

/** Teleport asks for an instance of that name first, then for a cluster. */
const ofInstanceOrCluster = [describeInstances, describeClusters].map(ofRegistered);

export const rds: DatabaseEntry = {
  matcher: 'rds',
  docs,
  discover: [describeInstances],
  modify: [{
    sid: 'RDSAutoEnableIAMAuth',
    reason: 'turn on IAM authentication of RDS instances; applied at once, together with all pending changes of the instance',
    without: 'instances without IAM authentication stay out of reach until somebody turns it on',
    actions: ['rds:ModifyDBInstance'],
    resources: [arn('rds', 'db:*')],
    onlyMatched: true,
  }],
  metadata: ofInstanceOrCluster,
  connect: [connect],
  every: { resourceId: ['db-*'], databaseUser: ['*'] },
};

export const aurora: DatabaseEntry = {
  matcher: 'rds',
  docs,
  discover: [describeClusters, { ...describeInstances, undocumented: true }],
  modify: [{
    sid: 'AuroraAutoEnableIAMAuth',
    reason: 'turn on IAM authentication of Aurora clusters; applied at once, together with all pending changes of the cluster',
    without: 'clusters without IAM authentication stay out of reach until somebody turns it on',
    actions: ['rds:ModifyDBCluster'],
    resources: [arn('rds', 'cluster:*')],
    onlyMatched: true,
  }],
  metadata: ofInstanceOrCluster,
  connect: [connect],
  every: { resourceId: ['cluster-*'], databaseUser: ['*'] },
};

export const rdsProxy: DatabaseEntry = {
  matcher: 'rdsproxy',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enroll-aws-databases/rds-proxy-postgres/',
  discover: [describeProxies, {
    sid: 'RDSProxyFetchMetadata',
    reason: 'read the tags of RDS proxies, which their endpoints share',
    without: 'proxies have no tags: matchers other than *: * find none',
    actions: ['rds:ListTagsForResource'],
    resources: [arn('rds', 'db-proxy:*')],
  }],
  metadata: [ofRegistered(describeProxies)],
  connect: [connect],
  every: { resourceId: ['prx-*'], databaseUser: ['*'] },
};
