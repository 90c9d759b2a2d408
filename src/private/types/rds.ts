import { arn, Operation } from './operation';
import { connect, describeInstances, docs, INSTANCES, isOfProxy, ofInstanceOrCluster, only, PORTS } from './rds-family';
import { TypeOfDatabase } from './type';

const modifyInstances: Operation = {
  sid: 'RDSAutoEnableIAMAuth',
  reason: 'turn on IAM authentication for RDS instances, which AWS applies immediately with all other pending modifications',
  without: 'instances without IAM authentication stay out of reach until somebody turns it on',
  actions: ['rds:ModifyDBInstance'],
  resources: [arn('rds', 'db:*')],
  onlyMatched: true,
};

export const rds: TypeOfDatabase = {
  title: 'RDS',
  docs,
  notes: 'For Oracle and SQL Server on RDS, Teleport needs only the rows with the purpose `registered`: it does not discover them, '
    + 'does not turn on IAM authentication, and logs in with Kerberos.',
  since: undefined,
  missingIn: [],
  operations: {
    discover: [describeInstances],
    modify: [modifyInstances],
    modifyRegistered: [only(modifyInstances, 'db:{dbInstanceIdentifier}')],
    metadata: ofInstanceOrCluster,
    connect: [connect],
    manageUsers: undefined,
  },
  users: {
    areRoles: 'none',
    name: 'databaseUser',
    databaseName: undefined,
    every: { resourceId: ['db-*'], databaseUser: ['*'] },
    secretService: undefined,
    createdIn: 'RDS instances',
  },
  teleport: {
    matcher: 'rds',
    protocols: ['postgres', 'mysql'],
    withKerberos: ['oracle', 'sqlserver'],
    isToldByProtocol: false,
    isAssumed: true,
    isRegional: true,
    hasVpcLabel: true,
    address: undefined,
    block: { name: 'rds', isInAws: true, key: 'resource_id', isName: false, inYaml: ['instance_id'] },
  },
  endpoint: {
    scheme: '',
    givenBy: 'AWS',
    ports: PORTS,
    patterns: INSTANCES,
    example: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com',
    isOnlySign: false,
    added: undefined,
  },
  host: { services: ['rds'], read: (labels) => isOfProxy(labels) ? undefined : {} },
  resource: { type: 'AWS::RDS::DBInstance', name: 'dbInstanceIdentifier', obstacles: {} },
  value: {
    class: 'RdsDatabase',
    byName: 'fromResourceId',
    name: 'resourceId',
    byConstruct: { method: 'fromInstance', parameter: 'instance' },
  },
};
