import { LABEL } from './host-names';
import { TypeOfDatabase } from './type';

export const mongoDbAtlas: TypeOfDatabase = {
  title: 'MongoDB Atlas',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/managed/mongodb-atlas/',
  notes: 'Teleport neither discovers Atlas nor reads anything of it in AWS. Its users with AWS IAM are roles: the agent needs only '
    + '`AssumeRoles`, since Teleport 13.1.1. The role needs no permission: Atlas decides what the role may do.',
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
    areRoles: 'some', // the others have certificates
    name: undefined,
    databaseName: undefined,
    every: undefined,
    secretService: undefined,
    createdIn: undefined,
  },
  teleport: {
    matcher: undefined,
    protocols: ['mongodb'],
    withKerberos: [],
    isToldByProtocol: false,
    isAssumed: false,
    isRegional: false,
    hasVpcLabel: false,
    address: undefined,
    block: { name: 'mongo_atlas', isInAws: false, key: 'name', isName: true, inYaml: [] }, // the host tells it
  },
  endpoint: {
    scheme: 'mongodb+srv://',
    givenBy: 'Atlas',
    ports: undefined,
    patterns: [new RegExp(`^${LABEL}(?:\\.${LABEL})+\\.mongodb\\.net$`)],
    example: 'cluster0.abcd123.mongodb.net',
    isOnlySign: true,
    added: undefined,
  },
  host: undefined,
  resource: undefined,
  value: { class: 'MongoDbAtlasDatabase', byName: 'of', name: undefined, byConstruct: undefined },
};
