import { CfnOutput, CfnParameter, Fn, Lazy, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parse } from 'yaml';
import { DatabaseType, DynamoDbDatabase, AssumedRole, TeleportDatabaseAccess } from '../../src';
import { agentWith, documentsIn, problemsOf, sampled, SCHEMAS } from '../support/configuration';
import { roleIn, stackIn } from '../support/template';

/** One database whose label is the value under test. */
function withLabel(value: (stack: ReturnType<typeof stackIn>) => string) {
  const stack = stackIn({});
  const policy = new TeleportDatabaseAccess(stack, 'Access', {
    target: roleIn(stack),
    databases: [DynamoDbDatabase.of({ databaseRoles: [AssumedRole.fromRole(roleIn(stack, 'Reader'))], registration: { labels: { value: value(stack) } } })],
  });
  return { stack, policy };
}

describe('every string is quoted, whatever it stands for', () => {
  test('an account that starts with a zero stays a string, in every dialect', () => {
    const { stack, policy } = withLabel(() => 'x');
    const listed = sampled(stack.resolve(agentWith(policy).dbService().toYaml()));
    expect(listed).toContain('"account_id":"012345678901"');
    for (const version of ['1.1', '1.2'] as const) {
      expect(parse(listed, { version }).databases[0].aws.account_id).toBe('012345678901');
    }
    // what CDK's own writer of YAML leaves behind: octal digits in YAML 1.1
    expect(sampled(stack.resolve(stack.toYamlString({ account_id: stack.account })))).toBe('account_id: 012345678901\n');
  });

  test.each<[string, (stack: ReturnType<typeof stackIn>) => string, string]>([
    ['a number that is a token', () => Token.asString(12), '12'],
    ['a number that is a lazy token', () => Token.asString(Lazy.number({ produce: () => 7 })), '7'],
    ['a parameter that is a number', (stack) => new CfnParameter(stack, 'P', { type: 'Number' }).valueAsString, 'sample-p'],
    ['what CDK joins', (stack) => Fn.join('', ['', stack.account]), '012345678901'],
    ['quotes and line breaks', () => 'a"b\\c\nd: e # f', 'a"b\\c\nd: e # f'],
    ['quotes and line breaks that are known later', () => Lazy.string({ produce: () => 'a"b\\c\nd' }), 'a"b\\c\nd'],
    ['words that YAML 1.1 reads as something else', () => 'no', 'no'],
    ['dates', () => '2026-01-01', '2026-01-01'],
    ['null', () => 'null', 'null'],
    ['nothing', () => '', ''],
    ['characters beyond ASCII', () => 'Größe \u2028 ', 'Größe \u2028 '],
  ])('%s', (_, value, expected) => {
    const { stack, policy } = withLabel(value);
    const [document] = documentsIn(sampled(stack.resolve(agentWith(policy).databases().toYaml())));
    expect(document.metadata.labels).toEqual({ value: expected });
  });
});

describe('characters that YAML does not take as they are', () => {
  const NASTY = 'Tom\u0092s\u007f\u0080\u0085\u009f\u2028\u2029\ufeff\ufffe\uffff';
  const ESCAPED = '"Tom\\u0092s\\u007f\\u0080\\u0085\\u009f\\u2028\\u2029\\ufeff\\ufffe\\uffff"';
  const textOf = (value: (stack: ReturnType<typeof stackIn>) => string) => {
    const { stack, policy } = withLabel(value);
    return { stack, text: agentWith(policy).databases().toYaml() };
  };

  test.each<[string, () => string]>([['a literal', () => NASTY], ['a token', () => Lazy.string({ produce: () => NASTY })]])('are escaped in %s', (_, value) => {
    const { stack, text } = textOf(value);
    expect(sampled(stack.resolve(text))).toContain(`"labels":{"value":${ESCAPED}}`);
    expect(documentsIn(sampled(stack.resolve(text)))[0].metadata.labels.value).toBe(NASTY);
  });

  test('are escaped around a function, and in one', () => {
    const { stack, text } = textOf((scope) => `\u0092${Fn.join('\u007f', [scope.account, 'b'])}`);
    expect(documentsIn(sampled(stack.resolve(text)))[0].metadata.labels.value).toBe('\u0092012345678901\u007fb');
  });

  test('are escaped once more in JSON around the document', () => {
    const { stack, text } = textOf((scope) => `${scope.account}\u0092`);
    const outer = JSON.parse(sampled(stack.resolve(stack.toJsonString({ text }))));
    expect(outer.text).toContain('"value":"012345678901\\u0092"');
    expect(documentsIn(outer.text)[0].metadata.labels.value).toBe('012345678901\u0092');
  });

  test('others stay what they are', () => {
    const { stack, text } = textOf(() => '~\u00a0\u2027\u202a\ufefe\ufffd\u{10ffff}');
    expect(sampled(stack.resolve(text))).toContain('{"value":"~\u00a0\u2027\u202a\ufefe\ufffd\u{10ffff}"}');
  });

  test.each([['the first', '\ud83d', '\\ud83d'], ['the second', 'a\ude00', 'a\\ude00']])('%s half of one is refused, and a whole one passes', (_, half, shown) => {
    const message = `'Teleport's configuration' must have whole characters, because Teleport cannot read half of one; got "${shown}"; correct the text`;
    expect(() => textOf(() => half)).toThrow(new Error(message));
    const { stack, text } = textOf(() => Lazy.string({ produce: () => half }));
    expect(() => stack.resolve(text)).toThrow(message);
    const whole = textOf(() => '\ud83d\ude00');
    expect(documentsIn(sampled(whole.stack.resolve(whole.text)))[0].metadata.labels.value).toBe('\ud83d\ude00');
  });
});

describe('where it may go', () => {
  test('a section is the value of a key, at any indentation', () => {
    const { stack, policy } = withLabel(() => 'x');
    const text = sampled(stack.resolve(`version: v3\nteleport:\n  nested:\n    db_service: ${agentWith(policy).dbService().toYaml()}\n  list:\n  - ${agentWith(policy).dbService().toYaml()}\ndb_service: ${agentWith(policy).dbService().toYaml()}\nlast: 1\n`));
    expect(text.split('\n')).toHaveLength(9);
    const [document] = documentsIn(text);
    expect(document.db_service.databases[0].name).toBe('dynamodb');
    expect(document.teleport).toEqual({ nested: { db_service: document.db_service }, list: [document.db_service] });
    expect(document.last).toBe(1);
  });

  test('resources are a stream that starts with a separator: readers that guess would take a brace for a single JSON document', () => {
    const { stack, policy } = withLabel(() => 'x');
    const text: string = sampled(stack.resolve(agentWith(policy).databases().toYaml()));
    expect(text).toMatch(/^---\n\{"kind":"db".*\}\n$/);
    expect(documentsIn(`${text}${text}`)).toHaveLength(2);
  });

  test('an output', () => {
    const { stack, policy } = withLabel(() => 'x');
    new CfnOutput(stack, 'DbService', { value: agentWith(policy).dbService().toYaml() });
    const { Value } = Object.values(Template.fromStack(stack).findOutputs('DbService'))[0];
    expect(problemsOf(SCHEMAS.db_service, JSON.parse(sampled(Value)))).toEqual([]);
  });

  test('it is the same in two synths', () => {
    const [one, two] = [withLabel(() => 'x'), withLabel(() => 'x')].map(({ stack, policy }) => stack.resolve(agentWith(policy).dbService().toYaml()));
    expect(one).toEqual(two);
  });
});

describe('the checker of these tests', () => {
  const stack = stackIn();
  const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), manageUsersOf: [DatabaseType.MEMORYDB], databaseTypes: [DatabaseType.MEMORYDB] });
  const good = JSON.parse(stack.resolve(agentWith(policy).dbService().toYaml()));
  const [matcher] = good.aws;

  test.each<[string, object, string]>([
    ['a nested role in teleport.yaml', { ...matcher, assume_role: { role_arn: 'arn:aws:iam::123456789012:role/a' } }, '.aws[0].assume_role is unknown'],
    ['an unknown key', { ...matcher, region: 'eu-west-1' }, '.aws[0].region is unknown'],
    ['a word for all regions', { ...matcher, regions: ['*'] }, '.aws[0].regions has to be: regions, got ["*"]'],
    ['no region', { ...matcher, regions: [] }, '.aws[0].regions has to be: regions, got []'],
    ['a type of AWS', { ...matcher, types: ['aurora'] }, '.aws[0].types has to be: types, got ["aurora"]'],
    ['a tag without a list', { ...matcher, tags: { env: 'prod' } }, '.aws[0].tags has to be: map of string lists, got {"env":"prod"}'],
    ['a number for a string', { ...matcher, external_id: 12 }, '.aws[0].external_id has to be: string, got 12'],
  ])('finds %s', (_, wrong, problem) => {
    expect(problemsOf(SCHEMAS.db_service, good)).toEqual([]);
    expect(problemsOf(SCHEMAS.db_service, { ...good, aws: [wrong] })).toEqual([problem]);
  });

  test('finds a key that is missing, or empty where Teleport wants a list', () => {
    const { regions: _, ...lacking } = matcher;
    expect(problemsOf(SCHEMAS.db_service, { ...good, aws: [lacking] })).toEqual(['.aws[0].regions is missing']);
    expect(problemsOf(SCHEMAS.db_service, { aws: [] })).toEqual(['.enabled is missing', '.aws has to be a list, not empty']);
  });

  test('finds a flat role in discovery_config, and a wrong type deep in kind db', () => {
    const config = { kind: 'discovery_config', version: 'v1', metadata: { name: 'a' } };
    expect(problemsOf(SCHEMAS.discovery_config, {
      ...config, spec: { discovery_group: 'a', aws: [{ ...matcher, assume_role_arn: 'arn:aws:iam::123456789012:role/a' }] },
    })).toEqual(['.spec.aws[0].assume_role_arn is unknown']);
    const aws = { region: 'eu-west-1', account_id: 12345678901, rds: { cluster: 'a', iam_auth: 'yes' } };
    expect(problemsOf(SCHEMAS.db, { kind: 'db', version: 'v3', metadata: { name: 'a' }, spec: { protocol: 'postgres', uri: 'a.b', aws } })).toEqual([
      '.spec.uri has to be: endpoint, got "a.b"', '.spec.aws.account_id has to be: account, got 12345678901', '.spec.aws.rds.cluster is unknown',
      '.spec.aws.rds.iam_auth has to be: boolean, got "yes"',
    ]);
  });
});
