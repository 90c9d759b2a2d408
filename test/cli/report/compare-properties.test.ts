import * as fc from 'fast-check';
import { compareGrants } from '../../../cli/report/compare/compare-grants';
import { Grant } from '../../../cli/report/compare/grant';
import { seed } from '../../support/seed';

const region = (...values: string[]) => ({ operator: 'StringEquals', key: 'region', values });
const notTeam = (...values: string[]) => ({ operator: 'StringNotEquals', key: 'team', values });
const CONDITIONS = [[], [region('a')], [region('a', 'b')], [notTeam('x')], [notTeam('x', 'y')], [region('b'), notTeam('x')]];

const grants = fc.array(fc.record<Grant>({
  effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
  action: fc.constantFrom('s:Get', 's:Put', 's:*'),
  resource: fc.constantFrom('db-1', 'db-2', 'db-12', 'db-?', 'db-*', '*'),
  conditions: fc.constantFrom(...CONDITIONS),
  reason: fc.constant(''),
}), { maxLength: 4 });

/** Every call that the grants above could tell apart. */
const CALLS = ['s:Get', 's:Put'].flatMap((action) => ['db-1', 'db-2', 'db-12', 'db-3', 'x'].flatMap((resource) =>
  ['a', 'b', 'c'].flatMap((inRegion) => ['x', 'y', 'z'].map((team) => ({ action, resource, region: inRegion, team })))));
type Call = typeof CALLS[number];

const matches = (pattern: string, text: string) => new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
const applies = (grant: Grant, call: Call) => matches(grant.action, call.action) && matches(grant.resource, call.resource)
  && grant.conditions.every(({ key, values }) => key === 'region' ? values.includes(call.region) : !values.includes(call.team));

function isAllowed(all: readonly Grant[], call: Call): boolean {
  const applying = all.filter((grant) => applies(grant, call));
  return applying.length > 0 && applying.every(({ effect }) => effect === 'Allow');
}

test('if nothing is said to allow more, no call is allowed that was not', () => {
  fc.assert(fc.property(grants, grants, (before, after) => {
    fc.pre(!compareGrants(before, after).some(({ effect }) => effect === 'more'));
    expect(CALLS.filter((call) => isAllowed(after, call) && !isAllowed(before, call))).toEqual([]);
  }), { ...seed(5), numRuns: 300 });
});

test('if nothing is said to allow less, or to allow otherwise, every call is allowed that was', () => {
  fc.assert(fc.property(grants, grants, (before, after) => {
    fc.pre(!compareGrants(before, after).some(({ effect, kind }) => effect === 'less' || kind === 'condition changed'));
    expect(CALLS.filter((call) => isAllowed(before, call) && !isAllowed(after, call))).toEqual([]);
  }), { ...seed(6), numRuns: 300 });
});
