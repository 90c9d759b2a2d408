import { assemblyOf, connect, policy, role, template } from './assembly';
import { compare } from '../../../cli/report/compare/compare';
import { reportOfAny } from '../../../cli/report/model/build';

type Files = { readonly [path: string]: unknown };
const app = (resources: object = {}, rest: object = {}): Files => ({
  'S.template.json': { ...template({ Agent: role(), Connect: policy([connect('a')], { Roles: [{ Ref: 'Agent' }] }), ...resources }), ...rest },
});
const effects = (before: Files, after: Files) =>
  [...new Set(compare(reportOfAny(assemblyOf(before)), reportOfAny(assemblyOf(after))).changes.map(({ effect }) => effect))];

const doubled = (is: boolean) => Object.fromEntries([
  ['C0', { 'Fn::Equals': ['a', is ? 'a' : 'b'] }],
  ...Array.from({ length: 40 }, (_, index) => [`C${index + 1}`, { 'Fn::Or': [{ Condition: `C${index}` }, { Condition: `C${index}` }] }]),
]);
const MORE = { More: { ...policy([connect('*')], { Roles: [{ Ref: 'Agent' }] }), Condition: 'C40' } };

test('conditions that ask another one twice, forty times over, are answered', () => {
  expect(effects(app(), app(MORE, { Conditions: doubled(true) }))).toEqual(['more']);
  expect(effects(app(), app(MORE, { Conditions: doubled(false) }))).toEqual(['same']);
}, 5000);

test('a user of thousands of groups that nobody knows is not decided, in bounded time', () => {
  const of = (count: number) => app({
    User: { Type: 'AWS::IAM::User', Properties: { Groups: Array.from({ length: count }, (_, index) => `g${index}`) } },
    Own: policy([connect('a')], { Users: [{ Ref: 'User' }] }),
  });
  expect(effects(of(10), of(3000))).toEqual(['undecided']);
  expect(effects(of(10), of(11))).toEqual(['undecided']);
  expect(effects(of(10), of(10))).toEqual([]);
}, 20_000);

test('a text of CfnJson that is nested too deeply is not known, one beside it is', () => {
  const withJson = (Value: string, condition: object) => app({
    Json: { Type: 'Custom::AWSCDKCfnJson', Properties: { Value } },
    Connect: policy([{ ...connect('a'), Condition: condition }], { Roles: [{ Ref: 'Agent' }] }),
  });
  const own = { StringEquals: { 'Fn::GetAtt': ['Json', 'Value'] } };
  const deep = `{"k":${'['.repeat(90_000)}${']'.repeat(90_000)}}`;
  expect(effects(withJson(deep, own), withJson(deep, {}))).toEqual(['more']);
  expect(effects(withJson('{"k":"v"}', own), withJson('{}', { StringEquals: { k: 'v' } }))).toEqual([]);
});
