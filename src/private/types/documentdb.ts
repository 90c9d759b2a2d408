import { LABEL, regional } from './host-names';
import { ofRegistered } from './operation';
import { describeClusters } from './rds-family';
import { TypeOfDatabase } from './type';

export const documentDb: TypeOfDatabase = {
  title: 'DocumentDB',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/aws-docdb/',
  notes: 'DocumentDB is managed through the RDS API. Its users are roles: a login needs `AssumeRoles`; the database decides what the '
    + 'role may do.',
  since: 'static',
  missingIn: [],
  operations: {
    discover: [describeClusters],
    modify: undefined,
    modifyRegistered: undefined,
    metadata: [ofRegistered(describeClusters)],
    connect: undefined,
    manageUsers: undefined,
  },
  users: {
    areRoles: 'all',
    name: undefined,
    databaseName: undefined,
    every: undefined,
    secretService: undefined,
    createdIn: undefined,
  },
  teleport: {
    matcher: 'docdb',
    protocols: ['mongodb'],
    withKerberos: [],
    isToldByProtocol: false,
    isAssumed: false,
    isRegional: true,
    hasVpcLabel: false,
    address: undefined,
    block: { name: 'docdb', isInAws: true, key: 'cluster_id', isName: true, inYaml: [] },
  },
  endpoint: {
    scheme: '',
    givenBy: 'AWS',
    ports: { mongodb: '27017' },
    patterns: regional(`${LABEL}\\.(?:cluster-(?:ro-)?)?[a-z0-9]+`, 'docdb'),
    example: 'documents.cluster-abcdef.eu-west-1.docdb.amazonaws.com',
    isOnlySign: true,
    added: undefined,
  },
  host: { services: ['docdb'], read: ([id, cluster = '']) => ({ id: cluster.startsWith('cluster-') ? id : undefined }) },
  resource: { type: 'AWS::DocDB::DBCluster', name: 'dbClusterIdentifier', obstacles: {} },
  value: {
    class: 'DocumentDbDatabase',
    byName: 'fromClusterIdentifier',
    name: 'clusterIdentifier',
    byConstruct: { method: 'fromCluster', parameter: 'cluster' },
  },
};
