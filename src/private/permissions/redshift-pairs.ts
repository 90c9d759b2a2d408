import { Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { CfnCluster } from 'aws-cdk-lib/aws-redshift';
import { Conditions, Permission } from './permission';
import { TeleportDatabase } from '../../databases/database';
import { DatabaseFacts } from '../../databases/private/database-facts';
import { NAMES } from '../aws/name-rules';
import { bounded } from '../tokens/bounded-text';
import { isParameter as isCfnParameter } from '../tokens/referred-values';
import { isResource } from '../tokens/resource-type';
import { Names } from '../types/operation';

const EVERY_CLUSTER = '*';
/** No cluster has such a name. */
const [ANY_PARAMETER, ANY_NAME] = ['any parameter', 'any name'];

/**
 * IAM evaluates Redshift's users and database names one by one, so it would mix those of several values of one cluster: the users
 * of the first with the databases of the second. If values of a cluster differ, each statement is limited to its own database names.
 */
export function pairsOf(databases: readonly TeleportDatabase[]): (permission: Permission, facts: DatabaseFacts) => Permission {
  const isMixed = mixedIn(databases);
  return (permission, facts) => {
    const conditions = permission.actions.includes('redshift:GetClusterCredentials') && isMixed(facts) ? toNames(facts.names) : undefined;
    return conditions === undefined ? permission : { ...permission, conditions: { ...permission.conditions, ...conditions } };
  };
}

/** Whether one of these databases has the cluster of another one, and other users or database names. */
export function mixedIn(databases: readonly TeleportDatabase[]): (facts: DatabaseFacts) => boolean {
  const pairs = new Map<string, Set<string>>();
  const add = (cluster: string, pair: string) => pairs.set(cluster, (pairs.get(cluster) ?? new Set()).add(pair));
  for (const { _facts: facts } of databases) {
    const pair = facts.assumedRole === undefined ? pairIn(facts.names) : undefined;
    if (pair !== undefined) {
      const cluster = clusterOf(facts);
      add(cluster, pair);
      add(isParameter(cluster) ? ANY_PARAMETER : ANY_NAME, pair);
    }
  }
  return (facts) => {
    const cluster = clusterOf(facts);
    // two parameters are assumed to name different clusters, but each may name any literal cluster
    const others = cluster === EVERY_CLUSTER ? [ANY_PARAMETER, ANY_NAME]
      : [cluster, EVERY_CLUSTER, isParameter(cluster) ? ANY_NAME : ANY_PARAMETER];
    return new Set(others.flatMap((one) => [...pairs.get(one) ?? []])).size > 1;
  };
}

/** A cluster's name, equal whether it is defined or imported. A token that is no parameter may be the name of any cluster. */
function clusterOf(facts: DatabaseFacts): string {
  const name = clusterNameOf(facts);
  return Token.isUnresolved(name) && !isParameter(name) ? EVERY_CLUSTER : name;
}

/** What tells a cluster from others, as far as that is known. */
export function clusterNameOf({ names: { clusterIdentifier = [] }, construct }: DatabaseFacts): string {
  const isOwned = isResource<CfnCluster>(construct, 'AWS::Redshift::Cluster');
  const [name] = isOwned ? [construct.clusterIdentifier] : clusterIdentifier;
  if (name === undefined) {
    return isOwned ? construct.node.path : EVERY_CLUSTER;
  }
  return Token.isUnresolved(name) ? name : name.toLowerCase(); // as AWS stores it
}

function isParameter(name: string): boolean {
  if (!Token.isUnresolved(name)) {
    return false; // most are known
  }
  const { firstToken, length } = Tokenization.reverseString(name);
  return length === 1 && Reference.isReference(firstToken) && isCfnParameter(firstToken.target);
}

function pairIn({ databaseUser, databaseName }: Names): string | undefined {
  return databaseUser === undefined || databaseName === undefined ? undefined : JSON.stringify([databaseUser, databaseName]);
}

/** Teleport always says which database it asks for. */
function toNames({ databaseName = [] }: Names): Conditions | undefined {
  const names = databaseName.map((name) => bounded(name, NAMES.databaseName));
  return databaseName.includes('*') ? undefined : { StringLike: { 'redshift:DbName': names } };
}
