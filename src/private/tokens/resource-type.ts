import { CfnResource } from 'aws-cdk-lib';

/**
 * Whether a construct is the L1 resource of a type. `instanceof` would load the module of the service into every app: 1 to 3 ms of CPU for
 * each, because Node searches the long list of exports of aws-cdk-lib for it: 6 to 7 % of a run of 100 agents (Node 24). It would also
 * overlook what another copy of aws-cdk-lib made.
 */
export function isResource<T extends CfnResource>(construct: unknown, type: string): construct is T {
  return CfnResource.isCfnResource(construct) && construct.cfnResourceType === type
    && construct.constructor !== CfnResource; // a bare resource has no properties to read
}
