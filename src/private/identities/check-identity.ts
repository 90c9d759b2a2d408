import { Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { IdentityResource, isCutOut, nameOf } from './identity-resource';
import { identityArnRule, RULES } from '../aws/text-rules';
import { hasWildcard } from '../aws/wildcards';
import { checkText } from '../checks/check-names';
import { invalid, verbatim } from '../checks/invalid';
import { checkCopy } from '../checks/second-copy';

/** What messages say of a role or user. */
export interface Described {
  readonly identityType: 'Role' | 'User';
  readonly label: string;
  readonly prop: string;
}

/** Throws for one that is left out, a principal, an object with an ARN, or a construct of another copy of aws-cdk-lib. */
export function checkIsConstruct(prop: string, target: iam.IIdentity | undefined): asserts target is iam.IIdentity {
  if (typeof target !== 'object' || !('node' in (target ?? {}))) {
    throw neither(prop, target);
  }
  checkCopy(prop, target);
}

/**
 * CDK cuts the name out of an ARN that is a token. If the ARN has a path, it cuts out the path instead. Policies are attached by the name;
 * to assume a role or to trust one, the ARN is enough.
 */
export function checkNameIsKnown(described: Described, arn: string, name: string, resource: IdentityResource | undefined): void {
  const { identityType, label, prop } = described;
  if (prop === 'target' && Token.isUnresolved(name) && !arn.endsWith(name) && (resource === undefined || isCutOut(name, resource))) {
    throw invalid(prop, 'be imported by its name or a literal ARN', verbatim(`${label}, imported by an ARN that is a token`),
      `a token does not tell the name from the path; import it with iam.${identityType}.from${identityType}Name()`);
  }
}

/** One role or user: its ARN goes into policies, where IAM would accept a wildcard. */
export function checkSingle({ identityType, label, prop }: Described, arn: string, resource: IdentityResource | undefined): void {
  const names = resource === undefined ? [arn] : [resource.path, nameOf(resource)];
  const wrong = names.find((name) => name !== undefined && hasWildcard(name));
  if (wrong !== undefined) {
    const got = verbatim(`${label} with ${JSON.stringify(wrong)}, which IAM reads as a wildcard`);
    throw invalid(prop, `be a single ${identityType.toLowerCase()}`, got);
  }
}

/** CDK imports a role by any ARN. */
export function checkArn({ identityType, label, prop }: Described, arn: string, resource: IdentityResource | undefined): void {
  if (arn.endsWith(':role')) { // what CDK makes of a role that it must not define, and, in newer versions, of one that it only reports on
    throw invalid(prop, 'be in \'usePrecreatedRoles\' of iam.Role.customizeRoles(), without \'preventSynthesis: false\'',
      verbatim(`${label}, whose ARN names no role`), 'give the role\'s name there, or import it with iam.Role.fromRoleName()');
  }
  if (resource === undefined) {
    checkText(identityArnRule(identityType, prop), prop, arn);
  } else {
    checkOwnedNames(label, resource);
  }
}

/** CDK checks the names of its own roles only, and no path. */
function checkOwnedNames(label: string, resource: IdentityResource): void {
  const { path } = resource;
  const name = nameOf(resource);
  if (name !== undefined && !Token.isUnresolved(name)) {
    checkText(RULES.identityName, `name of ${label}`, name);
  }
  if (path !== undefined && !Token.isUnresolved(path)) {
    checkText(RULES.identityPath, `path of ${label}`, path);
  }
}

export const neither = (prop: string, target: unknown): Error =>
  invalid(prop, 'be a role or a user', target, 'give an iam.Role or iam.User, or import one by its name or ARN: Role.fromRoleArn()');
