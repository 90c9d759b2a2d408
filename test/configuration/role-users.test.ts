import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DocumentDbDatabase, DynamoDbDatabase, KeyspacesDatabase, MongoDbAtlasDatabase, OpenSearchDatabase, RedshiftDatabase,
  RedshiftServerlessDatabase, RemoteDatabases, TeleportAgentConfiguration, TeleportAgentPrincipal, TeleportDatabase, TeleportDatabaseAccess,
} from '../../src';
import { CATALOGUE } from '../../src/private/types';
import { documentOf } from '../support/template';

const [HERE, THERE] = ['111111111111', '222222222222'];
const stackOf = (account: string, app = new App(), id = `S${account[0]}`) => new Stack(app, id, { env: { account, region: 'eu-west-1' } });
const agentIn = (stack: Stack) => new iam.Role(stack, 'Agent', { roleName: 'agent', assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
const role = (stack: Stack, account: string, name = 'reader') =>
  AssumedRole.fromRole((stack.node.tryFindChild(`${name}${account}`) as iam.IRole | undefined)
    ?? iam.Role.fromRoleArn(stack, `${name}${account}`, `arn:aws:iam::${account}:role/${name}`));
const labels = { env: 'prod' };
const SERVERLESS = (account: string) => `reports.${account}.eu-west-1.redshift-serverless.amazonaws.com`;

const DATABASES: { readonly [type: string]: (databaseRoles: AssumedRole[], account?: string) => TeleportDatabase } = {
  'dynamodb': (databaseRoles) => DynamoDbDatabase.of({ databaseRoles, registration: { labels } }),
  'keyspaces': (databaseRoles) => KeyspacesDatabase.of({ databaseRoles, registration: { labels } }),
  'mongodb-atlas': (databaseRoles) => MongoDbAtlasDatabase.of({ databaseRoles, registration: { labels, host: 'cluster0.abcd123.mongodb.net' } }),
  'opensearch': (databaseRoles) => OpenSearchDatabase.fromDomainName('products', {
    databaseRoles, registration: { labels, host: 'search-products-abcdef.eu-west-1.es.amazonaws.com' },
  }),
  'documentdb': (databaseRoles) => DocumentDbDatabase.fromClusterIdentifier('documents', {
    databaseRoles, registration: { labels, host: 'documents.cluster-abcdef.eu-west-1.docdb.amazonaws.com' },
  }),
  'redshift': (databaseRoles) => RedshiftDatabase.fromClusterIdentifier('warehouse', {
    databaseRoles, registration: { labels, host: 'warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com' },
  }),
  'redshift-serverless': (databaseRoles, account = HERE) => RedshiftServerlessDatabase.fromWorkgroupName('reports', {
    databaseRoles, registration: { labels, host: SERVERLESS(account) },
  }),
};
const configurationOf = (stack: Stack, ...databases: TeleportDatabase[]) =>
  new TeleportAgentConfiguration({ policies: [new TeleportDatabaseAccess(stack, 'Access', { target: agentIn(stack), databases })] });

test('every type whose users are roles is here', () => {
  const types = Object.entries(CATALOGUE).filter(([, { users }]) => users.areRoles !== 'none').map(([type]) => type);
  expect(Object.keys(DATABASES).sort()).toEqual(types.sort());
});

describe.each(Object.entries(DATABASES))('%s, whose users are roles', (_, database) => {
  test.each([['of the agent\'s account', HERE], ['of another account', THERE]])('is in the account of the roles: %s', (__, account) => {
    const stack = stackOf(HERE);
    const configuration = configurationOf(stack, database([role(stack, account)], account));
    const [{ spec }] = configuration.databases().content;
    expect(spec.aws.account_id).toBe(account);
    const [listed] = configuration.teleportYaml({ proxyServer: 'example.teleport.sh:443', joinTokenName: 'agent' }).content.db_service.databases;
    expect(listed.aws.account_id).toBe(account);
    expect(configuration.role({ name: 'reader', databaseNames: ['*'] }).content.spec.allow.db_users).toEqual([`arn:aws:iam::${account}:role/reader`]);
  });

  test('refuses roles of two accounts, and takes two of one', () => {
    const stack = stackOf(HERE);
    expect(() => database([role(stack, HERE), role(stack, THERE)])).toThrow(new Error(
      '\'databaseRoles\' must be roles of one account, because Teleport takes them for roles of the account of the database; '
      + 'got S1/reader111111111111 in 111111111111 and S1/reader222222222222 in 222222222222; declare a database for each account'));
    expect(() => database([role(stack, THERE), role(stack, THERE, 'writer')])).not.toThrow();
  });

  test('refuses roles of another account than that of the role that reaches it', () => {
    const stack = stackOf(HERE);
    const far = role(stack, THERE, 'far');
    const behind = (account: string) => new TeleportAgentConfiguration({
      policies: [new TeleportDatabaseAccess(stack, `Access${account}`, { target: iam.Role.fromRoleName(stack, `Agent${account}`, 'agent'), assumedRoles: [far] })],
      remoteDatabases: [RemoteDatabases.behindRole(far, {
        regions: ['eu-west-1'],
        databases: [database([AssumedRole.fromRole(
          iam.Role.fromRoleArn(stack, `User${account}`, `arn:aws:iam::${account}:role/user`))], THERE)],
      })],
    }).databases().content[0].spec.aws.account_id;
    expect(() => behind('333333333333')).toThrow('got roles of 333333333333; name roles of the account of the database, or the database of the other account');
    expect(behind(THERE)).toBe(THERE);
  });
});

test('a role of the app with an external id says where the database is', () => {
  const app = new App();
  const [own, other] = [stackOf(HERE, app), stackOf(THERE, app)];
  const agent = agentIn(own);
  const reader = new iam.Role(other, 'R', { roleName: 'reader', assumedBy: new TeleportAgentPrincipal(agent, { externalId: 'ext-1' }) });
  const access = new TeleportDatabaseAccess(own, 'Access', {
    target: agent, databases: [DynamoDbDatabase.of({ databaseRoles: [AssumedRole.fromRole(reader, { externalId: 'ext-1' })], registration: { name: 'ddb' } })],
  });
  expect(new TeleportAgentConfiguration({ policies: [access] }).databases().content).toEqual([{
    kind: 'db',
    version: 'v3',
    metadata: { name: 'ddb' },
    spec: { protocol: 'dynamodb', aws: { region: 'eu-west-1', account_id: THERE, external_id: 'ext-1' } },
  }]);
});

test('a host that names another account is refused', () => {
  const database = (account: string) => {
    const stack = stackOf(HERE);
    return configurationOf(stack, RedshiftServerlessDatabase.fromWorkgroupName('reports', {
      databaseRoles: [role(stack, THERE)], registration: { labels, host: SERVERLESS(account) },
    })).databases();
  };
  expect(() => database(HERE)).toThrow(new Error('\'registration.host\' must be in 222222222222, the account of reports; '
    + 'got "reports.111111111111.eu-west-1.redshift-serverless.amazonaws.com"; '
    + 'give roles of the account of the database in \'databaseRoles\' or \'assumedRole\', or the other host'));
  expect(() => database(THERE)).not.toThrow();
});

test('a cluster with users of the agent\'s account has no roles of another one', () => {
  const cluster = (account: string) => {
    const stack = stackOf(HERE);
    new TeleportDatabaseAccess(stack, 'Access', {
      target: agentIn(stack),
      databases: [RedshiftDatabase.fromClusterIdentifier('warehouse', {
        databaseUsers: ['analyst'], databaseNames: ['*'], databaseRoles: [role(stack, account)],
      })],
    });
  };
  expect(() => cluster(THERE)).toThrow(new Error('\'databaseRoles\' must be roles of the account of warehouse, 111111111111, because Teleport takes '
    + 'them for roles of that account; got roles of 222222222222; name roles of the account of the database, or the database of the other account'));
  expect(() => cluster(HERE)).not.toThrow();
});

test('the agent reads nothing of its own account about a database of another one', () => {
  const permissions = (account: string) => {
    const stack = stackOf(HERE);
    new TeleportDatabaseAccess(stack, 'Access', { target: agentIn(stack), databases: [DATABASES['redshift-serverless']([role(stack, account)])] });
    return documentOf(stack).Statement.map(({ Sid }: { Sid: string }) => Sid);
  };
  expect(permissions(THERE)).toEqual(['AssumeRoles']);
  expect(permissions(HERE)).toEqual(['RedshiftServerlessFetchMetadata', 'AssumeRoles']);
});
