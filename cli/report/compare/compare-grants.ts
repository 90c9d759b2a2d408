import { ChangedPermission, Effect } from './change';
import { Patterns } from './covers';
import { conditionKey, conditionsKey, demandsOfGrant, Grant, keyOf } from './grant';
import { Judge, judgeOf, narrowing, widening, worst } from './judge';
import { Meter } from '../../iam/text';

/** A change of one grant. */
export interface GrantChange extends Pick<ChangedPermission, 'dropped' | 'added'> {
  readonly effect: Effect;
  readonly kind: string;
  /** As it is now, or was if it is gone. */
  readonly grant: Grant;
}

/** What of some grants is new, gone, or under other conditions. `judge` knows what else decides. */
export function compareGrants(
  before: readonly Grant[], after: readonly Grant[], judge: Judge = judgeOf(sideOf(before), sideOf(after), new Meter()),
): GrantChange[] {
  const [older, newer] = [byKey(before), byKey(after)];
  const [wasAllowed, isAllowed] = [new Patterns(before), new Patterns(after)];
  const [oldActions, newActions] = [before, after].map((grants) => new Set(grants.map(({ action }) => action)));
  return [...new Set([...newer.keys(), ...older.keys()])].flatMap((key) => {
    const [gone, come] = [without(older.get(key), newer.get(key)), without(newer.get(key), older.get(key))];
    if (gone.length === 1 && come.length === 1) {
      return [changedConditions(gone[0], come[0], judge)];
    }
    return [
      ...come.map((grant) => appeared(grant, 'added', oldActions.has(grant.action), wasAllowed, judge)),
      ...gone.map((grant) => appeared(grant, 'lost', newActions.has(grant.action), isAllowed, judge)),
    ];
  });
}

const sideOf = (grants: readonly Grant[]) =>
  ({ policies: grants.map((grant) => ({ effect: grant.effect, demands: demandsOfGrant(grant) })) });

function byKey(grants: readonly Grant[]): Map<string, Grant[]> {
  const found = new Map<string, Grant[]>();
  for (const grant of grants) {
    const own = found.get(keyOf(grant));
    own === undefined ? found.set(keyOf(grant), [grant]) : own.push(grant);
  }
  return found;
}

/** Those whose conditions no other has. */
function without(grants: readonly Grant[] = [], others: readonly Grant[] = []): Grant[] {
  const known = new Set(others.map(({ conditions }) => conditionsKey(conditions)));
  return grants.filter(({ conditions }) => !known.has(conditionsKey(conditions)));
}

function appeared(grant: Grant, how: 'added' | 'lost', actionStays: boolean, others: Patterns, judge: Judge): GrantChange {
  const thing = grant.effect === 'Deny' ? 'denial' : actionStays ? 'resource' : 'permission';
  const widens = (how === 'added') === (grant.effect === 'Allow');
  const demands = demandsOfGrant(grant);
  const effect = widens ? widening(judge.more(demands)) : narrowing(judge.less(demands));
  if (effect !== 'same') {
    return { effect, kind: `${thing} ${how}`, grant };
  }
  const covering = others.covering(grant)?.resource;
  const same = covering === undefined ? 'without effect' : `${how === 'added' ? 'covered before' : 'still covered'} by ${covering}`;
  return { effect, kind: `${thing} ${how}, ${same}`, grant };
}

function changedConditions(gone: Grant, grant: Grant, judge: Judge): GrantChange {
  const [old, now] = [gone.conditions, grant.conditions].map((conditions) => new Set(conditions.map(conditionKey)));
  const dropped = gone.conditions.filter((condition) => !now.has(conditionKey(condition)));
  const added = grant.conditions.filter((condition) => !old.has(conditionKey(condition)));
  const both = [grant, gone].map(demandsOfGrant);
  const more = widening(worst(both.map(judge.more)));
  const kind = added.length === 0 ? 'condition dropped' : dropped.length === 0 ? 'condition added' : 'condition changed';
  return { effect: more === 'same' ? narrowing(worst(both.map(judge.less))) : more, kind, grant, dropped, added };
}
