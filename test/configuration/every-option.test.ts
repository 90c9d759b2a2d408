import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DatabaseProtocol, DatabaseRegistration, DatabaseType, ElastiCacheDatabase, RdsDatabase, SecretStore, TeleportAgentConfiguration,
  TeleportDatabase, TeleportDatabaseAccess, TeleportHelmValuesOptions, TeleportYamlOptions,
} from '../../src';
import { roleIn, stackIn } from '../support/template';

const HOST = 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com';
const REQUIRED = { proxyServer: 'example.teleport.sh:443', joinTokenName: 'agent' };
const STORES = [SecretStore.DEFAULT, SecretStore.of('team')];

/** An agent that finds and opens, with what each option is about. */
function configurationOf(...databases: TeleportDatabase[]): TeleportAgentConfiguration {
  const stack = stackIn();
  const named = (name: string, options = {}) => AssumedRole.fromRole(iam.Role.fromRoleName(stack, name, name), options);
  return new TeleportAgentConfiguration({
    policies: [new TeleportDatabaseAccess(stack, 'Access', {
      target: roleIn(stack, 'Agent', { roleName: 'agent' }),
      databaseTypes: [DatabaseType.OPENSEARCH],
      manageUsersOf: [DatabaseType.ELASTICACHE],
      secretStores: STORES,
      databases,
      assumedRoles: [named('reader'), named('writer', { externalId: 'correct-horse' })],
    })],
  });
}
const text = (value: unknown) => JSON.stringify(stackIn().resolve(value));

describe('every option changes the document', () => {
  type Given = Partial<TeleportHelmValuesOptions>;
  /** A value that is not the default, and what it must have beside it. */
  const OF_YAML: { readonly [option in keyof Required<TeleportYamlOptions>]: readonly [value: Given, beside?: Given] } = {
    proxyServer: [{ proxyServer: 'other.teleport.sh:443' }],
    joinTokenName: [{ joinTokenName: 'other' }],
    databaseUserExternalId: [{ databaseUserExternalId: 'correct-horse' }],
    resourceLabels: [{ resourceLabels: { env: ['prod', 'test'] } }],
    discoverDatabases: [{ discoverDatabases: false }],
    listDatabases: [{ listDatabases: false }],
    discoveryGroup: [{ discoveryGroup: 'agents' }],
    pollInterval: [{ pollInterval: Duration.minutes(9) }, { discoveryGroup: 'agents' }],
  };
  const OF_HELM: { readonly [option in keyof Required<TeleportHelmValuesOptions>]: readonly [value: Given, beside?: Given] } = {
    ...OF_YAML,
    enterprise: [{ enterprise: true }],
    serviceAccountName: [{ serviceAccountName: 'teleport' }],
    podIdentity: [{ podIdentity: true }],
  };
  const orders = RdsDatabase.fromResourceId('db-ABC', {
    databaseUsers: ['reader'], registration: { name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: HOST, labels: { env: 'prod' } },
  });


  test.each(Object.entries(OF_YAML))('%s of teleport.yaml', (_, [value, beside]) => {
    const written = (options: Given) => text(configurationOf(orders).teleportYaml({ ...REQUIRED, ...beside, ...options }).content);
    expect(written(value)).not.toBe(written({}));
  });

  test.each(Object.entries(OF_HELM))('%s of the values of Helm', (_, [value, beside]) => {
    const written = (options: Given) => text(configurationOf(orders).helmValues({ ...REQUIRED, ...beside, ...options }).content);
    expect(written(value)).not.toBe(written({}));
  });
});

describe('every option of a registration changes what is written of the database', () => {
  type Case = readonly [value: DatabaseRegistration, beside?: DatabaseRegistration];
  const OF_DATABASE: { readonly [option in keyof Required<DatabaseRegistration>]: Case } = {
    name: [{ name: 'other' }],
    labels: [{ labels: { env: 'prod' } }],
    protocol: [{ protocol: DatabaseProtocol.MYSQL }],
    host: [{ host: `new-${HOST}` }],
    port: [{ port: 6000 }],
    secretStore: [{ secretStore: STORES[1] }],
    description: [{ description: 'all orders' }],
    dynamicLabels: [{ dynamicLabels: { load: { command: ['uptime'], period: Duration.minutes(1) } } }],
    tls: [{ tls: { serverName: 'orders.example.com' } }],
    adminUser: [{ adminUser: 'admin' }],
    adminDefaultDatabase: [{ adminDefaultDatabase: 'admin' }, { adminUser: 'admin' }],
  };
  const rds = (registration: DatabaseRegistration) => RdsDatabase.fromResourceId('db-ABC', {
    databaseUsers: ['*'], registration: { name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: HOST, ...registration },
  });
  const cache = (registration: DatabaseRegistration) => ElastiCacheDatabase.fromReplicationGroupId('sessions', {
    registration: { host: 'master.sessions.abcdef.euw1.cache.amazonaws.com', secretStore: STORES[0], ...registration },
  });

  test.each(Object.entries(OF_DATABASE))('%s', (option, [value, beside]) => {
    const database = option === 'secretStore' ? cache : rds;
    const documents = (registration: DatabaseRegistration) => {
      const configuration = configurationOf(database({ ...beside, ...registration }));
      return [configuration.teleportYaml(REQUIRED), configuration.databases()].map(({ content }) => text(content));
    };
    const [file, resource] = documents({});
    const [changedFile, changedResource] = documents(value);
    expect([changedFile === file, changedResource === resource]).toEqual([false, false]);
  });
});
