import { can, isGrantable } from './check-types';
import { Discovery } from './discover';
import { Permission } from './permission';
import { permit } from './permit';
import { DatabaseFacts } from '../../databases/private/database-facts';
import { SelfGrant } from '../../policies/self-grant';
import { Identity } from '../identities/identity';
import { isEverywhere } from '../tokens/arn-scope';
import { BoundedText } from '../tokens/bounded-text';
import { CATALOGUE, DatabaseKind } from '../types';
import { selfGrant as ownPolicies } from '../types/iam';

/** What Teleport needs to edit the inline policies of its own identity; with a boundary, as long as the identity has that. */
export function selfGrantsOf(identity: Identity, selfGrant: SelfGrant | undefined, boundaryArn: BoundedText | undefined): Permission[] {
  if (selfGrant === undefined) {
    return [];
  }
  const whole = wholeSelfGrant(identity);
  return boundaryArn === undefined ? [whole] : whileBounded(whole, boundaryArn);
}

/** What Teleport needs to edit the inline policies of its own identity, whether or not that has a boundary. */
export function wholeSelfGrant(identity: Identity): Permission {
  return {
    sid: ownPolicies.sid,
    reason: ownPolicies.reason,
    actions: ownPolicies.actions.map((action) => action.replace('{kind}', identity.identityType)),
    resources: [identity.arn],
    identities: [identity],
    onSelf: true,
  };
}

/** The edits under the condition that the identity has the boundary. Reads stand apart, as IAM has no such condition for them. */
export function whileBounded(whole: Permission, boundaryArn: BoundedText): Permission[] {
  const reads = whole.actions.filter((action) => action.startsWith('iam:Get'));
  const edits = whole.actions.filter((action) => !reads.includes(action));
  return [
    { ...whole, sid: whole.sid && 'SelfGrantRead', actions: reads, conditions: undefined },
    { ...whole, actions: edits, conditions: { ArnEquals: { 'iam:PermissionsBoundary': [boundaryArn] } } },
  ].filter(({ actions }) => actions.length > 0);
}

/** What Teleport may grant itself: to connect to every database of the types that it discovers. */
export function grantableLogins({ scope, databaseTypes, asDocumented }: Discovery): Permission[] {
  return asDocumented ? [] : databaseTypes.filter((type) => can(type, isGrantable)).flatMap((type) => {
    const { operations: { connect = [] }, users: { every } } = CATALOGUE[type];
    return connect.map((operation) => permit(operation, scope, every));
  });
}

/** Whether these logins open a database already: those of all its types, in all its regions. Names are not compared: they may be tokens. */
export function isGrantableIn({ scope, ownRegion, databaseTypes }: Discovery, { types, regions }: DatabaseFacts): boolean {
  const grantableTypes: readonly DatabaseKind[] = databaseTypes.filter((type) => can(type, isGrantable));
  const isDiscovered = types.every((type) => grantableTypes.includes(type));
  const isThere = isEverywhere(scope) || (regions ?? [ownRegion]).every((region) => scope.regions.some(({ text }) => text === region));
  return isDiscovered && isThere;
}

const LOGINS = new Set(Object.values(CATALOGUE)
  .flatMap(({ operations: { connect = [] } }) => connect).map(({ actions }) => actions.join()));

/** The permissions without logins, which the boundary has as patterns. */
export const withoutLogins = (permissions: readonly Permission[]): Permission[] =>
  permissions.filter(({ actions }) => !LOGINS.has(actions.join()));
