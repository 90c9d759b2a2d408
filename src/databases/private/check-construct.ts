import { CfnResource, Resource } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { invalid, verbatim } from '../../private/checks/invalid';

/** Throws unless it is an L2 construct, defined or imported, because an L1 construct lacks the attributes that are read from it. */
export function checkConstruct(prop: string, construct: IConstruct, expected: string, fix: string): void {
  if (!Resource.isResource(construct)) {
    const got = CfnResource.isCfnResource(construct) ? verbatim(`${construct.node.path}, an ${construct.cfnResourceType}`) : construct;
    throw invalid(prop, `be ${expected}`, got, fix);
  }
}

/** What an L1 construct is called in the template. */
export function refOf(prop: string, resource: CfnResource, type: string): string {
  if (typeof resource !== 'object' || !CfnResource.isCfnResource(resource) || resource.cfnResourceType !== type) {
    throw invalid(prop, `be an L1 construct of ${type}`, resource, 'pass the defaultChild of an L2 construct, or the name of the database');
  }
  return resource.ref;
}
