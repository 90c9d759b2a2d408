import { LABEL, regional } from './host-names';
import { arn, Operation } from './operation';
import { connect, describeClusters, describeInstances, docs, INSTANCES, ofInstanceOrCluster, only, PORTS } from './rds-family';
import { TypeOfDatabase } from './type';

const modifyClusters: Operation = {
  sid: 'AuroraAutoEnableIAMAuth',
  reason: 'turn on IAM authentication for Aurora clusters, which AWS applies immediately with all other pending modifications',
  without: 'clusters without IAM authentication stay out of reach until somebody turns it on',
  actions: ['rds:ModifyDBCluster'],
  resources: [arn('rds', 'cluster:*')],
  onlyMatched: true,
};

export const aurora: TypeOfDatabase = {
  title: 'Aurora',
  docs,
  notes: 'Teleport\'s matchers have one type, `rds`, for both RDS and Aurora. AWS evaluates an unfiltered list on all resources, so '
    + 'neither names nor tags can narrow it.',
  since: undefined,
  missingIn: [],
  operations: {
    discover: [describeClusters, { ...describeInstances, undocumented: true }],
    modify: [modifyClusters],
    modifyRegistered: [only(modifyClusters, 'cluster:{dbClusterIdentifier}')],
    metadata: ofInstanceOrCluster,
    connect: [connect],
    manageUsers: undefined,
  },
  users: {
    areRoles: 'none',
    name: 'databaseUser',
    databaseName: undefined,
    every: { resourceId: ['cluster-*'], databaseUser: ['*'] },
    secretService: undefined,
    createdIn: 'Aurora writers',
  },
  teleport: {
    matcher: 'rds',
    protocols: ['postgres', 'mysql'],
    withKerberos: [],
    isToldByProtocol: false,
    isAssumed: false,
    isRegional: true,
    hasVpcLabel: true,
    address: undefined,
    block: { name: 'rds', isInAws: true, key: 'resource_id', isName: false, inYaml: ['cluster_id'] },
  },
  endpoint: {
    scheme: '',
    givenBy: 'AWS',
    ports: PORTS,
    patterns: [...regional(`${LABEL}\\.cluster-(?:(?:ro|custom)-)?[a-z0-9]+`, 'rds'), ...INSTANCES],
    example: 'orders.cluster-abcdefghijkl.eu-west-1.rds.amazonaws.com',
    isOnlySign: false,
    added: undefined,
  },
  host: undefined, // the resource ID tells it from an RDS instance
  resource: { type: 'AWS::RDS::DBCluster', name: 'dbClusterIdentifier', obstacles: {} },
  value: {
    class: 'RdsDatabase',
    byName: 'fromResourceId',
    name: 'resourceId',
    byConstruct: { method: 'fromCluster', parameter: 'cluster' },
  },
};
