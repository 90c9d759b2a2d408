import { ChangedPermission, Effect } from './change';
import { Patterns } from './covers';
import { conditionKey, conditionsKey, Grant, keyOf } from './grant';
import { Condition } from '../model/report';

/** A change of one grant. */
export interface GrantChange extends Pick<ChangedPermission, 'dropped' | 'added'> {
  readonly effect: Effect;
  readonly kind: string;
  /** As it is now, or was if it is gone. */
  readonly grant: Grant;
}

/** What of some grants is new, gone, or under other conditions. */
export function compareGrants(before: readonly Grant[], after: readonly Grant[]): GrantChange[] {
  const [older, newer] = [byKey(before), byKey(after)];
  const [wasAllowed, isAllowed] = [new Patterns(before), new Patterns(after)];
  const [oldActions, newActions] = [before, after].map((grants) => new Set(grants.map(({ action }) => action)));
  return [...new Set([...newer.keys(), ...older.keys()])].flatMap((key) => {
    const [gone, come] = [without(older.get(key), newer.get(key)), without(newer.get(key), older.get(key))];
    if (gone.length === 1 && come.length === 1) {
      return [changedConditions(gone[0], come[0])];
    }
    return [
      ...come.map((grant) => appeared(grant, 'added', oldActions.has(grant.action), wasAllowed.covering(grant))),
      ...gone.map((grant) => appeared(grant, 'lost', newActions.has(grant.action), isAllowed.covering(grant))),
    ];
  });
}

function byKey(grants: readonly Grant[]): Map<string, Grant[]> {
  const found = new Map<string, Grant[]>();
  grants.forEach((grant) => found.set(keyOf(grant), [...found.get(keyOf(grant)) ?? [], grant]));
  return found;
}

/** Those whose conditions no other has. */
function without(grants: readonly Grant[] = [], others: readonly Grant[] = []): Grant[] {
  const known = new Set(others.map(({ conditions }) => conditionsKey(conditions)));
  return grants.filter(({ conditions }) => !known.has(conditionsKey(conditions)));
}

function appeared(grant: Grant, how: 'added' | 'lost', actionStays: boolean, covering: Grant | undefined): GrantChange {
  const widens = (how === 'added') === (grant.effect === 'Allow');
  const thing = grant.effect === 'Deny' ? 'denial' : actionStays ? 'resource' : 'permission';
  return covering === undefined
    ? { effect: widens ? 'more' : 'less', kind: `${thing} ${how}`, grant }
    : { effect: 'same', kind: `${thing} ${how}, ${how === 'added' ? 'covered before' : 'still covered'} by ${covering.resource}`, grant };
}

function changedConditions({ conditions: before }: Grant, grant: Grant): GrantChange {
  const [old, now] = [before, grant.conditions].map((conditions) => new Set(conditions.map(conditionKey)));
  const dropped = before.filter((condition) => !now.has(conditionKey(condition)));
  const added = grant.conditions.filter((condition) => !old.has(conditionKey(condition)));
  const isBelow = (narrower: readonly Condition[], wider: readonly Condition[]) =>
    wider.every((condition) => narrower.some((other) => isNarrower(other, condition)));
  const allowsNoMore = grant.effect === 'Allow' ? isBelow(added, dropped) : isBelow(dropped, added);
  const kind = added.length === 0 ? 'condition dropped' : dropped.length === 0 ? 'condition added' : 'condition changed';
  return { effect: allowsNoMore ? 'less' : 'more', kind, grant, dropped, added };
}

/** The same with fewer values. Operators that negate are the other way round; of what is neither, nothing is certain. */
function isNarrower({ operator, key, values }: Condition, than: Condition): boolean {
  const [fewer, more] = /Not/.test(operator) ? [than.values, values] : [values, than.values];
  return operator === than.operator && key === than.key && !/^ForAllValues/.test(operator) && fewer.every((value) => more.includes(value));
}
