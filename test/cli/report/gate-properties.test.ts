import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { compare } from '../../../cli/report/compare/compare';
import { reportOfAny } from '../../../cli/report/model/build';
import { seed } from '../../support/seed';

/** A statement, by what it means. `stage`: where it is there at all. */
interface Meant {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly isNotActions: boolean;
  readonly on: readonly string[];
  readonly isNotOn: boolean;
  readonly condition?: readonly [operator: string, values: readonly string[]];
  readonly stage?: 'prod' | 'dev';
}
interface App {
  readonly library: readonly Meant[];
  readonly byHand: readonly Meant[];
  readonly inline: readonly Meant[];
  readonly isAdministrator: boolean;
  readonly boundary?: readonly Meant[];
  readonly trust: readonly Meant[];
  /** How values are written. */
  readonly style: number;
}

const some = <T>(...all: readonly T[]) => fc.uniqueArray(fc.constantFrom(...all), { minLength: 1, maxLength: 2 });
const rarely = fc.constantFrom(false, false, false, true);
const conditions = fc.constantFrom<Meant['condition'][]>(undefined, undefined, ['StringEquals', ['a']], ['StringLike', ['a*', 'b']],
  ['StringNotEquals', ['a']], ['StringEqualsIfExists', ['a', 'b']]);
const meant = (actions: fc.Arbitrary<string[]>, on: fc.Arbitrary<string[]>) => fc.array(fc.record<Meant>({
  effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
  actions,
  isNotActions: rarely,
  on,
  isNotOn: rarely,
  condition: conditions,
  stage: fc.constantFrom(undefined, undefined, undefined, 'prod', 'dev'),
}), { maxLength: 2 });
const statements = meant(some('s:Get', 's:Put', 's:*', '*', 'S:g*'), some('a', 'ab', 'a*', '*', '?', '*b'));
const ACCOUNT = 'arn:aws:iam::111111111111:root';
const ROLE = 'arn:aws:iam::111111111111:role/x';
const trust = meant(some('sts:AssumeRole', 'sts:*'), some(ACCOUNT, ROLE, 'arn:aws:iam::222222222222:role/x', 'ec2.amazonaws.com'))
  .map((all) => all.map((one) => ({ ...one, isNotActions: false, isNotOn: one.isNotOn && one.effect === 'Deny' })));
const apps = fc.record<App>({
  library: statements,
  byHand: statements,
  inline: statements,
  trust,
  isAdministrator: fc.constantFrom(false, false, false, false, false, true),
  boundary: fc.option(statements, { nil: undefined, freq: 2 }),
  style: fc.nat(4),
});
/** The second is often the first with one part of another. */
const pairs = fc.tuple(apps, apps, fc.constantFrom<(keyof App)[]>('library', 'byHand', 'inline', 'boundary', 'trust', 'isAdministrator'), fc.boolean())
  .map(([before, other, key, isSmall]) => ({ before, after: isSmall ? { ...before, [key]: other[key], style: other.style } : other }));

function written({ effect, actions, isNotActions, on, isNotOn, condition, stage }: Meant, style: number, isTrust: boolean): object {
  const value = (text: string) => [
    text,
    { 'Fn::Join': ['', [text.slice(0, 1), text.slice(1)]] },
    { 'Fn::Sub': ['${whole}', { whole: text }] },
    { 'Fn::If': ['IsProd', text, { 'Fn::Join': ['', [text]] }] },
    { 'Fn::Select': [1, ['', text]] },
  ][style];
  const types = (all: readonly string[]) => all.reduce<Record<string, unknown[]>>((found, one) => {
    const type = one.startsWith('arn:') ? 'AWS' : 'Service';
    return { ...found, [type]: [...found[type] ?? [], value(one)] };
  }, {});
  const statement = {
    Effect: effect,
    [isNotActions ? 'NotAction' : 'Action']: actions.map(value),
    ...isTrust ? { [isNotOn ? 'NotPrincipal' : 'Principal']: types(on) } : { [isNotOn ? 'NotResource' : 'Resource']: on.map(value) },
    ...condition && { Condition: { [condition[0]]: { 'aws:RequestedRegion': condition[1].map(value) } } },
  };
  const nothing = { Ref: 'AWS::NoValue' };
  return stage === undefined ? statement : { 'Fn::If': stage === 'prod' ? ['IsProd', statement, nothing] : ['IsProd', nothing, statement] };
}

function templateOf({ library, byHand, inline, isAdministrator, boundary, trust: trusted, style }: App): object {
  const document = (all: readonly Meant[], isTrust = false) => ({ Statement: all.map((one) => written(one, style, isTrust)) });
  const managed = (Description: string, all: readonly Meant[], Roles?: unknown) =>
    ({ Type: 'AWS::IAM::ManagedPolicy', Properties: { Description, PolicyDocument: document(all), Roles } });
  return {
    Parameters: { Stage: { Type: 'String', Default: 'dev' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
    Resources: {
      Agent: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: document(trusted, true),
          Policies: [{ PolicyName: 'inline', PolicyDocument: document(inline) }],
          ManagedPolicyArns: [...isAdministrator ? ['arn:aws:iam::aws:policy/AdministratorAccess'] : []],
          ...boundary && { PermissionsBoundary: { Ref: 'Limit' } },
        },
      },
      Library: managed('What a Teleport agent needs for AWS databases', library, [{ Ref: 'Agent' }]),
      ByHand: managed('By hand', byHand, [{ Ref: 'Agent' }]),
      ...boundary && { Limit: managed('A limit', boundary) },
    },
  };
}

const ON = ['', 'a', 'b', 'c', 'ab', 'aa', 'ac', 'bb', 'cb', 'cc', 'aab', 'acb', 'ccb', 'cab', 'abc'];
const WHO = ['x', 'y'].flatMap((name) => ['111111111111', '222222222222'].map((account) => `arn:aws:iam::${account}:role/${name}`))
  .concat('ec2.amazonaws.com', 'ecs.amazonaws.com');
const ACTIONS = ['s:Get', 's:Put', 's:List', 's:G', 't:Get'];
const REGIONS = [undefined, 'a', 'ac', 'b', 'c'];
interface Call { readonly action: string; readonly on: string; readonly region?: string }
const callsOn = (actions: readonly string[], all: readonly string[]): Call[] =>
  actions.flatMap((action) => all.flatMap((on) => REGIONS.map((region) => ({ action, on, region }))));
const CALLS = callsOn(ACTIONS, ON);
const ASSUMPTIONS = callsOn(['sts:AssumeRole', 'sts:TagSession'], WHO);

const REGEXES = new Map<string, RegExp>();
function like(pattern: string, text: string): boolean {
  const known = REGEXES.get(pattern) ?? new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
  REGEXES.set(pattern, known);
  return known.test(text);
}
const HOLDS: { readonly [operator: string]: (values: readonly string[], region?: string) => boolean } = {
  StringEquals: (values, region) => region !== undefined && values.includes(region),
  StringLike: (values, region) => region !== undefined && values.some((value) => like(value, region)),
  StringNotEquals: (values, region) => region === undefined || !values.includes(region),
  StringEqualsIfExists: (values, region) => region === undefined || values.includes(region),
};
const isPrincipal = (principal: string, who: string) =>
  principal === who || (principal === ACCOUNT && who.startsWith('arn:aws:iam::111111111111:'));

function applies({ actions, isNotActions, on, isNotOn, condition }: Meant, call: Call, isTrust: boolean): boolean {
  return actions.some((action) => like(action.toLowerCase(), call.action.toLowerCase())) !== isNotActions
    && on.some((one) => isTrust ? isPrincipal(one, call.on) : like(one, call.on)) !== isNotOn
    && (condition === undefined || HOLDS[condition[0]](condition[1], call.region));
}

/** What some statements say to each call. */
function answers(all: readonly Meant[], stage: string, calls: readonly Call[], isTrust = false): { allowed: boolean[]; denied: boolean[] } {
  const there = all.filter((one) => one.stage === undefined || one.stage === stage);
  const of = (effect: Meant['effect']) => calls.map((call) => there.some((one) => one.effect === effect && applies(one, call, isTrust)));
  return { allowed: of('Allow'), denied: of('Deny') };
}

const EVERYTHING: Meant = { effect: 'Allow', actions: ['*'], isNotActions: false, on: ['*'], isNotOn: false };

/** Whether a call is allowed that was not, or a denial is gone that nothing of the assembly made needless. */
function isWider(before: readonly Meant[], after: readonly Meant[], stage: string, limits?: [App['boundary'], App['boundary']], isTrust = false): boolean {
  const calls = isTrust ? ASSUMPTIONS : CALLS;
  const [was, is] = [before, after].map((all) => answers(all, stage, calls, isTrust));
  const [most, mostNow] = (limits ?? [undefined, undefined]).map((all) => answers(all ?? [EVERYTHING], stage, calls));
  return calls.some((_, index) => {
    const [old, now] = [[was, most], [is, mostNow]].map(([own, limit]) => isTrust ? own.allowed[index] && !own.denied[index]
      : own.allowed[index] && limit.allowed[index] && !own.denied[index] && !limit.denied[index]);
    return (now && !old) || (was.denied[index] && !is.denied[index] && !was.allowed[index]);
  });
}

function isWiderApp(before: App, after: App): boolean {
  const own = ({ library, byHand, inline, isAdministrator }: App) => [...library, ...byHand, ...inline, ...isAdministrator ? [EVERYTHING] : []];
  return (before.boundary !== undefined && after.boundary === undefined) || ['prod', 'dev'].some((stage) =>
    isWider(own(before), own(after), stage, [before.boundary, after.boundary])
    || (before.boundary && after.boundary && isWider(before.boundary, after.boundary, stage))
    || isWider(before.trust, after.trust, stage, undefined, true));
}

const folder = mkdtempSync(join(tmpdir(), 'pairs-'));
function reportOfApp(app: App) {
  writeFileSync(join(folder, 'Teleport.template.json'), JSON.stringify(templateOf(app)));
  return reportOfAny(folder);
}

test('nothing wider passes, and nothing that is no wider fails', () => {
  const counts = { wider: 0, others: 0 };
  fc.assert(fc.property(pairs, ({ before, after }) => {
    const expected = isWiderApp(before, after);
    counts[expected ? 'wider' : 'others'] += 1;
    const effects = compare(reportOfApp(before), reportOfApp(after)).changes.map(({ effect }) => effect);
    expect(effects.includes('more') || effects.includes('undecided')).toBe(expected);
  }), { ...seed(28), numRuns: Number(process.env.PAIRS ?? 60) });
  expect(Math.min(counts.wider, counts.others)).toBeGreaterThan(10);
  if (process.env.PAIRS) {
    process.stderr.write(`${counts.wider} pairs are wider, ${counts.others} are not\n`);
  }
});
