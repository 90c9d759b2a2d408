import { Duration, Stack } from 'aws-cdk-lib';
import {
  DatabaseProtocol, DatabaseRegistration, DatabaseTlsMode, DatabaseType, ElastiCacheDatabase, RdsDatabase, TeleportAgentConfiguration,
  TeleportDatabase, TeleportDatabaseAccess, TeleportDatabaseAccessProps,
} from '../../src';
import { readBack } from '../support/configuration';
import { ALIKE, LABEL_VALUES, Parsed, STRICTER } from '../support/real-teleport/parsed';
import { roleIn, stackIn } from '../support/template';

const JOIN = { proxyServer: 'example.teleport.sh:443', joinTokenName: 'agent' };

function configurationOf(declared: Omit<TeleportDatabaseAccessProps, 'target'>, stack = stackIn()): TeleportAgentConfiguration {
  return new TeleportAgentConfiguration({ policies: [new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), ...declared })] });
}

const orders = (registration: DatabaseRegistration): TeleportDatabase => RdsDatabase.fromResourceId('db-ABC', {
  databaseUsers: ['reader'],
  registration: { name: 'orders', protocol: DatabaseProtocol.POSTGRES, host: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com', ...registration },
});
/** Listed, and as a resource. */
const registered = (registration: DatabaseRegistration) => {
  const configuration = configurationOf({ databases: [orders(registration)] });
  return [configuration.teleportYaml(JOIN), configuration.databases()];
};
const anything = () => configurationOf({ databaseTypes: [DatabaseType.REDSHIFT] });
const SESSIONS = ElastiCacheDatabase.fromReplicationGroupId('sessions', { registration: { host: 'clustercfg.sessions.abcdef.euw1.cache.amazonaws.com' } });
const label = { command: ['hostname'], period: Duration.minutes(5) };

/** Writes every document that has the value. */
const WRITE: { readonly [where in Parsed['where']]: (value: any) => unknown } = {
  'name of a database': (name) => registered({ name }),
  'label': (key) => registered({ labels: { [key]: 'v' } }),
  'dynamic label': (key) => registered({ dynamicLabels: { [key]: label } }),
  'selector': (key) => anything().dbService({ resourceLabels: { [key]: ['prod'] } }),
  'name of a token': (name) => [anything().joinToken({ name }), anything().teleportYaml({ ...JOIN, joinTokenName: name })],
  'name of a role': (name) => configurationOf({ databases: [orders({})] }).role({ name, databaseLabels: { env: ['prod'] }, databaseNames: ['*'] }),
  'name of an integration': (integration) => anything().discoveryConfig({ name: 'a', discoveryGroup: 'b', integration }),
  'host': (host) => registered({ host }),
  'port': (port) => registered({ port: Number(port) }),
  'proxy': (proxyServer) => anything().teleportYaml({ ...JOIN, proxyServer }),
  'group': (discoveryGroup) => [
    anything().discoveryService({ discoveryGroup }), anything().teleportYaml({ ...JOIN, discoveryGroup }), anything().discoveryConfig({ name: 'a', discoveryGroup }),
  ],
  'region': (region) => configurationOf({ databaseTypes: [DatabaseType.REDSHIFT], regions: [region] }, new Stack()).discoveryService({ discoveryGroup: 'a' }),
  'certificate': (caCertificate) => configurationOf({ databases: [orders({ tls: { caCertificate } })] }).databases(), // a file of the agent takes a path only
  'user of a role': (user) => configurationOf({ manageUsersOf: [DatabaseType.ELASTICACHE], databases: [SESSIONS] })
    .role({ name: 'a', databaseLabels: { env: ['prod'] }, databaseNames: ['*'], databaseUsers: [user] }),
  'protocol': (protocol) => registered({ protocol }),
  'TLS mode': (mode: DatabaseTlsMode) => registered({ tls: { mode } }),
};

const isTaken = ({ where, value }: Parsed): boolean => {
  try {
    WRITE[where](value);
    return true;
  } catch (error) {
    expect(String(error)).toMatch(/^ValidationError: '[\w.]+' must /);
    return false;
  }
};
const shown = ({ where, value }: Parsed) => `${where} ${JSON.stringify(value.slice(0, 60))} of ${value.length}`;

describe('what the parsers of a real Teleport take, the library takes, and what they refuse, it refuses', () => {
  test.each([...new Set(ALIKE.map(({ where }) => where))])('%s', (where) => {
    const rows = ALIKE.filter((row) => row.where === where);
    expect(rows.filter((row) => isTaken(row) !== row.taken).map(shown)).toEqual([]);
  });
});

test('where it is stricter, there is a reason', () => {
  expect(STRICTER.filter((row) => isTaken(row)).map(shown)).toEqual([]);
  expect(STRICTER.filter(({ taken }) => !taken)).toEqual([]);
});

test('a nearly right value of each place where it is stricter passes', () => {
  const near: { readonly [where: string]: string } = {
    'name of a token': 'a.b',
    'name of a role': 'a-b',
    'host': 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com',
    'port': '65535',
    'proxy': 'example.teleport.sh:443',
    'group': 'a b',
    'region': 'eu-west-1',
    'user of a role': 'reader',
  };
  expect(Object.keys(near)).toEqual([...new Set(STRICTER.map(({ where }) => where))]);
  expect(Object.entries(near).filter(([where, value]) => !isTaken({ where: where as Parsed['where'], value, taken: true }))).toEqual([]);
});

test.each(LABEL_VALUES.map((value) => ({ value, shown: JSON.stringify(value.slice(0, 40)) })))('a label may be $shown, and is read back as it is', ({ value }) => {
  const stack = stackIn();
  const configuration = configurationOf({ databases: [orders({ labels: { team: value } })] }, stack);
  expect(readBack(stack, configuration.databases())[0].metadata.labels.team).toBe(value);
  expect(readBack(stack, configuration.teleportYaml(JOIN))[0].db_service.databases[0].static_labels.team).toBe(value);
});
