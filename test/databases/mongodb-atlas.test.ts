import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AssumedRole, MongoDbAtlasDatabase, MongoDbAtlasDatabaseOptions, TeleportAgentConfiguration, TeleportDatabaseAccess } from '../../src';
import { problemsOf, SCHEMAS } from '../support/configuration';
import { roleIn, stackIn } from '../support/template';

const HOST = 'cluster0.abcd123.mongodb.net';

function configuration(options: Partial<MongoDbAtlasDatabaseOptions> = {}, stack: Stack = stackIn(), regions?: string[]): TeleportAgentConfiguration {
  const databaseRoles = [AssumedRole.fromRole(roleIn(stack, 'Reader', { roleName: 'reader' }))];
  const database = MongoDbAtlasDatabase.of({ databaseRoles, registration: { host: HOST, labels: { env: 'prod' } }, ...options });
  return new TeleportAgentConfiguration({
    policies: [new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack, 'Agent', { roleName: 'agent' }), databases: [database], regions })],
  });
}
const written = (content: unknown) => JSON.parse(JSON.stringify(stackIn().resolve(content)));

test('the registration has the host, the name that Teleport reads from it, and the account without a region', () => {
  const documents = written(configuration().databases().content);
  expect(documents.flatMap((one: unknown) => problemsOf(SCHEMAS['db of Atlas'], one))).toEqual([]);
  expect(documents).toEqual([{
    kind: 'db',
    version: 'v3',
    metadata: { name: 'cluster0', labels: { env: 'prod' } },
    spec: { protocol: 'mongodb', uri: `mongodb+srv://${HOST}`, aws: { account_id: '123456789012' }, mongo_atlas: { name: 'cluster0' } },
  }]);
});

test('a teleport.yaml has the host, which tells the rest', () => {
  const section = written(configuration().dbService({ listDatabases: true }).content);
  expect(problemsOf(SCHEMAS.db_service, section)).toEqual([]);
  const nameless = { ...section, databases: section.databases.map(({ name: _, ...database }: { name: string }) => database) };
  expect(problemsOf(SCHEMAS.db_service, nameless)).toContain('.databases[0].name is missing');
  expect(section).toEqual(expect.objectContaining({
    databases: [{
      name: 'cluster0',
      protocol: 'mongodb',
      uri: `mongodb+srv://${HOST}`,
      static_labels: { env: 'prod' },
      aws: { account_id: '123456789012' },
    }],
  }));
});

test.each([
  ['a port', { host: HOST, port: 27017 }, '\'registration.port\' must be left out for MongoDB Atlas, because the host tells the port'],
  ['the host of another database', { host: 'documents.cluster-abcdef.eu-west-1.docdb.amazonaws.com' }, '\'registration.host\' must be the endpoint of the type mongodb-atlas that Atlas gives'],
  ['no host', {}, '\'registration.host\' and'],
])('%s is refused', (_, registration, message) => {
  expect(() => configuration({ registration }).databases()).toThrow(message.replace(' and', ''));
});

test('roles of another account place the cluster there, because Teleport makes their ARNs with its account', () => {
  const stack = stackIn();
  const of = (account: string) => AssumedRole.fromRole(iam.Role.fromRoleArn(stack, `Of${account}`, `arn:aws:iam::${account}:role/reader`));
  const [there, here] = [of('210987654321'), of('123456789012')];
  const [document] = written(configuration({ databaseRoles: [there] }).databases().content);
  expect(document.spec.aws).toEqual({ account_id: '210987654321' });
  expect(() => configuration({ databaseRoles: [here, there] }))
    .toThrow('\'databaseRoles\' must be roles of one account, because Teleport takes them for roles of the account of the database');
});
