import * as fc from 'fast-check';
import { exceeds, Side, Verdict } from '../../../cli/iam/decide';
import { demandsOf, PlainStatement, unknownPolicy } from '../../../cli/iam/statement';
import { Meter } from '../../../cli/iam/text';
import { seed } from '../../support/seed';

const side = (policies: readonly PlainStatement[], boundary?: readonly PlainStatement[]): Side =>
  ({ policies: policies.map(demandsOf), boundary: boundary?.map(demandsOf) });
const verdict = (after: Side, before: Side): Verdict => exceeds([], after, before, new Meter());

const allow = (actions: string, resources: string, ...conditions: NonNullable<PlainStatement['conditions']>): PlainStatement =>
  ({ effect: 'Allow', actions: actions.split(' '), resources: resources.split(' '), conditions });
const deny = (actions: string, resources: string, ...conditions: NonNullable<PlainStatement['conditions']>): PlainStatement =>
  ({ ...allow(actions, resources, ...conditions), effect: 'Deny' });
const when = (operator: string, key: string, ...values: string[]) => ({ operator, key, values });

const ROLE = 'arn:aws:iam::111111111111:role/agent';
const trust = (...principals: [string, string][]): PlainStatement => ({ effect: 'Allow', actions: ['sts:AssumeRole'], principals });

test.each<[string, readonly PlainStatement[], readonly PlainStatement[]]>([
  ['a name and a wildcard', [allow('s:Get', 'db-A')], [allow('s:*', 'db-*')]],
  ['actions in capitals and in small letters', [allow('S:GET', 'a')], [allow('s:g?t', 'a')]],
  ['all but some actions, and all', [{ effect: 'Allow', notActions: ['iam:*'], resources: ['*'] }], [allow('*', '*')]],
  ['fewer values', [allow('s:Get', '*', when('StringEquals', 'r', 'a'))], [allow('s:Get', '*', when('StringLike', 'R', 'a*', 'b'))]],
  ['two conditions and one', [allow('s:Get', '*', when('StringEquals', 'r', 'a'), when('Bool', 'm', 'true'))], [allow('s:Get', '*', when('bool', 'm', 'True'))]],
  ['a narrower range', [allow('s:Get', '*', when('IpAddress', 'ip', '10.1.0.0/16'))], [allow('s:Get', '*', when('IpAddress', 'ip', '10.0.0.0/8'))]],
  ['a smaller number', [allow('s:Get', '*', when('NumericLessThan', 'n', '5'))], [allow('s:Get', '*', when('NumericLessThanEquals', 'n', '5'))]],
  ['present and equal to something', [allow('s:Get', '*', when('StringEquals', 'r', 'a'))], [allow('s:Get', '*', when('Null', 'r', 'false'))]],
  ['every value and some', [allow('s:Get', '*', when('ForAllValues:StringEquals', 'k', 'a'))], [allow('s:Get', '*', when('ForAllValues:StringLike', 'k', '?'))]],
  ['what only the deployment knows and a wildcard', [allow('s:Get', 'x:${Role.Arn}:b')], [allow('s:Get', 'x:*:b')]],
  ['a role and its account', [trust(['AWS', ROLE])], [trust(['AWS', '111111111111'])]],
  ['a session and its role', [trust(['AWS', 'arn:aws:sts::111111111111:assumed-role/agent/s'])], [trust(['AWS', ROLE])]],
  ['somebody and everybody', [trust(['Service', 'ec2.amazonaws.com'])], [trust(['*', '*'])]],
])('%s: the first is no wider, the second is', (_, narrow, wide) => {
  expect([verdict(side(narrow), side(wide)), verdict(side(wide), side(narrow))]).toEqual(['no', 'yes']);
});

test.each<[string, readonly PlainStatement[], readonly PlainStatement[]]>([
  ['a list and its parts', [allow('s:Get', 'a b')], [allow('s:Get', 'a'), allow('s:Get', 'b')]],
  ['what a denial leaves, and the rest by name', [allow('s:*', '*'), deny('s:*', 'x*')], [{ effect: 'Allow', actions: ['s:*'], notResources: ['x*'] }]],
])('%s are the same', (_, one, other) => {
  expect([verdict(side(one), side(other)), verdict(side(other), side(one))]).toEqual(['no', 'no']);
});

test('a boundary limits, and a wider policy beyond it allows no more', () => {
  const boundary = [allow('s:*', 'a*')];
  expect(verdict(side([allow('*', '*')], boundary), side([allow('s:*', '*')], boundary))).toBe('no');
  expect(verdict(side([allow('*', '*')]), side([allow('*', '*')], boundary))).toBe('yes');
  expect(verdict(side([allow('s:Get', 'arn:aws:x')], [allow('*', 'arn:${P}:x')]), side([]))).toBe('undecided');
});

test('of a policy that nobody knows, only more than itself is decided', () => {
  const unknown = unknownPolicy('arn:1', true, 'if true');
  expect(verdict({ policies: unknown }, side([]))).toBe('undecided');
  expect(verdict({ policies: unknown }, side([allow('*', '*')]))).toBe('no');
  expect(verdict({ policies: unknown }, { policies: unknown })).toBe('no');
  expect(verdict({ policies: [...unknown, demandsOf(allow('s:Get', 'a'))] }, { policies: unknown })).toBe('yes');
  expect(verdict(side([allow('s:Get', 'a')]), { policies: [...side([allow('s:Get', 'a')]).policies, ...unknown] })).toBe('undecided');
});

test('a denial of what only the deployment knows may be one of what is allowed', () => {
  const [policies, denial] = [allow('s:Get', 'a'), deny('s:Get', '${P}')];
  expect(verdict(side([policies]), side([policies, denial]))).toBe('undecided');
  expect(verdict(side([policies, denial]), side([policies, denial]))).toBe('no');
});

test('what would take for ever is not decided', () => {
  const long = (letter: string) => Array.from({ length: 60 }, (_, index) => `*${letter}${'?'.repeat(index)}${letter}*`);
  const before = side([allow('s:Get', long('a').join(' ')), allow('s:Get', long('b').join(' '))]);
  expect(exceeds([], side([allow('s:Get', '*a*b*')]), before, new Meter(1000))).toBe('undecided');
});

test('of thousands of names with a part that only the deployment knows, only those that begin alike are compared', () => {
  const named = (user: string) => Array.from({ length: 2000 }, (_, index) => `arn:\${AWS::Partition}:rds-db:\${AWS::Region}:1:dbuser:db-${index}/${user}`);
  const [before, after] = [side([allow('rds-db:connect', named('reader').join(' '))]), side([allow('rds-db:connect', named('writer').join(' '))])];
  expect(exceeds([], after, before, new Meter(20_000))).toBe('yes');
  expect(exceeds([], before, before, new Meter(20_000))).toBe('no');
});

describe('compared with every call that the statements could tell apart', () => {
  const patterns = (all: string[]) => fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 2 });
  const conditions = fc.array(fc.constantFrom(when('StringEquals', 'r', 'a'), when('StringLike', 'r', 'a*', 'b'), when('StringNotEquals', 'r', 'a'),
    when('StringEqualsIfExists', 'r', 'b'), when('Null', 'r', 'true'), when('ForAnyValue:StringEquals', 't', 'x'),
    when('ForAllValues:StringLike', 't', 'x*'), when('NumericLessThan', 'n', '5'), when('NumericGreaterThanEquals', 'n', '5')), { maxLength: 2 });
  const statement = fc.record({
    effect: fc.constantFrom<'Allow' | 'Deny'>('Allow', 'Allow', 'Deny'),
    actions: patterns(['s:Get', 's:Put', 'S:g*', '*', 's:?ut']),
    resources: patterns(['a', 'ab', 'a*', '*b', 'a?', '*', '?', 'b*a']),
    negates: fc.constantFrom('', '', 'actions', 'resources'),
    conditions,
  }).map(({ negates, actions, resources, ...rest }): PlainStatement => ({
    ...rest,
    ...negates === 'actions' ? { notActions: actions } : { actions },
    ...negates === 'resources' ? { notResources: resources } : { resources },
  } as PlainStatement));
  const statements = fc.array(statement, { maxLength: 4 });
  const sides = fc.record({ policies: statements, boundary: fc.option(statements, { nil: undefined, freq: 3 }) });

  const TEXTS = ['', 'a', 'b', 'c', 'ab', 'aa', 'ac', 'bb', 'ba', 'ca', 'cb', 'acb', 'aab', 'bca', 'abc', 'cc', 'bcab', 'abcb', 'acc'];
  const ACTIONS = ['s:Get', 's:Put', 's:Gut', 's:Cut', 's:G', 't'];
  const CONTEXTS = [undefined, 'a', 'ac', 'b', 'c'].flatMap((r) =>
    [[], ['x'], ['xc'], ['c'], ['x', 'xc'], ['x', 'c'], ['xc', 'c']].flatMap((t) => [undefined, 4, 5].map((n) => ({ r, t, n }))));
  type Context = typeof CONTEXTS[number];

  const like = (pattern: string, text: string, flags = '') => new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, flags).test(text);
  const some = (all: readonly string[], text: string, flags = '') => all.some((one) => like(one, text, flags));
  const holds: { [operator: string]: (context: Context, values: readonly string[]) => boolean } = {
    'StringEquals': ({ r }, values) => r !== undefined && values.includes(r),
    'StringLike': ({ r }, values) => r !== undefined && some(values, r),
    'StringNotEquals': ({ r }, values) => r === undefined || !values.includes(r),
    'StringEqualsIfExists': ({ r }, values) => r === undefined || values.includes(r),
    'Null': ({ r }) => r === undefined,
    'ForAnyValue:StringEquals': ({ t }, values) => t.some((one) => values.includes(one)),
    'ForAllValues:StringLike': ({ t }, values) => t.every((one) => some(values, one)),
    'NumericLessThan': ({ n }, [value]) => n !== undefined && n < Number(value),
    'NumericGreaterThanEquals': ({ n }, [value]) => n !== undefined && n >= Number(value),
  };
  /** Which actions, resources and contexts a statement applies to. */
  function read(one: PlainStatement) {
    const { effect, conditions: all = [] } = one;
    return {
      effect,
      action: ACTIONS.map((action) => one.actions ? some(one.actions, action, 'i') : !some(one.notActions!, action, 'i')),
      resource: TEXTS.map((text) => one.resources ? some(one.resources, text) : !some(one.notResources!, text)),
      context: CONTEXTS.map((context) => all.every(({ operator, values }) => holds[operator](context, values))),
    };
  }

  function evaluator(policies: readonly PlainStatement[], boundary?: readonly PlainStatement[]) {
    const [own, limits] = [policies, boundary ?? []].map((all) => all.map(read));
    return (action: number, resource: number, context: number) => {
      const applying = (all: typeof own) => all.filter((one) => one.action[action] && one.resource[resource] && one.context[context]);
      const [allowing, limiting] = [own, limits].map(applying);
      return allowing.some(({ effect }) => effect === 'Allow') && (boundary === undefined || limiting.some(({ effect }) => effect === 'Allow'))
        && ![...allowing, ...limiting].some(({ effect }) => effect === 'Deny');
    };
  }

  test('the verdict is that of all calls, and never undecided', () => {
    fc.assert(fc.property(sides, sides, (after, before) => {
      const [is, was] = [after, before].map(({ policies, boundary }) => evaluator(policies, boundary));
      const isWider = ACTIONS.some((_, action) => TEXTS.some((__, resource) =>
        CONTEXTS.some((___, context) => is(action, resource, context) && !was(action, resource, context))));
      expect(verdict(side(after.policies, after.boundary), side(before.policies, before.boundary))).toBe(isWider ? 'yes' : 'no');
    }), { ...seed(28), numRuns: Number(process.env.PAIRS ?? 300) });
  });
});
