import { isBefore7, isOff, clusterIn } from './caches';
import { anywhere, LABEL } from './host-names';
import { arn, ofRegistered, Operation } from './operation';
import { MANAGED_TAG } from './secrets';
import { TypeOfDatabase } from './type';

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

export const memorydb: TypeOfDatabase = {
  title: 'MemoryDB',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/aws-memorydb/',
  notes: 'MemoryDB ARNs have slashes (`cluster/ledger`) where ElastiCache ARNs have colons. IAM cannot pair users and clusters here '
    + 'either.',
  since: undefined,
  missingIn: ['aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'],
  operations: {
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
    modify: undefined,
    modifyRegistered: undefined,
    metadata: [ofRegistered(describeClusters)],
    connect: [describeUsers, {
      sid: 'MemoryDBConnect',
      reason: 'log in to MemoryDB with IAM authentication',
      without: 'the cluster refuses the login',
      since: 'boundary',
      actions: ['memorydb:Connect'],
      resources: [arn('memorydb', 'cluster/{memoryDbClusterName}'), arn('memorydb', 'user/{memoryDbUser}')],
    }],
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
  },
  users: {
    areRoles: 'none',
    name: 'memoryDbUser',
    databaseName: undefined,
    every: { memoryDbClusterName: ['*'], memoryDbUser: ['*'] },
    secretService: 'memorydb',
    createdIn: undefined,
  },
  teleport: {
    matcher: 'memorydb',
    protocols: ['redis'],
    withKerberos: [],
    isToldByProtocol: false,
    isAssumed: false,
    isRegional: true,
    hasVpcLabel: true,
    address: undefined,
    block: { name: 'memorydb', isInAws: true, key: 'cluster_name', isName: true, inYaml: ['cluster_name'] },
  },
  endpoint: {
    scheme: '',
    givenBy: 'AWS',
    ports: { redis: '6379' },
    patterns: anywhere(`(?:${LABEL}\\.)+memorydb`),
    example: 'clustercfg.ledger.abcdef.memorydb.eu-west-1.amazonaws.com',
    isOnlySign: false,
    added: undefined,
  },
  host: { services: ['memorydb'], read: (labels) => ({ id: clusterIn(labels) }) },
  resource: { type: 'AWS::MemoryDB::Cluster', name: 'clusterName', obstacles: { EngineVersion: isBefore7, TLSEnabled: isOff } },
  value: {
    class: 'MemoryDbDatabase',
    byName: 'fromClusterName',
    name: 'memoryDbClusterName',
    byConstruct: { method: 'fromCluster', parameter: 'cluster' },
  },
};
