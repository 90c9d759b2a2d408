/** On what AWS evaluates lists, where IAM can name it: a policy that has these ARNs allows the list as `*` does. */
const LISTED: { readonly [action: string]: string } = {
  'rds:DescribeDBInstances': 'db:*',
  'rds:DescribeDBClusters': 'cluster:*',
  'rds:DescribeDBProxies': 'db-proxy:*',
  'rds:DescribeDBProxyEndpoints': 'db-proxy-endpoint:*',
  'redshift:DescribeClusters': 'cluster:*',
  'elasticache:DescribeReplicationGroups': 'replicationgroup:*',
  'elasticache:DescribeCacheClusters': 'cluster:*',
  'elasticache:DescribeCacheSubnetGroups': 'subnetgroup:*',
  'elasticache:DescribeServerlessCaches': 'serverlesscache:*',
  'elasticache:DescribeUsers': 'user:*',
  'memorydb:DescribeClusters': 'cluster/*',
  'memorydb:DescribeSubnetGroups': 'subnetgroup/*',
  'memorydb:DescribeUsers': 'user/*',
};

/** The ARN that AWS compares with the policy when this list is asked for in a region. */
export function listedOn(action: string, partition: string, region: string, account: string): string | undefined {
  return Object.hasOwn(LISTED, action) ? `arn:${partition}:${action.split(':')[0]}:${region}:${account}:${LISTED[action]}` : undefined;
}
