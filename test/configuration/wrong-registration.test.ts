import { CfnOutput, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import {
  DatabaseProtocol, DatabaseRegistration, DatabaseTlsMode, DatabaseType, RdsDatabase, SecretStore, TeleportAgentConfiguration,
  TeleportDatabaseAccess,
} from '../../src';
import { roleIn, stackIn, warningsOf } from '../support/template';

// what callers without types may hand over
const wrong = (value: unknown): any => value;
const orders = (registration: DatabaseRegistration) => RdsDatabase.fromResourceId('db-ABC123', {
  databaseUsers: ['*'], registration: { name: 'orders', host: 'orders.example.com', protocol: DatabaseProtocol.POSTGRES, ...registration },
});
function agentWith(registration: DatabaseRegistration, vpc?: ec2.IVpc) {
  const stack = stackIn();
  const policy = new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [orders(registration)] });
  return new TeleportAgentConfiguration({ policies: [policy], vpc });
}

describe('a value of another type is refused where it is given', () => {
  const NO_TEXT = [3, ['a'], { a: 'b' }].map((given) => ({ given }));
  test.each(NO_TEXT)('$given is no text', ({ given }) => {
    const shown = JSON.stringify(given);
    for (const prop of ['description', 'adminUser', 'adminDefaultDatabase']) {
      expect(() => orders({ [prop]: wrong(given) })).toThrow(new Error(`'registration.${prop}' must be a text; got ${shown}`));
    }
    for (const prop of ['serverName', 'caCertificate', 'caCertificateFile']) {
      expect(() => orders({ tls: { [prop]: wrong(given) } })).toThrow(new Error(`'registration.tls.${prop}' must be a text; got ${shown}`));
    }
  });

  test.each([{ given: ['a'] }, { given: 'env' }, { given: '' }, { given: [['env', 'prod']] }])('$given has no keys for labels', ({ given }) => {
    const message = `must be an object of keys and values; got ${JSON.stringify(given)}; leave it out for none`;
    expect(() => orders({ labels: wrong(given) })).toThrow(new Error(`'registration.labels' ${message}`));
    expect(() => orders({ dynamicLabels: wrong(given) })).toThrow(new Error(`'registration.dynamicLabels' ${message}`));
    expect(() => agentWith({}).role({ name: 'a', databaseNames: ['*'], databaseLabels: wrong(given) })).toThrow(new Error(`'databaseLabels' ${message}`));
    expect(() => agentWith({}).dbService({ resourceLabels: wrong(given) })).toThrow(new Error(`'resourceLabels' ${message}`));
  });

  test('but texts and labels pass', () => {
    expect(() => orders({
      description: '', adminUser: 'admin', adminDefaultDatabase: 'a b', labels: { env: '' }, tls: { mode: DatabaseTlsMode.INSECURE, serverName: 'a' },
    })).not.toThrow();
  });

  test('a TLS mode or a store that there is not', () => {
    expect(() => orders({ tls: { mode: wrong('none') } }))
      .toThrow(new Error('\'registration.tls.mode\' must be one of verify-full, verify-ca, insecure; got "none"; leave it out for the first'));
    expect(() => orders({ tls: wrong('verify-ca') })).toThrow(new Error('\'registration.tls\' must be an object; got "verify-ca"'));
    expect(() => orders({ secretStore: wrong('team') }))
      .toThrow(new Error('\'registration.secretStore\' must contain values made by SecretStore.of(); got "team"; give a prefix to it, such as SecretStore.of(\'prod/teleport\')'));
    expect(() => orders({ secretStore: SecretStore.of('team') })).not.toThrow();
  });

  test.each([{ period: 60, got: 60 }, { period: undefined }])('a period of $period', ({ period, got }) => {
    const labels = (one: unknown) => agentWith({ dynamicLabels: { host: { command: ['hostname'], period: wrong(one) } } });
    expect(() => labels(period).dbService()).toThrow(new Error('\'registration.dynamicLabels\' must have a command and a period of at least a second for db-ABC123; got '
      + JSON.stringify({ host: { command: ['hostname'], period: got } })));
    expect(() => labels(Duration.seconds(1)).dbService()).not.toThrow();
  });

  test('a poll interval that is a number', () => {
    const stack = stackIn();
    const policy = new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databaseTypes: [DatabaseType.MEMORYDB], databases: [orders({})] });
    const service = (pollInterval: unknown) => new TeleportAgentConfiguration({ policies: [policy] })
      .discoveryService({ discoveryGroup: 'a', pollInterval: wrong(pollInterval) });
    expect(() => service(60)).toThrow(new Error('\'pollInterval\' must be a Duration; got 60; give Duration.minutes(5) or the like'));
    expect(() => service(Duration.seconds(60))).not.toThrow();
  });
});

describe('a label by which Teleport selects a database selects no other', () => {
  const message = (value: string) => new Error('\'registration.labels\' must have values without *, {{template}} and ^expression$, which select more than the '
    + `database, for db-ABC123; got ${JSON.stringify({ env: value })}; give the database a label of its own`);
  const uses = (env: string) => {
    const agent = agentWith({ labels: { env } });
    return [() => agent.role({ name: 'a', databaseNames: ['*'] }), () => agent.dbService({ listDatabases: false })];
  };

  test.each(['*', 'prod-*', '^.*$', '^(?:prod|dev)$', '{{external.env}}', 'a {{b}}\n'])('%s is refused', (env) => {
    uses(env).forEach((use) => expect(use).toThrow(message(env)));
  });

  test.each(['prod', '^prod', 'prod$', '{prod}', 'p.*d'.replace('*', '+'), ''])('%s passes', (env) => {
    uses(env).forEach((use) => expect(use).not.toThrow());
  });

  test.each([
    { allowedPattern: '[a-z*]+', warnings: ['cdk-teleport-database-access:valueKnownAtDeploymentOnly'] }, { allowedPattern: '[a-z]+', warnings: [] },
  ])('a parameter of $allowedPattern', ({ allowedPattern, warnings }) => {
    const stack: Stack = stackIn();
    const env = new CfnParameter(stack, 'Env', { allowedPattern }).valueAsString;
    const policy = new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [orders({ labels: { env } })] });
    const agent = new TeleportAgentConfiguration({ policies: [policy] });
    new CfnOutput(stack, 'Role', { value: agent.role({ name: 'a', databaseNames: ['*'] }).toYaml() });
    expect([...new Set(warningsOf(stack))]).toEqual(warnings);
  });

  test('and the database itself may have any', () => {
    expect(() => agentWith({ labels: { env: '*' } }).databases()).not.toThrow();
    expect(() => agentWith({ labels: { env: '*' } }).role({ name: 'a', databaseNames: ['*'], databaseLabels: { env: ['prod'] } })).not.toThrow();
  });
});

describe('the names in a role are those of databases', () => {
  const role = (databaseNames: unknown[]) => () => agentWith({}).role({ name: 'a', databaseLabels: { env: ['prod'] }, databaseNames: wrong(databaseNames) });
  test.each([{ name: 'dev*' }, { name: '' }, { name: 3 }])('$name is refused', ({ name }) => {
    expect(role(['app', name])).toThrow(new Error('\'databaseNames\' must be names or * alone for a role, because Teleport takes a pattern literally; got '
      + `${JSON.stringify(name)}; name the databases`));
  });

  test.each(['*', 'dev', 'a b', '{{internal.db_names}}'])('%s passes', (name) => {
    expect(role([name])).not.toThrow();
  });
});

describe('the VPC of an agent is one', () => {
  const GOT = (vpcId: string, region = 'eu-west-1') => new Error('\'vpc\' must be a single VPC such as vpc-0123456789abcdef0, in a known account and region; got '
    + JSON.stringify({ vpcId, account: '123456789012', region }));
  const vpcIn = (vpcId: string, region?: string) =>
    ec2.Vpc.fromVpcAttributes(stackIn(), 'Vpc', { vpcId, availabilityZones: ['eu-west-1a'], region });

  test.each(['*', 'vpc-*', '^vpc-.*$', '', 'subnet-0a'])('%s is refused', (vpcId) => {
    expect(() => agentWith({}, vpcIn(vpcId))).toThrow(GOT(vpcId));
  });

  test('a region that is none is refused, a VPC of another region is not', () => {
    expect(() => agentWith({}, vpcIn('vpc-0a', '*'))).toThrow(GOT('vpc-0a', '*'));
    expect(() => agentWith({}, vpcIn('vpc-0a', 'us-east-1'))).not.toThrow();
  });

  test('what is no VPC is refused', () => {
    const message = (got: string) => new Error(`'vpc' must be a VPC, defined or imported; got ${got}; import it with Vpc.fromLookup() or Vpc.fromVpcAttributes()`);
    expect(() => agentWith({}, wrong('vpc-0a'))).toThrow(message('"vpc-0a"'));
    expect(() => agentWith({}, wrong(new ec2.Vpc(stackIn(), 'Vpc').privateSubnets[0]))).toThrow(message('Stack/Vpc/PrivateSubnet1'));
  });

  test('another app may import one, and not define it', () => {
    expect(() => agentWith({}, new ec2.Vpc(stackIn(), 'Vpc')))
      .toThrow(new Error('\'vpc\' must be of the app of Stack/Policy; got Stack/Vpc, which another app defines; import it there, by its name or ARN'));
    expect(() => agentWith({}, vpcIn('vpc-0a'))).not.toThrow();
  });
});
