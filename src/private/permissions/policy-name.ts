import { Names, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { LONGEST } from '../aws/quotas';
import { RULES } from '../aws/text-rules';
import { follows } from '../checks/check-names';
import { invalid } from '../checks/invalid';
import { arnScopeOf, iamArn } from '../tokens/arn-scope';
import { join, literal, UnresolvedValue, BoundedText, bounded } from '../tokens/bounded-text';

/** What a permissions boundary is called. */
export interface BoundaryName {
  readonly name: string;
  readonly path: string | undefined;
  readonly arn: BoundedText;
}

/** The name is given here, so the boundary can name itself without referring to itself. */
export function boundaryName(scope: IConstruct, name: string | undefined, path: string | undefined, suffix = ''): BoundaryName {
  const whole = name === undefined ? uniqueName(scope, suffix) : withSuffix(name, suffix);
  const resource = join(literal('policy'), bounded(policyPath(path) ?? '/', RULES.policyPath), bounded(whole, RULES.policyName));
  return { name: whole, path, arn: iamArn(arnScopeOf(Stack.of(scope)), resource) };
}

/** A name for a policy that no other stack gives, in no region: IAM is global. */
export function uniqueName(scope: IConstruct, suffix = ''): string {
  const maxLength = LONGEST.policyName - LONGEST.region - 1 - suffix.length;
  return `${Names.uniqueResourceName(scope, { maxLength, separator: '-' })}-${Stack.of(scope).region}${suffix}`;
}

interface GivenNames {
  readonly policyName?: string;
  readonly path?: string;
}

/** The names of the app's policies, and their path, if they are not known yet. */
export function unresolvedNames({ policyName, path }: GivenNames, count: number): UnresolvedValue[] {
  const last = givenName(policyName, count > 1 ? String(count) : '');
  const names = [
    ...last === undefined ? [] : [bounded(last, RULES.policyName)],
    ...path === undefined ? [] : [bounded(path, RULES.policyPath)],
  ];
  return names.flatMap(({ unresolved = [] }) => unresolved);
}

/** The name that the app gives, if it gives one, with a number or word appended. */
export function givenName(name: string | undefined, suffix: string): string | undefined {
  return name === undefined ? undefined : withSuffix(name, suffix && `-${suffix}`);
}

function withSuffix(name: string, suffix: string): string {
  const whole = `${name}${suffix}`;
  if (![name, whole].every((text) => follows(RULES.policyName, text))) {
    const appended = suffix && `, as '${suffix}' is appended`;
    throw invalid('policyName', `be 1 to ${LONGEST.policyName - suffix.length} letters, digits or +=,.@-_${appended}`, name);
  }
  return whole;
}

/** The path of a policy, if IAM takes it. */
export function policyPath(path: string | undefined): string | undefined {
  if (path !== undefined && !follows(RULES.policyPath, path)) {
    throw invalid('path', `start and end with / and have at most ${LONGEST.path} letters, digits or .,+@=_-/`, path);
  }
  return path;
}
