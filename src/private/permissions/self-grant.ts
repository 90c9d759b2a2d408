import { Permission } from './permission';
import { SelfGrant } from '../../policies/self-grant';
import { Identity } from '../identities/identity';
import { BoundedText } from '../tokens/bounded-text';
import { selfGrant as operation } from '../types/iam';

/** What Teleport needs to edit the inline policies of its own identity; with a boundary, as long as the identity has that. */
export function selfGrantsOf(identity: Identity, selfGrant: SelfGrant | undefined, boundaryArn: BoundedText | undefined): Permission[] {
  if (selfGrant === undefined) {
    return [];
  }
  const whole = wholeSelfGrant(identity);
  return boundaryArn === undefined ? [whole] : whileBounded(whole, boundaryArn);
}

/** The same without a condition. */
export function wholeSelfGrant(identity: Identity): Permission {
  return {
    sid: operation.sid,
    reason: operation.reason,
    actions: operation.actions.map((action) => action.replace('{kind}', identity.identityType)),
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
