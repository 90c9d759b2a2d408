import { IConstruct } from 'constructs';
import { AppView } from './app-view';
import { actionsIn, otherGrantsOf } from './other-grants';
import { AppliedBoundary, Noted } from './subjects';
import { Finding, SynthesisRule, warningsOn } from './synthesis-rule';
import { matches } from '../aws/matches';
import { policyNotCompared, policyOutsideBoundary } from '../checks/warnings/boundaries';
import { Permission } from '../permissions/permission';

/** Policies of an identity allow only what its boundary contains: the rest is denied. */
export const withinBoundary: SynthesisRule = (app) => [
  ...app.each('policy', ({ identity, permissions }, scope) => {
    const [bounding] = app.ofIdentity('appliedBoundary', scope, identity);
    return bounding === undefined || bounding.scope === scope ? [] : outside(scope, permissions, bounding);
  }),
  ...app.each('appliedBoundary', (applied, scope) => othersOutside(app, applied, scope)),
];

/** What a policy of this library allows, with its resources. */
function outside(scope: IConstruct, permissions: readonly Permission[], bounding: Noted<'appliedBoundary'>): Finding[] {
  const { boundary, fix } = bounding.subject;
  const actions = permissions.filter((permission) => !isWithin(permission, boundary.permissions)).flatMap((one) => one.actions);
  return actions.length === 0 ? []
    : warningsOn(scope, [policyOutsideBoundary(scope.node.path, bounding.scope.node.path, [...new Set(actions)], fix)]);
}

/** Whether the boundary has each action on each resource, under any condition. */
function isWithin({ actions, resources }: Permission, boundary: readonly Permission[]): boolean {
  return actions.every((action) => {
    const patterns = boundary.filter((allowed) => allowed.actions.includes(action)).flatMap((allowed) => allowed.resources);
    return resources.every(({ text }) => patterns.some((pattern) => matches(pattern.text, text)));
  });
}

/** What others grant to the identity, by the actions alone. */
function othersOutside({ attachments }: AppView, { identity, boundary, orElse }: AppliedBoundary, scope: IConstruct): Finding[] {
  const { managedPolicy } = boundary;
  const { path } = scope.node;
  const fix = `grant these actions to ${path} too, such as with its grantPrincipal.addToPrincipalPolicy()${orElse}`;
  const contained = actionsIn(managedPolicy, managedPolicy.document, []); // what leaves out some actions is compared with none
  // IAM does not tell capitals from small letters in actions
  const isOutside = (action: string) => !contained.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()));
  const { known, unknown } = otherGrantsOf(attachments, identity, scope);
  const warnings = known.flatMap(({ label, actions }) => {
    const outsiders = [...new Set(actions.filter(isOutside))];
    return outsiders.length === 0 ? [] : [policyOutsideBoundary(label, path, outsiders, fix)];
  });
  return warningsOn(scope, [...warnings, ...unknown.length > 0 && isOutside('*') ? [policyNotCompared(unknown, path, fix)] : []]);
}
