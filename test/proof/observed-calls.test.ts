import { isAllowed, Request } from './evaluator';
import { OBSERVED, ObservedCall } from '../support/real-teleport/calls';
import { Declared, POLICIES } from '../support/real-teleport/declarations';
import { DENIED, NEVER_CALLED } from '../support/real-teleport/never-called';

/** What a real Teleport called, held against the policy with which it ran. */
const may = (declared: Declared, { action, on, given }: Pick<ObservedCall, 'action' | 'on' | 'given'>): boolean => {
  const [, , , region] = on.split(':');
  const request: Request = { action, resource: on, context: { 'aws:RequestedRegion': region || 'us-east-1', ...given } };
  return isAllowed({ policies: POLICIES[declared] }, request);
};

const shown = ({ declared, action, on }: ObservedCall) => `${declared}: ${action} on ${on}`;
const wrong = (calls: readonly ObservedCall[], expected: boolean) => calls.filter((call) => may(call.declared, call) !== expected).map(shown);

/** The same call elsewhere. */
const moved = (call: ObservedCall, part: 3 | 4, to: string): ObservedCall =>
  ({ ...call, on: call.on.split(':').map((text, index) => index === part ? to : text).join(':') });

const isGlobal = ({ on }: ObservedCall) => on.startsWith('arn:aws:iam::');

test('every call that a real Teleport made is allowed by the policy of its declaration', () => {
  expect(OBSERVED.length).toBeGreaterThan(100);
  expect(wrong(OBSERVED, true)).toEqual([]);
});

test('nothing else is called in its place: the action next to it is denied', () => {
  expect(wrong(OBSERVED.map((call) => ({ ...call, action: call.neighbouring })), false)).toEqual([]);
});

test('nor on another resource', () => {
  const named = OBSERVED.filter(({ neighbour }) => neighbour !== undefined && neighbour !== 'any');
  expect(wrong(named.map((call) => ({ ...call, on: call.neighbour! })), false)).toEqual([]);
});

test('nor in another region', () => {
  expect(wrong(OBSERVED.filter((call) => !isGlobal(call)).map((call) => moved(call, 3, 'us-east-1')), false)).toEqual([]);
});

test('nor in another account; lists have none but the agent\'s', () => {
  expect(wrong(OBSERVED.filter(({ neighbour }) => neighbour !== undefined).map((call) => moved(call, 4, '999999999999')), false)).toEqual([]);
});

test.each<[string, ObservedCall['action'], ObservedCall['given']]>([
  ['the external id of a role', 'sts:AssumeRole', { 'sts:ExternalId': 'prod-us' }],
  ['the tag of a managed user', 'elasticache:ModifyUser', {}],
  ['the tag of a managed user', 'memorydb:UpdateUser', {}],
  ['the tag of a database that is modified', 'rds:ModifyDBInstance', { 'aws:ResourceTag/env': 'dev' }],
])('nor without %s: %s', (_, action, given) => {
  const calls = OBSERVED.filter((call) => call.action === action && Object.keys(call.given).some((key) => key !== 'aws:RequestedRegion'));
  expect(calls.length).toBeGreaterThan(0);
  expect(wrong(calls.map((call) => ({ ...call, given })), false)).toEqual([]);
});

test('STS is called at its global endpoint, which counts as us-east-1: a role may be assumed there, and from every region', () => {
  const roles = OBSERVED.filter(isGlobal);
  expect(roles.map(({ given }) => given['aws:RequestedRegion'])).toEqual(['us-east-1', 'us-east-1', 'us-east-1', 'us-east-1']);
  expect(wrong(roles.map((call) => ({ ...call, given: { ...call.given, 'aws:RequestedRegion': 'eu-west-1' } })), true)).toEqual([]);
});

test.each(DENIED)('what a real Teleport asked for and is not given: $action, because $reason', ({ declared, action, on }) => {
  expect(may(declared, { action, on, given: {} })).toBe(false);
});

test('what is allowed and was never called is known, with the reason', () => {
  const called = new Set(OBSERVED.map(({ declared, action }) => `${declared}: ${action}`));
  const granted = Object.entries(POLICIES).flatMap(([declared, documents]) => documents
    .flatMap(({ Statement }) => [Statement].flat()).flatMap(({ Action }) => [Action].flat()).map((action) => `${declared}: ${action}`));
  expect([...new Set(granted)].filter((one) => !called.has(one)).sort())
    .toEqual(NEVER_CALLED.flatMap(({ actions }) => actions.map(({ declared, action }) => `${declared}: ${action}`)).sort());
});
