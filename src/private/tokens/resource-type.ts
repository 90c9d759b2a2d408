import { CfnResource } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Whether a construct is the L1 resource of a type. `instanceof` would load the module of the service into every app: 1 to 3 ms of CPU for
 * each, because Node searches the long list of exports of aws-cdk-lib for it.
 */
export function isResource<T extends CfnResource>(construct: IConstruct | undefined, type: string): construct is T {
  return construct !== undefined && CfnResource.isCfnResource(construct) && construct.cfnResourceType === type
    && construct.constructor !== CfnResource; // a bare resource has no properties to read
}
