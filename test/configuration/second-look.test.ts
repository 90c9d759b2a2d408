import { Aws, Lazy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as fc from 'fast-check';
import {
  AssumedRole, DatabaseType, MemoryDbDatabase, RdsDatabase, RdsDatabaseOptions, RedshiftDatabase, RemoteDatabases, SecretStore,
  TeleportAgentConfiguration, TeleportDatabaseAccess, TeleportDocument,
} from '../../src';
import { roleIn, stackIn } from '../support/template';
import { Wrap, WRAPS as ALL_WRAPS } from '../support/wraps';

/** A parameter must be constrained, or a value of it could end its quotes. */
const { 'a parameter of a nested stack': _open, ...WRAPS } = ALL_WRAPS;

/** Where a text is given that Teleport's configuration alone has. */
interface Place {
  readonly give: (stack: Stack, text: string) => TeleportDocument;
  readonly passes: string;
  /** Nearly the same. */
  readonly refused: string;
}

const PROXY = { proxyServer: 'example.teleport.sh:443', joinTokenName: 'agent' };
const behind = (stack: Stack) => AssumedRole.fromRole(roleIn(stack, 'Access', { roleName: 'access' }));
function agentIn(stack: Stack, registration: RdsDatabaseOptions['registration'] = {}, databaseUsers = ['app'], discovers = true) {
  const databases = [RdsDatabase.fromResourceId('db-0', {
    databaseUsers, registration: { name: 'orders', protocol: 'postgres' as never, host: 'orders.example.com', ...registration },
  })];
  return new TeleportAgentConfiguration({
    policies: [new TeleportDatabaseAccess(stack, 'Policy', {
      target: roleIn(stack), databases, ...discovers ? { databaseTypes: [DatabaseType.MEMORYDB] } : {},
    })],
  });
}
function remoteIn(stack: Stack, options: object) {
  const assumedRole = behind(stack);
  const policy = new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), assumedRoles: [assumedRole] });
  const remote = RemoteDatabases.behindRole(assumedRole, { databaseTypes: [DatabaseType.MEMORYDB], regions: ['eu-west-1'], ...options });
  return new TeleportAgentConfiguration({ policies: [policy], remoteDatabases: [remote] });
}
const named = { name: 'a', protocol: 'postgres' as never, host: 'a.example.com' };

const PLACES: { readonly [name: string]: Place } = {
  'the name of a database': { passes: 'orders-1', refused: 'orders-', give: (stack, name) => agentIn(stack, { name }).databases() },
  'its host': { passes: 'orders.com', refused: 'orders..com', give: (stack, host) => agentIn(stack, { host }).databases() },
  'the proxy': { passes: 'example.sh:443', refused: 'example.sh', give: (stack, proxyServer) => agentIn(stack).teleportYaml({ ...PROXY, proxyServer }) },
  'the join token': { passes: 'agent.1', refused: 'agent/1', give: (stack, joinTokenName) => agentIn(stack).teleportYaml({ ...PROXY, joinTokenName }) },
  'the discovery group': { passes: 'prod', refused: '   ', give: (stack, discoveryGroup) => agentIn(stack).discoveryService({ discoveryGroup }) },
  'the service account': {
    passes: 'agent-1', refused: 'agent-', give: (stack, serviceAccountName) => agentIn(stack).helmValues({ ...PROXY, serviceAccountName }),
  },
  'the organization': {
    passes: 'o-abcdef1234',
    refused: 'o-abcdef123',
    give: (stack, organizationId) => {
      const databases = [RdsDatabase.any({ databaseUsers: ['app'] })];
      const policy = new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack, 'Agent', { roleName: 'agent' }), databases });
      return new TeleportAgentConfiguration({ policies: [policy], teleportVersion: '18.7.0' }).joinToken({ name: 'a', organizationId });
    },
  },
  'the user of a role': { passes: 'app', refused: 'app*', give: (stack, user) => agentIn(stack, {}, [user]).role({ name: 'a', databaseLabels: { env: ['a'] }, databaseNames: ['*'] }) },
  'the database of a role': { passes: 'dev', refused: 'dev*', give: (stack, name) => agentIn(stack).role({ name: 'a', databaseLabels: { env: ['a'] }, databaseNames: [name] }) },
  'a label by which a role selects': {
    passes: 'prod', refused: 'pro*', give: (stack, env) => agentIn(stack, { labels: { env } }, ['app'], false).role({ name: 'a', databaseNames: ['*'] }),
  },
  'a label by which a service selects': {
    passes: 'a {b} ^c', refused: '^a.c$', give: (stack, env) => agentIn(stack, { labels: { env } }).dbService({ listDatabases: false }),
  },
  'an admin user': { passes: 'admin', refused: 'adm*n', give: (stack, adminUser) => agentIn(stack, { adminUser }, ['*']).databases() },
  'a VPC': {
    passes: 'vpc-0a',
    refused: 'vpc-*',
    give: (stack, vpcId) => {
      const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId, availabilityZones: ['eu-west-1a'] });
      const policy = new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [MemoryDbDatabase.any({ databaseUsers: ['app'] })] });
      return new TeleportAgentConfiguration({ policies: [policy], vpc }).dbService();
    },
  },
  'a region behind a role': { passes: 'us-east-1', refused: 'us-nord-1', give: (stack, region) => remoteIn(stack, { regions: [region] }).dbService() },
  'a tag behind a role': { passes: 'prod-*', refused: 'prod-?', give: (stack, tag) => remoteIn(stack, { databaseTags: { env: [tag] } }).dbService() },
  'a cluster behind a role': {
    passes: 'main-1',
    refused: 'main--1',
    give: (stack, cluster) => remoteIn(stack, {
      databases: [RedshiftDatabase.fromClusterIdentifier(cluster, { databaseUsers: ['app'], databaseNames: ['dev'], registration: named })],
    }).databases(),
  },
  'a secret store behind a role': {
    passes: 'team/a',
    refused: '/team',
    give: (stack, prefix) => remoteIn(stack, {
      databases: [MemoryDbDatabase.fromClusterName('ledger', { databaseUsers: ['app'], registration: { ...named, protocol: undefined, secretStore: SecretStore.of(prefix) } })],
    }).databases(),
  },
};

const each = <T>(table: { readonly [name: string]: T }) => Object.entries(table).map(([name, item]) => ({ name, item }));

/** What is refused, at once or when the document is written. */
function errorOf(give: (stack: Stack) => TeleportDocument): string {
  const stack = stackIn();
  try {
    stack.resolve(give(stack).toYaml());
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe.each(each(PLACES))('$name', ({ item: { give, passes, refused } }) => {
  test('passes as a literal, and is refused where it is nearly the same', () => {
    expect(errorOf((stack) => give(stack, passes))).toBe('');
    expect(errorOf((stack) => give(stack, refused))).toMatch(/^'[\w.?]+' must /);
  });

  test.each(each(WRAPS))('$name: the same', ({ item: wrap }) => {
    expect(errorOf((stack) => give(stack, wrap(stack, passes)))).toBe('');
    expect(errorOf((stack) => give(stack, wrap(stack, refused)))).toMatch(/'[\w.?]+' must /);
  });
});

describe('a text of any characters has one outcome, however it is given', () => {
  const characters = fc.constantFrom(...'*?aA0-_:/ .', 'é');
  test.each(each(PLACES))('$name', ({ name, item: { give, passes, refused } }) => {
    const text = fc.oneof(
      fc.tuple(fc.constantFrom(passes, refused), fc.nat(40), characters).map(([near, at, more]) => near.slice(0, at) + more + near.slice(at)),
      fc.tuple(fc.constantFrom(passes, refused), fc.nat(40)).map(([near, at]) => near.slice(0, at) + near.slice(at + 1)),
    ).filter((one) => one !== '' && one !== '*' && !(name === 'a secret store behind a role' && one.endsWith('/')));
    fc.assert(fc.property(text, fc.constantFrom(...Object.values(WRAPS)), (given, wrap) => {
      const outcome = (wrapped: Wrap) => errorOf((stack) => give(stack, wrapped(stack, given))) === '' ? 'passes' : 'refused';
      expect(outcome(wrap)).toBe(outcome((_, literal) => literal));
    }), { numRuns: 30 });
  });
});

test('a text that was refused leaves no rule, because tokens such as the region are the same everywhere', () => {
  const labelled = () => errorOf((stack) => agentIn(stack, { labels: { where: `${Aws.REGION}:5432` } }).databases());
  expect(errorOf((stack) => agentIn(stack, { host: `${Aws.REGION}:5432` }).databases())).toContain('\'registration.host\' must be a host name');
  expect(labelled()).toBe('');
});

test('a port that is a token is one from 1 to 65535', () => {
  const port = (produce: number) => errorOf((stack) => agentIn(stack, { port: Lazy.number({ produce: () => produce }) }).databases());
  expect(port(65536)).toContain('\'registration.port\' must be a port from 1 to 65535, at most 5 characters; got "65536", which a token turns out to be; correct what the token resolves to');
  expect(port(65535)).toBe('');
});
