import { IConstruct } from 'constructs';
import { matches } from '../aws/wildcards';
import { invalid, words } from '../checks/invalid';
import { warn } from '../checks/warning';
import { policyOutsideBoundary } from '../checks/warnings';
import { Identity } from '../identities/identity';
import { keyOf } from '../identities/identity-key';
import { Permission } from '../permissions/permission';

/** A policy of this library, and what the boundary that comes with it contains. */
interface PolicyOfIdentity {
  readonly scope: IConstruct;
  readonly permissions: readonly Permission[];
  readonly boundary?: readonly Permission[];
}

const known = new WeakMap<IConstruct, Map<string, PolicyOfIdentity[]>>();

/** The policies that the app gives to an identity, however often it imports it. */
function policiesOf(root: IConstruct, identity: Identity): PolicyOfIdentity[] {
  const ofApp = known.get(root) ?? new Map<string, PolicyOfIdentity[]>();
  known.set(root, ofApp);
  const key = keyOf(identity);
  const policies = ofApp.get(key) ?? [];
  ofApp.set(key, policies);
  return policies;
}

/** An identity has one boundary: those of two policies would each need the place of the other. */
export function checkOneBoundary(scope: IConstruct, identity: Identity): void {
  const other = policiesOf(scope.node.root, identity).find(({ boundary }) => boundary !== undefined);
  if (other !== undefined) {
    throw invalid('selfGrant', `be SelfGrant.BOUNDED in one policy of ${identity.label} only, because an identity has one boundary`,
      words(`a second one beside ${other.scope.node.path}`), 'declare everything in one construct');
  }
}

/** Warns of a policy that allows what the boundary of another one of the same identity forbids. */
export function watchBoundary(own: PolicyOfIdentity, identity: Identity): void {
  const policies = policiesOf(own.scope.node.root, identity);
  policies.push(own);
  const bounding = policies.find(({ boundary }) => boundary !== undefined);
  if (bounding?.boundary !== undefined) {
    const { scope, boundary } = bounding;
    const others = own === bounding ? policies.filter((policy) => policy !== own) : [own];
    others.forEach((other) => warnOfOutside(other, boundary, scope));
  }
}

function warnOfOutside({ scope, permissions }: PolicyOfIdentity, boundary: readonly Permission[], bounding: IConstruct): void {
  const outside = permissions.filter((permission) => !isWithin(permission, boundary)).flatMap(({ actions }) => actions);
  if (outside.length > 0) {
    warn(scope, policyOutsideBoundary(scope.node.path, bounding.node.path, [...new Set(outside)]));
  }
}

/** Whether the boundary has each action on each resource, under any condition. */
function isWithin({ actions, resources }: Permission, boundary: readonly Permission[]): boolean {
  return actions.every((action) => {
    const patterns = boundary.filter((allowed) => allowed.actions.includes(action)).flatMap((allowed) => allowed.resources);
    return resources.every(({ text }) => patterns.some((pattern) => matches(pattern.text, text)));
  });
}
