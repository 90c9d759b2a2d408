import { CfnResource, CfnStackSet, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { acrossStages, errorsOn } from './synthesis-rule';
import { problem } from '../checks/invalid';
import { PlainDocument } from '../documents/plain-document';
import { nameOf } from '../identities/identity-resource';
import { canonicalList } from '../tokens/canonical-value';
import { isStackSetTemplate, topmost } from '../tokens/stackset-template';

/** Which accounts of a StackSet get its template in which regions. */
interface InstancesGroup {
  readonly deploymentTargets?: unknown;
  readonly regions?: unknown;
}

/** No StackSet deploys a role, user or policy of one literal name to several regions of an account: IAM refuses the second. */
export const stackSetsHaveOneRegion = acrossStages(({ identities, attachments: { managedPolicies } }) => {
  const owned = identities.flatMap(({ identity: { resource, label }, isAssumed }) =>
    resource === undefined || isAssumed ? [] : [{ resource, label, name: nameOf(resource) }]);
  const ours = managedPolicies.filter(({ policyDocument }) => policyDocument instanceof PlainDocument)
    .map((resource) => ({ resource, label: resource.node.path, name: resource.managedPolicyName }));
  return [...owned, ...ours].flatMap(({ resource, label, name }) => {
    const template = topmost(Stack.of(resource));
    if (name === undefined || Token.isUnresolved(name) || !isStackSetTemplate(template)) {
      return [];
    }
    const [stackSet] = stackSetsInSeveralRegions(template);
    return stackSet === undefined ? [] : errorsOn(resource, [problem(
      `${label} is called ${JSON.stringify(name)} in every region, ${stackSet.node.path} deploys it to several regions of an account, `
      + 'and names in IAM are global', 'give the StackSet one region (\'regions\' of a policy says where the databases are)')]);
  });
});

/**
 * The StackSets that deploy a template to several regions of an account. A StackSet names its template by a URL that CDK does not know
 * before the template is written. So this is certain only if the stack around them has no other template, or all its StackSets have
 * several regions.
 */
function stackSetsInSeveralRegions(template: Stack): CfnStackSet[] {
  const around = template.node.scope === undefined ? [] : Stack.of(template.node.scope).node.findAll();
  const stackSets = around.filter(isStackSet).filter(({ templateUrl }) => Token.isUnresolved(templateUrl));
  const inSeveral = stackSets.filter(hasSeveralRegions);
  const templates = around.filter((node) => Stack.isStack(node) && node.nestedStackParent === undefined && isStackSetTemplate(node));
  return templates.length === 1 || inSeveral.length === stackSets.length ? inSeveral : [];
}

/** Whether some accounts get the stack set in several regions: several groups may name them, each with a region of its own. */
function hasSeveralRegions(stackSet: CfnStackSet): boolean {
  const regionsOf = new Map<string, Set<unknown>>();
  for (const { deploymentTargets, regions } of canonicalList(stackSet, stackSet.stackInstancesGroup) as readonly InstancesGroup[]) {
    const accounts = JSON.stringify(deploymentTargets);
    regionsOf.set(accounts, new Set([...regionsOf.get(accounts) ?? [], ...canonicalList(stackSet, regions)]));
  }
  return [...regionsOf.values()].some(({ size }) => size > 1);
}

/** `aws-cdk-lib` has two classes for it. */
function isStackSet(node: IConstruct): node is CfnStackSet {
  return CfnResource.isCfnResource(node) && node.cfnResourceType === CfnStackSet.CFN_RESOURCE_TYPE_NAME;
}
