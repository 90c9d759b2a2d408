import { Stack, Token } from 'aws-cdk-lib';
import { SynthesisRule, warningsOn } from './synthesis-rule';
import type { AssumedRole } from '../../roles/assumed-role';
import { matches } from '../aws/matches';
import { roleDoesNotTrustTarget } from '../checks/warnings/policies';
import { Identity } from '../identities/identity';
import { isRole } from '../identities/identity-resource';
import { isNamedFor } from '../identities/named-if-needed';
import { functionOf } from '../tokens/intrinsic';
import { openText } from '../tokens/open-text';

/** A statement of a trust policy, as CDK resolves it. */
interface TrustStatement {
  readonly Effect: string;
  readonly Action?: string | string[];
  readonly Principal?: '*' | { readonly AWS?: unknown };
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: unknown } };
}

/** A role of the app that an agent assumes trusts the agent. Known at synthesis, because trust may be added later. */
export const assumedRolesTrust: SynthesisRule = (app) => app.each('policy', ({ identity, content: { assumedRoles } }, scope) =>
  warningsOn(scope, assumedRoles.flatMap((assumed) => {
    const missing = missingTrust(identity, assumed);
    return missing === undefined ? [] : [roleDoesNotTrustTarget(assumed._identity.label, identity.label, missing)];
  })));

/** What is missing for the agent to assume a role of this app. Undefined if nothing is missing, or if the role is defined elsewhere. */
function missingTrust(agent: Identity, assumed: AssumedRole): string | undefined {
  const { resource } = assumed._identity;
  if (!isRole(resource)) {
    return undefined;
  }
  const stack = Stack.of(resource);
  if (Token.isUnresolved(agent.account) && agent.account !== stack.account) {
    return `sts:AssumeRole, as the account of ${agent.label} is not known there (give its stack an 'env' with an account)`;
  }
  const document: { Statement?: TrustStatement | TrustStatement[] } = stack.resolve(resource.assumeRolePolicyDocument) ?? {};
  const statements = [document.Statement ?? []].flat();
  const allows = (action: string) =>
    statements.some((statement) => allowsAction(statement, action) && trusts(statement, agent, assumed, stack));
  const actions = ['sts:AssumeRole', ...assumed.sessionTags === undefined ? [] : ['sts:TagSession']].filter((action) => !allows(action));
  return actions.length === 0 ? undefined : actions.join(' and ');
}

function allowsAction({ Effect, Action = [] }: TrustStatement, action: string): boolean {
  return Effect === 'Allow' && [Action].flat().some((allowed) => allowed === action || allowed === 'sts:*' || allowed === '*');
}

function trusts({ Principal, Condition = {} }: TrustStatement, agent: Identity, { externalId }: AssumedRole, stack: Stack): boolean {
  const arns = [...isReferable(agent, stack) ? [agent.arn] : [], ...agent.literalArn === undefined ? [] : [agent.literalArn]]
    .map(({ text }) => comparable(stack.resolve(text)));
  const account = comparable(stack.resolve(agent.account));
  const isAgent = (value: unknown) => arns.includes(comparable(value));
  // an agent without a literal name may match any pattern
  const isLikeAgent = (value: unknown) => agent.literalArn === undefined
    ? /[*?]/.test(comparable(value).replace('arn:*', ''))
    : arns.some((arn) => matches(comparable(value), arn));
  const isAccount = (value: string) => value === account || value === `arn:*:iam::${account}:root`;
  // a parameter may name the agent, where nothing else in the text says otherwise
  const mayBe = (value: unknown, meant: readonly string[]) => {
    const open = comparable(openText(stack, value));
    return open !== comparable(value) && meant.some((one) => matches(open, one));
  };
  const isTrusted = (value: unknown) => value === '*' || isAgent(value) || isAccount(comparable(value))
    || mayBe(value, [...arns, account, `arn:*:iam::${account}:root`]);
  const trusted = Principal === '*' || [Principal?.AWS ?? []].flat().some(isTrusted);
  return trusted && Object.entries(Condition).every(([operator, keys]) => Object.entries(keys).every(([key, values]) => {
    const any = (isMeant: (value: unknown) => boolean) => [values].flat().some(isMeant);
    switch (`${operator} ${key.toLowerCase()}`) {
      case 'StringEquals aws:principalarn':
        return any((value) => isAgent(value) || mayBe(value, arns));
      case 'ArnEquals aws:principalarn': // takes wildcards as ArnLike does
      case 'ArnLike aws:principalarn':
      case 'StringLike aws:principalarn':
        return any((value) => isAgent(value) || isLikeAgent(value) || mayBe(value, arns));
      case 'StringEquals sts:externalid':
        return any((value) => comparable(value) === comparable(stack.resolve(externalId)));
      default:
        return true; // not ours to judge
    }
  }));
}

/** CDK throws where a template refers to a nameless resource of another environment. */
function isReferable(identity: Identity, stack: Stack): boolean {
  const { resource } = identity;
  return resource === undefined || Stack.of(resource).environment === stack.environment || isNamedFor(stack, identity);
}

/** Text for comparing, without the partition, because a pseudo parameter and a literal mean the same. */
function comparable(value: unknown): string {
  const { name, args: [delimiter, parts] = [] } = functionOf(value) ?? {};
  if (name === 'Fn::Join' && Array.isArray(parts)) {
    return comparable(parts.map((part) => typeof part === 'string' ? part : JSON.stringify(part)).join(String(delimiter)));
  }
  return typeof value === 'string' ? value.replace(/^arn:.*?:iam::/, 'arn:*:iam::') : JSON.stringify(value);
}
