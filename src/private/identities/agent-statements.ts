import { CfnResource, Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { isRole } from './identity-resource';
import { invalid, verbatim } from '../checks/invalid';

/** What a principal asks of its agent, and who that is. */
export interface AskedOf {
  readonly externalId?: string;
  readonly label: string;
  /** How statements name the agent. */
  readonly principal: string;
  /** Whether statements get conditions of the external ID or the organization. */
  readonly isConditional: boolean;
  /** Whether there are session tags that no statement allows. */
  readonly lacksTags: boolean;
}

/** Throws for a statement of the app with this principal that does not mean what it says. */
export function checkStatement(scope: IConstruct, asked: AskedOf): void {
  const { label, isConditional, lacksTags } = asked;
  if (isConditional && isDenied(scope, asked)) {
    throw invalid(asked.externalId === undefined ? 'organizationId' : 'externalId',
      'be left out in a statement that denies, because its condition would let the agent do the same without it',
      verbatim(`it for ${label} in ${scope.node.path}`), 'deny with a TeleportAgentPrincipal that has no options');
  }
  if (lacksTags && CfnResource.isCfnResource(scope)) {
    throw invalid('sessionTags', 'be left out in a statement of your own, which says nothing of them',
      verbatim(`them in the ${isRole(scope) ? 'trust' : 'policy'} of ${scope.node.path}`),
      'give the principal to \'assumedBy\' of an iam.Role, or the document to its addToAssumeRolePolicy()');
  }
}

/** Whether a document of a construct denies something to the agent. */
function isDenied({ node: { scopes } }: IConstruct, { principal }: AskedOf): boolean {
  const scope = scopes[scopes.length - 1];
  const around = scopes.slice(scopes.lastIndexOf(Stack.of(scope)) + 1); // an L2 construct may hold what it writes as text
  return around.some((one) => statementsIn(Object.values(one)).some(({ Effect, Principal }) =>
    Effect === 'Deny' && JSON.stringify(Principal ?? '').includes(principal)));
}

interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
}

/** The statements of documents and of plain data, at any depth, but not those of other constructs. */
function statementsIn(value: unknown, known = new Set<unknown>()): Statement[] {
  if (typeof value !== 'object' || value === null || 'node' in value || known.has(value)) {
    return [];
  }
  known.add(value);
  const { toStatementJson }: Partial<iam.PolicyStatement> = value;
  return toStatementJson === undefined
    ? [value, ...Object.values(value).flatMap((inner) => statementsIn(inner, known))]
    : [toStatementJson.call(value) as Statement];
}
