import { suffixOf } from './host-names';
import { TypeOfDatabase } from './type';
export const dynamoDb: TypeOfDatabase = {
  title: 'DynamoDB',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/aws-dynamodb/',
  notes: 'Teleport neither discovers DynamoDB nor reads anything of it. Its users are roles: the agent needs `AssumeRoles`, and '
    + '`TagSessions` if the database has `session_tags`. The role needs the `dynamodb:` actions that the application grants it.',
  since: 'boundary',
  missingIn: [],
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
    protocols: ['dynamodb'],
    withKerberos: [],
    isToldByProtocol: true,
    isAssumed: false,
    isRegional: true,
    hasVpcLabel: false,
    address: (region) => `aws://dynamodb.${region}.${suffixOf(region)}`,
    block: undefined,
  },
  endpoint: undefined,
  host: { services: ['dynamodb', 'dax'], read: () => ({}) },
  resource: undefined,
  value: {
    class: 'DynamoDbDatabase',
    byName: 'of',
    name: undefined,
    byConstruct: undefined,
  },
};
