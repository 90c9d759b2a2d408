import { selfGrant as operation } from '../catalogue/iam';
import { Identity } from '../identities/identity';
import { Permission } from './permission';
import { Sized } from '../aws/sized-text';

/** What Teleport needs to edit the inline policies of its own identity, whatever these may contain. */
export function selfGrant(identity: Identity): Permission {
  return {
    sid: operation.sid,
    reason: operation.reason,
    actions: operation.actions.map((action) => action.replace('{kind}', identity.kind)),
    resources: [identity.arn],
    identities: [identity],
    onSelf: true,
  };
}

/** The same, as long as the identity has the boundary. The read is apart: IAM has no such condition for it. */
export function boundedSelfGrant(identity: Identity, boundaryArn: Sized): Permission[] {
  const whole = selfGrant(identity);
  const [read, ...edits] = whole.actions;
  return [
    { ...whole, sid: `${operation.sid}Read`, actions: [read] },
    { ...whole, actions: edits, conditions: { ArnEquals: { 'iam:PermissionsBoundary': [boundaryArn] } } },
  ];
}
