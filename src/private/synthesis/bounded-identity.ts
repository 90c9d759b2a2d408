import { IConstruct } from 'constructs';
import { ByIdentity } from './by-identity';
import { matches } from '../aws/wildcards';
import { invalid, verbatim } from '../checks/invalid';
import { policyOutsideBoundary } from '../checks/warnings/boundaries';
import { warn } from '../checks/warnings/warning';
import { Identity } from '../identities/identity';
import { Permission } from '../permissions/permission';

/** A policy of this library, and what the boundary that comes with it contains; or a boundary of its own, which allows nothing. */
interface PolicyOfIdentity {
  readonly scope: IConstruct;
  readonly permissions: readonly Permission[];
  readonly boundary?: readonly Permission[];
  /** How what another policy allows comes into the boundary. */
  readonly fix: string;
}

const policiesOf = new ByIdentity<PolicyOfIdentity>();

/** An identity has one boundary: those of two policies would each need the place of the other. */
export function checkOneSelfGrant(scope: IConstruct, identity: Identity): void {
  const other = otherBoundary(scope, identity);
  if (other !== undefined) {
    throw invalid('selfGrant', `be SelfGrant.BOUNDED in one policy of ${identity.label} only, because an identity has one boundary`,
      verbatim(`a second one beside ${other}`), 'declare everything in one construct');
  }
}

/** The same of a boundary that is applied: the owner of an imported identity would put one in the place of the other. */
export function checkOneBoundary(scope: IConstruct, identity: Identity): void {
  const other = otherBoundary(scope, identity);
  if (other !== undefined) {
    throw invalid('target', `have no boundary but that of ${other}, because an identity has one boundary`,
      verbatim(identity.label), 'name all of its policies in one boundary');
  }
}

const otherBoundary = (own: IConstruct, identity: Identity): string | undefined =>
  policiesOf.of(own, identity).find(({ scope, boundary }) => boundary !== undefined && scope !== own)?.scope.node.path;

/** Warns of a policy that allows what the boundary of another one of the same identity forbids. */
export function watchBoundary(own: PolicyOfIdentity, identity: Identity): void {
  const policies = policiesOf.of(own.scope, identity);
  policies.push(own);
  const bounding = policies.find(({ boundary }) => boundary !== undefined);
  if (bounding?.boundary !== undefined) {
    const { boundary } = bounding;
    const others = own === bounding ? policies.filter((policy) => policy !== own) : [own];
    others.forEach((other) => warnOfOutside(other, boundary, bounding));
  }
}

function warnOfOutside({ scope, permissions }: PolicyOfIdentity, boundary: readonly Permission[], bounding: PolicyOfIdentity): void {
  const outside = permissions.filter((permission) => !isWithin(permission, boundary)).flatMap(({ actions }) => actions);
  if (outside.length > 0) {
    warn(scope, policyOutsideBoundary(scope.node.path, bounding.scope.node.path, [...new Set(outside)], bounding.fix));
  }
}

/** Whether the boundary has each action on each resource, under any condition. */
function isWithin({ actions, resources }: Permission, boundary: readonly Permission[]): boolean {
  return actions.every((action) => {
    const patterns = boundary.filter((allowed) => allowed.actions.includes(action)).flatMap((allowed) => allowed.resources);
    return resources.every(({ text }) => patterns.some((pattern) => matches(pattern.text, text)));
  });
}
