import { Names, Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { hasWildcard } from '../aws/wildcards';

const LONGEST_POLICY_NAME = 128;
const LONGEST_REGION = 15;
const POLICY_NAME = /^[\w+=,.@-]+$/;
const POLICY_PATH = /^\/(?:[\w.,+@=-]+\/)*$/; // the path of a policy, unlike that of a role, has no other characters

/** A name for a policy that no other stack gives, in no region: IAM is global. */
export function uniqueName(scope: IConstruct, suffix = ''): string {
  const maxLength = LONGEST_POLICY_NAME - LONGEST_REGION - 1 - suffix.length;
  return `${Names.uniqueResourceName(scope, { maxLength, separator: '-' })}-${Stack.of(scope).region}${suffix}`;
}

/** The name with a suffix, if IAM takes it. */
export function policyName(name: string, suffix = ''): string {
  const whole = `${name}${suffix}`;
  if (!Token.isUnresolved(name) && (!POLICY_NAME.test(name) || whole.length > LONGEST_POLICY_NAME)) {
    throw new Error(`'policyName' has to be 1 to ${LONGEST_POLICY_NAME - suffix.length} letters, digits or +=,.@-_`
      + `${suffix && `, as '${suffix}' is appended`}, got ${JSON.stringify(name)}`);
  }
  return whole;
}

export function policyPath(path: string | undefined): string | undefined {
  if (path !== undefined && (Token.isUnresolved(path) ? hasWildcard(path) : !POLICY_PATH.test(path) || path.length > 512)) {
    throw new Error(`'path' has to start and end with / and have at most 512 letters, digits or .,+@=_-/, got ${JSON.stringify(path)}`);
  }
  return path;
}
