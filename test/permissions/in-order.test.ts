import { DatabaseInstance } from 'aws-cdk-lib/aws-rds';
import { AssumedRole, OpenSearchDatabase, RdsDatabase, RedshiftDatabase, TeleportDatabase, TeleportDatabaseAccess } from '../../src';
import { documentsOf, roleIn, stackIn } from '../support/template';

const ALIKE = ['A', 'B', 'C'].map((id) => RdsDatabase.fromResourceId(`db-${id}`, { databaseUsers: ['reader'] }));
const [A, B, C] = ALIKE;

/** The resources of each statement that names some. */
function opened(...databases: TeleportDatabase[]): string[][] {
  const stack = stackIn();
  new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases });
  return documentsOf(stack, { 'AWS::Partition': 'aws' }).flatMap(({ Statement }: any) => Statement)
    .filter(({ Resource }: any) => Resource !== '*').map(({ Resource }: any) => [Resource].flat());
}

const login = (name: string, region = 'eu-west-1') => `arn:aws:rds-db:${region}:123456789012:dbuser:${name}`;

test('databases that only their names tell apart are opened in the order given', () => {
  expect(opened(C, A, B)).toEqual([[login('db-C/reader'), login('db-A/reader'), login('db-B/reader')]]);
});

test('each with its own users, and in its own region', () => {
  const several = RdsDatabase.fromResourceId('db-D', { databaseUsers: ['reader', 'writer'] });
  const elsewhere = RdsDatabase.fromResourceId('db-E', { databaseUsers: ['admin'], region: 'eu-west-2' });

  expect(opened(A, several, elsewhere, B)).toEqual([[
    login('db-A/reader'), login('db-D/reader'), login('db-D/writer'), login('db-E/admin', 'eu-west-2'), login('db-B/reader'),
  ]]);
});

test('one behind a role opens nothing but the role, though its neighbours are alike', () => {
  const stack = stackIn();
  const assumedRole = AssumedRole.fromRole(roleIn(stack, 'Reach', { roleName: 'reach' }));
  const behind = RdsDatabase.fromResourceId('db-D', { databaseUsers: ['reader'], assumedRole });

  new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [A, behind, B] });

  const [{ Statement }] = documentsOf(stack, { 'AWS::Partition': 'aws' });
  const named = Statement.filter(({ Resource }: any) => Resource !== '*');
  expect(named.map(({ Action, Resource }: any) => [Action, Resource])).toEqual([
    ['rds-db:connect', [login('db-A/reader'), login('db-B/reader')]],
    ['sts:AssumeRole', 'arn:aws:iam::123456789012:role/reach'],
  ]);
});

test('of databases that several ARNs name, the ARNs of one stay together', () => {
  const cluster = (id: string) => RedshiftDatabase.fromClusterIdentifier(id, { databaseUsers: ['reader'], databaseNames: ['dev'] });
  const arn = (resource: string) => `arn:aws:redshift:eu-west-1:123456789012:${resource}`;

  expect(opened(cluster('one'), cluster('two'))).toEqual([[
    arn('dbuser:one/reader'), arn('dbname:one/dev'), arn('dbuser:two/reader'), arn('dbname:two/dev'),
  ]]);
});

test('each database has its own roles', () => {
  const stack = stackIn();
  const domain = (name: string) => {
    const role = AssumedRole.fromRole(roleIn(stack, `Of${name}`, { roleName: `of-${name}` }));
    return OpenSearchDatabase.fromDomainName(name, { databaseRoles: [role] });
  };

  new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [domain('one'), domain('two')] });

  const [{ Statement }] = documentsOf(stack, { 'AWS::Partition': 'aws' });
  expect(Statement.map(({ Action, Resource }: any) => [Action, Resource])).toEqual([
    ['es:DescribeDomains', ['one', 'two'].map((name) => `arn:aws:es:eu-west-1:123456789012:domain/${name}`)],
    ['sts:AssumeRole', ['one', 'two'].map((name) => `arn:aws:iam::123456789012:role/of-${name}`)],
  ]);
});

test('each database that Teleport may modify is named', () => {
  const stack = stackIn();
  const databases = ['one', 'two'].map((name) => RdsDatabase.fromInstance(DatabaseInstance.fromDatabaseInstanceAttributes(stack, name, {
    instanceIdentifier: name, instanceResourceId: `db-${name.toUpperCase()}`, instanceEndpointAddress: name, port: 5432, securityGroups: [],
  }), { databaseUsers: ['reader'] }));

  new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases, allowDatabaseModification: true });

  const [{ Statement }] = documentsOf(stack, { 'AWS::Partition': 'aws' });
  const named = Statement.filter(({ Resource }: any) => Resource !== '*');
  expect(named.map(({ Action, Resource }: any) => [Action, Resource])).toEqual([
    ['rds-db:connect', [login('db-ONE/reader'), login('db-TWO/reader')]],
    ['rds:ModifyDBInstance', ['one', 'two'].map((name) => `arn:aws:rds:eu-west-1:123456789012:db:${name}`)],
  ]);
});
