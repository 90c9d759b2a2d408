import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DatabaseType, ElastiCacheDatabase, MemoryDbDatabase, OpenSearchDatabase, RdsDatabase, RedshiftDatabase, RedshiftServerlessDatabase,
  SecretStore, TeleportDatabase, TeleportDatabaseAccess, TeleportDatabaseAccessProps,
} from '../../src/index';
import { roleIn, stackIn } from '../support/template';

const { RDS } = DatabaseType;
const app = { databaseUsers: ['app'] };

/** Where a text of the caller's may stand, and a text that may stand there. */
interface Place {
  readonly place: string;
  readonly valid: string;
  readonly props: (text: string, stack: Stack) => Partial<TeleportDatabaseAccessProps>;
}

const role = (stack: Stack, id = 'Reader') => iam.Role.fromRoleName(stack, id, 'reader');
const asReader = (stack: Stack) => ({ databaseRoles: [AssumedRole.fromRole(role(stack))] });
const database = (place: string, valid: string, make: (text: string, stack: Stack) => TeleportDatabase): Place =>
  ({ place, valid, props: (text, stack) => ({ databases: [make(text, stack)] }) });

const PLACES: readonly Place[] = [
  database('a resource ID', 'db-ABC', (text) => RdsDatabase.fromResourceId(text, app)),
  database('a database user', 'app', (text) => RdsDatabase.fromResourceId('db-ABC', { databaseUsers: [text] })),
  database('the region of a database', 'eu-west-1', (text) => RdsDatabase.fromResourceId('db-ABC', { ...app, region: text })),
  database('the region of a pattern', 'eu-west-1', (text) => RdsDatabase.any({ ...app, regions: [text] })),
  database('a Redshift cluster', 'sales', (text) => RedshiftDatabase.fromClusterIdentifier(text, { ...app, databaseNames: ['dev'] })),
  database('the name of a database', 'dev', (text) => RedshiftDatabase.fromClusterIdentifier('sales', { ...app, databaseNames: [text] })),
  database('a replication group', 'carts', (text) => ElastiCacheDatabase.fromReplicationGroupId(text, app)),
  database('a serverless cache', 'carts', (text) => ElastiCacheDatabase.fromServerlessCacheName(text, app)),
  database('a cache user', 'app', (text) => ElastiCacheDatabase.fromReplicationGroupId('carts', { databaseUsers: [text] })),
  database('a MemoryDB cluster', 'ledger', (text) => MemoryDbDatabase.fromClusterName(text, app)),
  database('a MemoryDB user', 'app', (text) => MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: [text] })),
  database('a workgroup', 'reports', (text, stack) => RedshiftServerlessDatabase.fromWorkgroupName(text, asReader(stack))),
  database('a domain', 'search', (text, stack) => OpenSearchDatabase.fromDomainName(text, asReader(stack))),
  { place: 'a region', valid: 'eu-west-1', props: (text) => ({ databaseTypes: [RDS], regions: [text] }) },
  { place: 'the prefix of a store', valid: 'team-a', props: (text) => ({ secretStores: [SecretStore.of(text)] }) },
  { place: 'a tag\'s key', valid: 'team', props: (text) => ({ databaseTypes: [RDS], allowDatabaseModification: true, databaseTags: { [text]: ['a'] } }) },
  { place: 'a tag\'s value', valid: 'orders', props: (text) => ({ databaseTypes: [RDS], allowDatabaseModification: true, databaseTags: { team: [text] } }) },
  { place: 'the name of a policy', valid: 'teleport', props: (text) => ({ databaseTypes: [RDS], policyName: text }) },
  { place: 'the path of a policy', valid: '/teleport/', props: (text) => ({ databaseTypes: [RDS], path: text }) },
  { place: 'an external id', valid: 'prod-eu', props: (text, stack) => ({ assumedRoles: [AssumedRole.fromRole(role(stack), { externalId: text })] }) },
  {
    place: 'a session tag\'s key',
    valid: 'team',
    props: (text, stack) => ({ assumedRoles: [AssumedRole.fromRole(role(stack), { sessionTags: { [text]: 'orders' } })] }),
  },
  {
    place: 'a session tag\'s value',
    valid: 'orders',
    props: (text, stack) => ({ assumedRoles: [AssumedRole.fromRole(role(stack), { sessionTags: { team: text } })] }),
  },
];

// a pattern that is held against each line, as one with the flag `m` is, finds a line that is right
describe.each(PLACES)('$place is judged whole, not line by line', ({ valid, props }) => {
  const attempt = (text: string) => () => {
    const stack = stackIn();
    new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), ...props(text, stack) });
  };

  test('it passes', () => {
    expect(attempt(valid)).not.toThrow();
  });

  test.each([
    ['before', `*\n${valid}`],
    ['after', `${valid}\n*`],
    ['around', `\n${valid}\n`],
    ['within', `${valid}\n${valid}`],
    ['after, as others end lines', `${valid}\r*`],
    ['after, as Unicode ends lines', `${valid}\u2028*`],
  ])('a line break %s is refused', (_, text) => {
    expect(attempt(text)).toThrow(/^'\w/);
  });
});
