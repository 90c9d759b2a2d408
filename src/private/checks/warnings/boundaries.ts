import type { Warning } from './warning';

export const boundaryNotApplied = (identity: string, command: string): Warning => ({
  id: 'boundaryNotApplied',
  message: `CloudFormation cannot put a permissions boundary on ${identity}, which is imported; its owner must run: ${command}`,
});

export const boundaryOfNobody = (boundary: string): Warning => ({
  id: 'boundaryNotApplied',
  message: `the permissions boundary ${boundary} limits nobody, because nothing has it; call applyTo() with the role or user of the agent`,
});

export const policyNotCompared = (arns: readonly string[], bounding: string, fix: string): Warning => ({
  id: 'policyNotCompared',
  message: `the permissions boundary of ${bounding} is on the same identity as ${arns.join(', ')}, whose statements this app `
    + `cannot read; the boundary denies everything in them that it does not allow; ${fix}, as far as the identity needs them`,
});

export const policyOutsideBoundary = (policy: string, bounding: string, actions: readonly string[], fix: string): Warning => ({
  id: 'policyOutsideBoundary',
  message: `the permissions boundary of ${bounding} is on the same identity and does not contain ${actions.join(', ')} `
    + `as ${policy} allows it, so these calls are denied; ${fix}`,
});
