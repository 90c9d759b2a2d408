import { arn, DatabaseEntry, ofRegistered, Operation } from './operation';
import { MANAGED_TAG } from './secrets';

const describeClusters: Operation = {
  sid: 'MemoryDBDescribeClusters',
  reason: 'list MemoryDB clusters with their endpoints and access control lists',
  without: 'no MemoryDB cluster is found, nor any of its managed users',
  actions: ['memorydb:DescribeClusters'],
};
const describeUsers: Operation = {
  sid: 'MemoryDBDescribeUsers',
  reason: 'see how MemoryDB users authenticate and which of them belong to a cluster',
  without: 'Teleport treats users with IAM authentication as password users, and logins fail with a password error',
  actions: ['memorydb:DescribeUsers'],
};

export const memorydb: DatabaseEntry = {
  title: 'MemoryDB',
  matcher: 'memorydb',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/aws-memorydb/',
  notes: 'MemoryDB ARNs have slashes (`cluster/ledger`) where ElastiCache ARNs have colons. IAM cannot pair users and clusters here '
    + 'either.',
  missingIn: ['aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'],
  discover: [{
    sid: 'MemoryDBListTags',
    reason: 'read the tags of MemoryDB clusters',
    without: 'clusters appear untagged, so matchers that select by tag find none',
    actions: ['memorydb:ListTags'],
    resources: [arn('memorydb', 'cluster/*')],
  }, describeClusters, {
    sid: 'MemoryDBFetchMetadata',
    reason: 'read the networks of MemoryDB clusters',
    without: 'clusters lack the label vpc-id',
    actions: ['memorydb:DescribeSubnetGroups'],
  }],
  metadata: [ofRegistered(describeClusters)],
  connect: [describeUsers, {
    sid: 'MemoryDBConnect',
    reason: 'log in to MemoryDB with IAM authentication',
    without: 'the cluster refuses the login',
    since: 'boundary',
    actions: ['memorydb:Connect'],
    resources: [arn('memorydb', 'cluster/{memoryDbClusterName}'), arn('memorydb', 'user/{memoryDbUser}')],
  }],
  every: { memoryDbClusterName: ['*'], memoryDbUser: ['*'] },
  manageUsers: [{
    sid: 'MemoryDBListUserTags',
    reason: 'find the MemoryDB users that are tagged for Teleport',
    without: 'no user counts as managed',
    actions: ['memorydb:ListTags'],
    resources: [arn('memorydb', 'user/*')],
  }, describeClusters, describeUsers, {
    sid: 'MemoryDBManageUsers',
    reason: 'change the passwords of the MemoryDB users that are tagged for Teleport',
    without: 'passwords are neither set nor rotated',
    actions: ['memorydb:UpdateUser'],
    resources: [arn('memorydb', 'user/*')],
    onlyTagged: MANAGED_TAG,
  }],
  secretService: 'memorydb',
};
