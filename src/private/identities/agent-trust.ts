import { Token, TokenComparison } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IdentityResource, isRole } from './identity-resource';
import { invalid, verbatim } from '../checks/invalid';
import { madeByAnotherCopy } from '../checks/second-copy';

/** What Teleport sends when it assumes a role. */
export interface Sent {
  readonly externalId?: string;
  readonly sessionTags?: { [key: string]: string };
}

/** By the document of the role's trust policy. */
const agents = new WeakMap<object, Sent[]>();

/** Notes that a trust policy admits a Teleport agent that sends this. */
export function noteAgent(document: object, sent: Sent): void {
  agents.set(document, [...agents.get(document) ?? [], sent]);
}

/**
 * What Teleport sends to a role: what its trust policy asks of the agent, unless the app says more. If the role trusts somebody else too,
 * or several agents that send different things, nobody knows which of them assumes it, so nothing is taken from there.
 */
export function sentTo(resource: IdentityResource | undefined, given: Sent): Sent {
  const asked = isRole(resource) ? askedBy(resource) : {};
  checkSame('externalId', given.externalId, asked.externalId);
  checkSame('sessionTags', textOf(given.sessionTags), textOf(asked.sessionTags));
  return { externalId: given.externalId ?? asked.externalId, sessionTags: given.sessionTags ?? asked.sessionTags };
}

function askedBy({ assumeRolePolicyDocument: document }: iam.CfnRole): Sent {
  if (!(document instanceof iam.PolicyDocument)) {
    return {};
  }
  checkPrincipals(document);
  const [first, ...others] = agents.get(document) ?? [];
  const isOne = others.every((other) => other.externalId === first.externalId && textOf(other.sessionTags) === textOf(first.sessionTags));
  return first !== undefined && isOne && agentsIn(document) === 1 + others.length ? first : {};
}

/** Another copy of this library keeps to itself what its principals ask for. */
function checkPrincipals(document: iam.PolicyDocument): void {
  const statements: readonly iam.PolicyStatement[] = Reflect.get(document, 'statements'); // private in CDK, and the only place
  const principals = agents.has(document) ? [] : statements.flatMap((statement) => statement.principals);
  for (const principal of principals) {
    const error = madeByAnotherCopy('assumedBy', { name: 'TeleportAgentPrincipal', prototype: null }, principal);
    if (error !== undefined) {
      throw error;
    }
  }
}

/** How many statements let a role, a user or an account assume the role. */
function agentsIn(document: iam.PolicyDocument): number {
  const statements: readonly TrustStatement[] = document.toJSON().Statement;
  return statements.filter(({ Effect, Principal, Action }) => Effect === 'Allow' && isAgent(Principal) && !isOnTagsAlone(Action)).length;
}

interface TrustStatement {
  readonly Effect: string;
  readonly Action?: unknown;
  readonly Principal?: unknown;
}

const isAgent = (principal: unknown) => typeof principal !== 'object' || principal === null || 'AWS' in principal;
const isOnTagsAlone = (action: unknown) => [action].flat().every((one) => one === 'sts:TagSession');

/** With the keys in order. */
const textOf = (tags: Sent['sessionTags']) => tags && JSON.stringify(Object.fromEntries(Object.entries(tags).sort()));

function checkSame(prop: 'externalId' | 'sessionTags', given: string | undefined, asked: string | undefined): void {
  if (given !== undefined && asked !== undefined && Token.compareStrings(given, asked) === TokenComparison.DIFFERENT) {
    throw invalid(prop, `be what the role's TeleportAgentPrincipal asks for, ${asked}`, verbatim(given),
      'leave it out to take it from there');
  }
}
