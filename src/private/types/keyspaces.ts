import { suffixOf } from './host-names';
import { TypeOfDatabase } from './type';
export const keyspaces: TypeOfDatabase = {
  title: 'Keyspaces',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/aws-cassandra-keyspaces/',
  notes: 'Teleport neither discovers Keyspaces nor reads anything of it. Its users are roles: the agent needs only `AssumeRoles`. '
    + 'The role needs the `cassandra:` actions that the application grants it, including those on `/keyspace/system*`.',
  since: 'boundary',
  missingIn: ['aws-iso', 'aws-iso-b', 'aws-iso-e', 'aws-iso-f', 'aws-eusc'],
  operations: {
    discover: undefined,
    modify: undefined,
    modifyRegistered: undefined,
    metadata: undefined,
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
    matcher: undefined,
    protocols: ['cassandra'],
    withKerberos: [],
    isToldByProtocol: true,
    isAssumed: false,
    isRegional: true,
    hasVpcLabel: false,
    address: (region) => `cassandra.${region}.${suffixOf(region)}:9142`,
    block: undefined,
  },
  endpoint: undefined,
  host: { services: ['cassandra'], read: () => ({}) },
  resource: undefined,
  value: {
    class: 'KeyspacesDatabase',
    byName: 'of',
    name: undefined,
    byConstruct: undefined,
  },
};
