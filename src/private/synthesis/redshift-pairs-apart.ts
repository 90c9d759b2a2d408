import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { SynthesisRule, warningsOn } from './synthesis-rule';
import { TeleportDatabase } from '../../databases/database';
import { redshiftPairsMixed } from '../checks/warnings/policies';
import { clusterNameOf, mixedIn } from '../permissions/redshift-pairs';
import { readable } from '../tokens/readable-text';

/** What a policy opens in Redshift: every user can open every database name, unless the statement is limited to these. */
interface Opened {
  readonly scope: IConstruct;
  readonly cluster: string;
  readonly regions: readonly string[];
  readonly users: readonly string[];
  readonly names: readonly string[];
  readonly isLimited: boolean;
}

const ANY = '*';

/** No two policies of one identity together open what neither does: a user of one with a database of the other. */
export const redshiftPairsApart: SynthesisRule = (app) => app.each('policy', ({ identity, content }, scope) => {
  const own = openedIn(scope, content.declaration.databases);
  if (own.length === 0) {
    return []; // as most policies
  }
  const all = app.ofIdentity('policy', scope, identity);
  const earlier = all.slice(0, all.findIndex((one) => one.scope === scope));
  const opened = earlier.flatMap((one) => openedIn(one.scope, one.subject.content.declaration.databases));
  const mixed = opened.filter((other) => own.some((one) => doMix(one, other)));
  return warningsOn(scope, [...new Map(mixed.map((other) => [other.scope.node.path, other]))].map(([path, { cluster }]) =>
    redshiftPairsMixed(cluster === ANY ? 'every cluster' : readable(Stack.of(scope), cluster), scope.node.path, path)));
});

function openedIn(scope: IConstruct, databases: readonly TeleportDatabase[] = []): Opened[] {
  const opened = databases.filter(({ _facts: { names, assumedRole } }) => names.databaseName !== undefined && assumedRole === undefined);
  const isLimited = mixedIn(opened);
  return opened.map(({ _facts: facts }) => {
    const { regions = [Stack.of(scope).region], names: { databaseUser = [], databaseName = [] } } = facts;
    return { scope, cluster: clusterNameOf(facts), regions, users: databaseUser, names: databaseName, isLimited: isLimited(facts) };
  });
}

function doMix(one: Opened, other: Opened): boolean {
  return isSame([one.cluster], [other.cluster]) && isSame(one.regions, other.regions) && (opens(one, other) || opens(other, one));
}

const isSame = (some: readonly string[], others: readonly string[]) =>
  some.includes(ANY) || others.includes(ANY) || some.some((one) => others.includes(one));

/** Whether a user of `one` could open a database that only `other` names. */
function opens(one: Opened, other: Opened): boolean {
  return !one.isLimited && !has(other.users, one.users) && !has(one.names, other.names);
}

const has = (some: readonly string[], others: readonly string[]) => some.includes(ANY) || others.every((one) => some.includes(one));
