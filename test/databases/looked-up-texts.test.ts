import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import {
  AssumedRole, DatabaseProtocol, DatabaseType, DocumentDbDatabase, MemoryDbDatabase, RdsDatabase, RemoteDatabases, SecretStore,
  TeleportAgentConfiguration, TeleportDatabaseAccess, TeleportOidcPrincipal,
} from '../../src';
import { ENV, roleIn } from '../support/template';

/** What an app looks up, and makes of it. */
type Use = (stack: Stack, text: string) => unknown;

/** The app as the CLI runs it: first without the value, then with it. */
function run(use: Use, value?: string) {
  const define = (context: { [key: string]: unknown } = {}) => {
    const app = new App({ context });
    const stack = new Stack(app, 'Stack', { env: ENV });
    use(stack, ssm.StringParameter.valueFromLookup(stack, '/team/x'));
    return app.synth().manifest.missing ?? [];
  };
  const [{ key }] = define();
  return value === undefined ? [] : define({ [key]: value });
}

const access = (stack: Stack, props: object) => new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), ...props });
const agent = (stack: Stack, registration: object = {}) => new TeleportAgentConfiguration({
  policies: [access(stack, {
    databases: [RdsDatabase.fromResourceId('db-0', {
      databaseUsers: ['app'], registration: { name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: 'orders.example.com', ...registration },
    })],
  })],
});

const USES: { readonly [name: string]: { readonly use: Use; readonly right: string; readonly wrong: string } } = {
  'a database user': { use: (stack, user) => access(stack, { databases: [RdsDatabase.any({ databaseUsers: [user] })] }), right: 'app', wrong: 'a b' },
  'a resource id': { use: (stack, id) => access(stack, { databases: [RdsDatabase.fromResourceId(id, { databaseUsers: ['app'] })] }), right: 'db-0', wrong: '*' },
  'a cluster': { use: (stack, name) => access(stack, { databases: [MemoryDbDatabase.fromClusterName(name, { databaseUsers: ['app'] })] }), right: 'ledger', wrong: 'Ledger' },
  'a region': { use: (stack, region) => access(stack, { databases: [RdsDatabase.any({ databaseUsers: ['app'], regions: [region] })] }), right: 'eu-west-1', wrong: 'eu-west' },
  'a prefix': {
    use: (stack, prefix) => access(stack, { manageUsersOf: [DatabaseType.MEMORYDB], secretStores: [SecretStore.of(prefix)] }), right: 'team', wrong: '/team',
  },
  'an organization': {
    use: (stack, id) => access(stack, { assumedRoles: [AssumedRole.inOrganization(id, { roleName: 'access' })] }), right: 'o-abcdef1234', wrong: 'o-*',
  },
  'an account': {
    use: (_, account) => RemoteDatabases.inAccounts([account], AssumedRole.inOrganization('o-abcdef1234', { roleName: 'access' }), {
      databaseTypes: [DatabaseType.MEMORYDB], regions: ['eu-west-1'],
    }),
    right: '222222222222',
    wrong: '22222222222',
  },
  'a proxy': { use: (stack, host) => agent(stack).teleportYaml({ proxyServer: `${host}:443`, joinTokenName: 'agent' }), right: 'example.sh', wrong: 'https://example.sh' },
  'a host': { use: (stack, host) => agent(stack, { host }).databases(), right: 'orders.example.com', wrong: 'orders.example.com:5432' },
  'a host that tells the type': {
    use: (stack, host) => new TeleportAgentConfiguration({
      policies: [access(stack, {
        databases: [DocumentDbDatabase.fromClusterIdentifier('docs', {
          databaseRoles: [AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'Reader', 'reader'))], registration: { host },
        })],
      })],
    }).databases(),
    right: 'docs.cluster-abcdef.eu-west-1.docdb.amazonaws.com',
    wrong: 'docs.cluster-abcdef.eu-west-1.rds.amazonaws.com',
  },
  'a web address': { use: (stack, host) => new iam.Role(stack, 'Role', { assumedBy: new TeleportOidcPrincipal(host) }), right: 'example.teleport.sh', wrong: 'Example.sh' },
};

test.each(Object.entries(USES).map(([name, one]) => ({ name, ...one })))('$name is checked when the CLI has looked it up', ({ use, right, wrong }) => {
  expect(() => run(use)).not.toThrow();
  expect(run(use, right)).toEqual([]);
  expect(() => run(use, wrong)).toThrow(/^'\w[\w.]*' must /);
});

test.each(['dummy-value-for-*', 'dummy-value-for-/team/x*', 'dummy-value-for-x?', '*dummy-value-for-x', 'dummy-value-for-'])('%s is no value to be looked up', (name) => {
  expect(() => RdsDatabase.fromResourceId(name, { databaseUsers: ['app'] })).toThrow('\'resourceId\' must be an AWS resource ID');
});
