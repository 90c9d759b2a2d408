import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Identity, identityOf } from './identity';
import type { AssumedRole } from '../assumed-role';

/** A statement of a trust policy, as CDK resolves it. */
interface TrustStatement {
  readonly Effect: string;
  readonly Action?: string | string[];
  readonly Principal?: '*' | { readonly AWS?: unknown };
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: unknown } };
}

/** Whether the same role stands on both sides, defined in the app or imported, however that was done. */
export function isSameIdentity(one: Identity, other: Identity): boolean {
  const [literal, otherLiteral] = [one, other].map(({ literalArn }) => literalArn && comparable(literalArn.text));
  return one.kind === other.kind && (one.arn.text === other.arn.text || (literal !== undefined && literal === otherLiteral));
}

/**
 * What is missing for the agent to assume a role of this app, as a sentence; undefined if nothing is, or if the role is defined elsewhere.
 * Known at synth: trust may be added later.
 */
export function missingTrust(agent: Identity, assumed: AssumedRole): string | undefined {
  const { resource } = identityOf(assumed.role, 'assumedRoles');
  if (!(resource instanceof iam.CfnRole)) {
    return undefined;
  }
  const stack = Stack.of(resource);
  const document: { Statement?: TrustStatement | TrustStatement[] } = stack.resolve(resource.assumeRolePolicyDocument) ?? {};
  const statements = [document.Statement ?? []].flat();
  const allows = (action: string) => statements.some((statement) => allowsAction(statement, action) && trusts(statement, agent, assumed, stack));
  const actions = ['sts:AssumeRole', ...assumed.sessionTags === undefined ? [] : ['sts:TagSession']].filter((action) => !allows(action));
  return actions.length === 0 ? undefined : actions.join(' and ');
}

function allowsAction({ Effect, Action = [] }: TrustStatement, action: string): boolean {
  return Effect === 'Allow' && [Action].flat().some((allowed) => allowed === action || allowed === 'sts:*' || allowed === '*');
}

function trusts({ Principal, Condition = {} }: TrustStatement, agent: Identity, { externalId }: AssumedRole, stack: Stack): boolean {
  const arns = [agent.arn, ...agent.literalArn === undefined ? [] : [agent.literalArn]].map(({ text }) => comparable(stack.resolve(text)));
  const account = comparable(stack.resolve(agent.account));
  const isAgent = (value: unknown) => arns.includes(comparable(value));
  const isTrusted = (value: unknown) => value === '*' || isAgent(value) || comparable(value) === account || comparable(value) === `arn:*:iam::${account}:root`;
  const trusted = Principal === '*' || [Principal?.AWS ?? []].flat().some(isTrusted);
  return trusted && Object.entries(Condition).every(([operator, keys]) => Object.entries(keys).every(([key, values]) => {
    const any = (matches: (value: unknown) => boolean) => [values].flat().some(matches);
    switch (`${operator} ${key.toLowerCase()}`) {
      case 'ArnEquals aws:principalarn':
      case 'StringEquals aws:principalarn':
      case 'ArnLike aws:principalarn':
      case 'StringLike aws:principalarn':
        return any(isAgent) || (operator.endsWith('Like') && any((value) => String(comparable(value)).includes('*', 'arn:*'.length)));
      case 'StringEquals sts:externalid':
        return externalId !== undefined && any((value) => comparable(value) === comparable(stack.resolve(externalId)));
      default:
        return true; // not ours to judge
    }
  }));
}

/** Text for comparing: the partition does not count, as a pseudo parameter and a literal mean the same. */
function comparable(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'Fn::Join' in value) {
    const [delimiter, parts] = value['Fn::Join'] as [string, unknown[]];
    return comparable(parts.map((part) => typeof part === 'string' ? part : JSON.stringify(part)).join(delimiter));
  }
  return typeof value === 'string' ? value.replace(/^arn:.*?:iam::/, 'arn:*:iam::') : JSON.stringify(value);
}
