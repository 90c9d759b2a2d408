import { LABEL, regional } from './host-names';
import { arn, ofRegistered, Operation } from './operation';
import { connect, isOfProxy, PORTS } from './rds-family';
import { TypeOfDatabase } from './type';

const describeProxies: Operation = {
  sid: 'RDSProxyDiscovery',
  reason: 'list RDS proxies and their endpoints',
  without: 'no RDS proxy is found, or none of its custom endpoints',
  actions: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'],
};

export const rdsProxy: TypeOfDatabase = {
  title: 'RDS Proxy',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/rds-proxy/rds-proxy-postgres/',
  notes: 'Teleport never turns on IAM authentication for a proxy: it is part of the proxy\'s own configuration.',
  since: undefined,
  missingIn: [],
  operations: {
    discover: [describeProxies, {
      sid: 'RDSProxyFetchMetadata',
      reason: 'read the tags of RDS proxies, which their endpoints share',
      without: 'proxies appear untagged, so matchers that select by tag find none',
      actions: ['rds:ListTagsForResource'],
      resources: [arn('rds', 'db-proxy:*')],
    }],
    modify: undefined,
    modifyRegistered: undefined,
    metadata: [ofRegistered(describeProxies)],
    connect: [connect],
    manageUsers: undefined,
  },
  users: {
    areRoles: 'none',
    name: 'databaseUser',
    databaseName: undefined,
    every: { resourceId: ['prx-*'], databaseUser: ['*'] },
    secretService: undefined,
    createdIn: undefined,
  },
  teleport: {
    matcher: 'rdsproxy',
    protocols: ['postgres', 'mysql', 'sqlserver'],
    withKerberos: [],
    isToldByProtocol: false,
    isAssumed: false,
    isRegional: true,
    hasVpcLabel: true,
    address: undefined,
    block: { name: 'rdsproxy', isInAws: true, key: 'resource_id', isName: false, inYaml: [] },
  },
  endpoint: {
    scheme: '',
    givenBy: 'AWS',
    ports: { ...PORTS, sqlserver: '1433' },
    patterns: regional(`${LABEL}\\.(?:endpoint\\.)?proxy-[a-z0-9]+`, 'rds'),
    example: 'orders.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com',
    isOnlySign: true,
    added: { pattern: /\.endpoint\.proxy-/, resource: 'AWS::RDS::DBProxyEndpoint', usual: undefined, notFor: ['sqlserver'] },
  },
  host: { services: ['rds'], read: (labels) => isOfProxy(labels) ? {} : undefined },
  resource: { type: 'AWS::RDS::DBProxy', name: 'dbProxyName', obstacles: {} },
  value: {
    class: 'RdsDatabase',
    byName: 'fromResourceId',
    name: 'resourceId',
    byConstruct: { method: 'fromProxy', parameter: 'proxy' },
  },
};
