import { CfnResource, Stack } from 'aws-cdk-lib';
import type { Agent } from '../agent';
import { registeredOf } from './databases';
import { PerApp } from '../../checks/per-app';
import { sameDatabaseName } from '../../checks/warnings/policies';
import { warn } from '../../checks/warnings/warning';
import { canonicalValue } from '../../tokens/canonical-value';
import { referredIn } from '../../tokens/referred-in';

/** Which database the agents of an app list under a name, by cluster and name. */
const listed = new PerApp(() => new Map<string, { readonly database: string; readonly label: string }>());

/** Teleport takes the databases of one name for replicas of one database. */
export function watchNames({ stack, reachable, label }: Agent, proxyServer: string): void {
  const known = listed.of(stack);
  for (const { name, uri, aws: { region, account_id: account } } of registeredOf(reachable)) {
    const key = JSON.stringify([proxyServer, name]);
    const place = [uri, region, account];
    if (place.some((value) => isOfDeployment(stack, value))) {
      continue; // it may be the same in two templates
    }
    const own = { database: JSON.stringify(place.map((value) => canonicalValue(stack, value))), label };
    const other = known.get(key) ?? own;
    if (other.database !== own.database) {
      warn(stack, sameDatabaseName(name, other.label, label));
    }
    known.set(key, own);
  }
}

/** Parameters, which each template has for itself, even for one value. */
const isOfDeployment = (stack: Stack, value: unknown): boolean =>
  referredIn(stack, value).some((target) => !CfnResource.isCfnResource(target));
