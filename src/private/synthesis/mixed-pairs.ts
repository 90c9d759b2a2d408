import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { ByIdentity } from './by-identity';
import { TeleportDatabase } from '../../databases/database';
import { redshiftPairsMixed } from '../checks/warnings/policies';
import { warn } from '../checks/warnings/warning';
import { Identity } from '../identities/identity';
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

const openedBy = new ByIdentity<Opened>();

/** Warns of two policies of one identity that together open what neither does: a user of one with a database of the other. */
export function watchPairs(scope: IConstruct, identity: Identity, databases: readonly TeleportDatabase[] = []): void {
  const own = openedIn(scope, databases);
  if (own.length === 0) {
    return; // as most policies
  }
  const all = openedBy.of(scope, identity);
  const mixed = all.filter((other) => own.some((one) => doMix(one, other)));
  for (const [path, { cluster }] of new Map(mixed.map((other) => [other.scope.node.path, other]))) {
    const what = cluster === ANY ? 'every cluster' : readable(Stack.of(scope), cluster);
    warn(scope, redshiftPairsMixed(what, scope.node.path, path));
  }
  all.push(...own);
}

function openedIn(scope: IConstruct, databases: readonly TeleportDatabase[]): Opened[] {
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

/** Whether the users of one, who are not those of the other, can open a database name of the other that is not theirs. */
function opens({ users, names, isLimited }: Opened, other: Opened): boolean {
  return !isLimited && !has(other.users, users) && !has(names, other.names);
}

const has = (some: readonly string[], others: readonly string[]) => some.includes(ANY) || others.every((one) => some.includes(one));
