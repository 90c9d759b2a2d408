import { CfnOutput, CfnParameter, Duration, Fn, Lazy, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DatabaseType, RedshiftDatabase, RdsDatabase, TeleportAgentConfiguration, TeleportDatabaseAccess } from '../../src';
import { documentsIn, readBackAs, sampled } from '../support/configuration';
import { roleIn, stackIn } from '../support/template';

const HOST = 'sales.abcdefghijkl.eu-west-1.redshift.amazonaws.com';
const PROXY = { proxyServer: 'example.teleport.sh:443', joinTokenName: 'agent' };

function agentOf(teleportVersion?: string) {
  const stack = stackIn();
  const policy = new TeleportDatabaseAccess(stack, 'Access', {
    target: roleIn(stack, 'Agent', { roleName: 'agent' }),
    databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
    databases: [
      RdsDatabase.any({ databaseUsers: ['reader'] }),
      ...['sales', 'stock'].map((name) => RedshiftDatabase.fromClusterIdentifier(name, {
        databaseUsers: ['reader'], databaseNames: ['dev'], registration: { host: HOST.replace('sales', name) },
      })),
    ],
  });
  return { stack, agent: new TeleportAgentConfiguration({ policies: [policy], teleportVersion }) };
}

describe('a document as text', () => {
  test('is its YAML, in a template literal and as a string', () => {
    const { stack, agent } = agentOf();
    const yaml = agent.teleportYaml(PROXY);
    const text = sampled(stack.resolve(yaml.toYaml()));
    expect(documentsIn(text)[0].teleport.proxy_server).toBe('example.teleport.sh:443');
    expect(sampled(stack.resolve(`${yaml}`))).toBe(text);
    expect(sampled(stack.resolve(String(yaml)))).toBe(text);
    expect(sampled(stack.resolve(`a\n${agent.databases()}b`))).toBe(`a\n${sampled(stack.resolve(agent.databases().toYaml()))}b`);
  });

  test('is in base64 for TELEPORT_CONFIG', () => {
    const { stack, agent } = agentOf();
    const yaml = agent.teleportYaml(PROXY);
    expect(stack.resolve(yaml.toBase64())).toEqual({ 'Fn::Base64': stack.resolve(yaml.toYaml()) });
  });

  test('is none where an object is expected: CDK says so', () => {
    const { stack, agent } = agentOf();
    expect(() => stack.resolve(stack.toJsonString({ config: agent.teleportYaml(PROXY) }))).toThrow();
    expect(() => stack.resolve({ config: agent.teleportYaml(PROXY) })).toThrow();
    expect(() => stack.resolve({ config: agent.teleportYaml(PROXY).content })).not.toThrow();
  });
});

test('the data of a document cannot be changed, at any depth', () => {
  const { content } = agentOf().agent.teleportYaml(PROXY);
  expect(() => { content.teleport.proxy_server = 'evil:443'; }).toThrow(TypeError);
  expect(() => content.db_service.aws.push({})).toThrow(TypeError);
  expect(structuredClone(content)).toEqual(content);
  expect(() => { agentOf().agent.teleportYaml(PROXY).with({ a: { b: 1 } }).content.a.b = 2; }).toThrow(TypeError);
});

describe('further keys', () => {
  const LOG = { teleport: { log: { severity: 'DEBUG' } } };

  test('are merged into the maps of a document, which stays as it was', () => {
    const { stack, agent } = agentOf();
    const before = agent.teleportYaml(PROXY);
    const after = before.with(LOG);
    const [plain] = [readBackAs('teleport.yaml', stack, before)];
    expect(documentsIn(sampled(stack.resolve(after.toYaml())))).toEqual([{ ...plain, teleport: { ...plain.teleport, log: { severity: 'DEBUG' } } }]);
    expect(before.content.teleport.log).toBeUndefined();
  });

  test('of a later call replace those of an earlier one, and merge their maps', () => {
    const { content } = agentOf().agent.teleportYaml(PROXY).with(LOG).with({ teleport: { log: { severity: 'INFO', format: { extra_fields: ['a', 'b'] } } } })
      .with({ teleport: { log: { format: { extra_fields: ['c'], output: 'json' } } } });
    expect(content.teleport.log).toEqual({ severity: 'INFO', format: { extra_fields: ['c'], output: 'json' } });
  });

  test('come into each resource of a list', () => {
    const { content } = agentOf().agent.databases().with({ metadata: { description: 'of the shop' } });
    expect(content.map(({ metadata: { name, description } }: any) => [name, description])).toEqual([['sales', 'of the shop'], ['stock', 'of the shop']]);
  });

  test.each<[string, object, string]>([
    ['a text', { teleport: { proxy_server: 'evil.example.com:443' } }, '\'teleport.proxy_server\' must be left out of \'overrides\', because the document derives it '
      + 'from the policies and the options; got "evil.example.com:443"; change those instead'],
    ['a flag', { db_service: { enabled: false } }, '\'db_service.enabled\' must be left out of'],
    ['a list', { db_service: { databases: [] } }, '\'db_service.databases\' must be left out of'],
    ['a map by a text', { teleport: 'none' }, '\'teleport\' must be left out of'],
    ['a text by a map', { version: { a: 1 } }, '\'version\' must be left out of'],
  ])('do not change what is derived: %s', (_, overrides, message) => {
    const { agent } = agentOf();
    expect(() => agent.teleportYaml(PROXY).with(overrides)).toThrow(message);
    expect(() => agent.teleportYaml(PROXY).with(LOG).with(overrides)).toThrow(message);
  });

  test('may repeat what is derived, and may be none', () => {
    const { content } = agentOf().agent.teleportYaml(PROXY);
    expect(agentOf().agent.teleportYaml(PROXY).with({ db_service: { enabled: true } }).content.db_service.enabled).toBe(true);
    expect(Object.keys(agentOf().agent.teleportYaml(PROXY).with({}).with({ a: undefined }).content)).toEqual(Object.keys(content));
  });

  const circle: { [key: string]: unknown } = {};
  circle.a = circle;
  const ONLY = 'must be a text, a number, true, false, a list or a map; got';
  test.each<[string, any, string]>([
    ['null', { a: { b: null } }, `'a.b' ${ONLY} null`],
    ['an item that is nothing', { a: ['x', undefined] }, `'a.1' ${ONLY} null`],
    ['no number', { a: NaN }, `'a' ${ONLY} NaN`],
    ['an instance', { a: Duration.minutes(1) }, `'a' ${ONLY} an object of Duration`],
    ['a document', { a: agentOf().agent.teleportYaml(PROXY) }, `'a' ${ONLY} an object of TeleportDocument`],
    ['a function', { a: () => 1 }, `'a' ${ONLY} () => 1`],
    ['a token that is an object', { a: Fn.conditionIf('A', 'b', 'c') }, `'a' ${ONLY} a token`],
    ['a number that is a token', { a: Token.asNumber(Lazy.any({ produce: () => 1 })) }, `'a' ${ONLY} a token`],
    ['a function of CloudFormation', { a: { Ref: 'P' } }, `'a' ${ONLY} a token`],
    ['a token list', { a: Token.asList({ Ref: 'P' }) }, `'a' ${ONLY} a token`],
    ['a text of a token list', { a: Token.asList({ Ref: 'P' })[0] }, 'must have lists whose length is known'],
    ['a key that is a token', { [Token.asString({ Ref: 'P' })]: 1 }, '\'overrides\' must have literal keys'],
    ['an empty key', { '': 1 }, '\'overrides\' must have literal keys'],
    ['a circle', circle, '\'a\' must not contain itself'],
    ['a dynamic reference', { a: '{{resolve:ssm:x}}' }, 'must have no dynamic reference'],
    ['a list in place of a map', [], '\'overrides\' must be an object of keys and values'],
    ['nothing', undefined, '\'overrides\' must be an object of keys and values'],
  ])('are no %s', (_, overrides, message) => {
    expect(() => agentOf().agent.teleportYaml(PROXY).with(overrides)).toThrow(message);
  });

  test('may be anything that JSON has', () => {
    const overrides = { a: { b: ['x', 1, 1.5, true, { c: [] }], d: {} }, ['__proto__x']: 'no' };
    expect(agentOf().agent.teleportYaml(PROXY).with(overrides).content).toMatchObject(overrides);
  });

  test('may be tokens, which are held to what every text of a document is', () => {
    const deployed = (props: object) => {
      const { stack, agent } = agentOf();
      const value = new CfnParameter(stack, 'P', props).valueAsString;
      new CfnOutput(stack, 'Yaml', { value: agent.teleportYaml(PROXY).with({ teleport: { nodename: value } }).toYaml() });
      return () => documentsIn(sampled(Template.fromStack(stack).findOutputs('Yaml').Yaml.Value))[0].teleport.nodename;
    };
    expect(deployed({ allowedPattern: '[a-z]+' })()).toBe('sample-p');
    expect(deployed({})).toThrow('P');
  });

  test('need the version of Teleport that they need anywhere', () => {
    const databases = [{ name: 'carts', protocol: 'redis', uri: 'carts.example.com:6379', aws: { elasticache_serverless: { cache_name: 'carts' } } }];
    const section = (version: string) => {
      const stack = stackIn();
      const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [RdsDatabase.any({ databaseUsers: ['reader'] })] });
      return new TeleportAgentConfiguration({ policies: [policy], teleportVersion: version }).dbService({ resourceLabels: { env: ['prod'] } });
    };
    expect(() => section('18.2.1').with({ databases })).toThrow('\'teleportVersion\' must be 18.2.2');
    expect(section('18.2.2').with({ databases }).content.databases).toEqual(databases);
  });
});
