import { IResolveContext, Lazy, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { Identity } from './identity';
import { isNamedFor } from './named-if-needed';
import { closesCircle, noteReference } from './references';
import { checkSameApp } from '../checks/check-app';
import { checkPartitionOfArn } from '../checks/check-arns';
import { invalid, verbatim } from '../checks/invalid';
import { isStackSetTemplate, topmost } from '../tokens/stackset-template';

/** The agent's account as a trust policy names it. It is checked when a template is written, because only then its stack is known. */
export function trustedAccount(agent: iam.IIdentity, identity: Identity, checkIn: (scope: IConstruct) => void): string {
  return Lazy.uncachedString({
    produce: (context) => {
      const trusting = Stack.of(context.scope);
      checkIsNoException(context, identity);
      checkIn(context.scope);
      checkSameApp('agent', trusting, identity.literalArn === undefined ? identity.resource : undefined, identity.label);
      checkNoCycle(context.scope, trusting, identity);
      checkAccount(context, trusting, agent, identity);
      checkPartitionOfArn('agent', identity.label, identity.arn.text, trusting);
      return identity.account;
    },
  });
}

/** The conditions of a principal limit its statement to the agent, where everybody but the agent is meant. */
function checkIsNoException({ documentPath }: IResolveContext, { label }: Identity): void {
  if (documentPath.includes('NotPrincipal')) {
    throw invalid('notPrincipals', 'not have a TeleportAgentPrincipal, whose conditions would limit the statement to the agent',
      verbatim(label), 'deny it to everybody else with \'principals\': [new iam.AnyPrincipal()] under a condition ArnNotEquals on '
      + 'aws:PrincipalArn, and to the agent with a TeleportAgentPrincipal without options in \'principals\'');
  }
}

/** CDK would name neither the agent nor the role. */
function checkNoCycle(scope: IConstruct, trusting: Stack, identity: Identity): void {
  const { literalArn, label, resource } = identity;
  if (resource === undefined || literalArn !== undefined || isNamedFor(trusting, identity)) {
    return; // nothing refers to it
  }
  if (closesCircle(scope, resource)) {
    throw invalid('agent', `have a name, because ${Stack.of(resource).node.path} and ${trusting.node.path} would refer to each other`,
      verbatim(label), 'give it a \'roleName\', or give one to the role that it assumes');
  }
  noteReference(scope, resource);
}

/** In the role's template, `AWS::AccountId` is the account of the role, where that of the agent is meant. */
function checkAccount({ resolve }: IResolveContext, trusting: Stack, agent: iam.IIdentity, { account, label, resource }: Identity): void {
  const resolved: unknown = resolve(account);
  const own = Stack.of(resource ?? agent);
  // in a template for others, only the agent that each of them has is of its account
  const isHere = topmost(own) === topmost(trusting) && (resource !== undefined || !isStackSetTemplate(trusting));
  if (isHere || !JSON.stringify(resolved).includes('AWS::AccountId')) { // alone, in an Fn::Sub, in a branch
    return;
  }
  if (!Token.isUnresolved(trusting.account) || isStackSetTemplate(trusting) || isStackSetTemplate(own)) {
    throw invalid('agent', `be of an account that is known in ${trusting.node.path}, whose role would trust its own account instead`,
      verbatim(`${label} in ${own.node.path}, whose account is not known`), 'give that stack an \'env\' with an account');
  }
}

/** Unwraps the document that `withConditions()` and `externalIds` wrap around the role's own. */
export function ownDocument(document: iam.PolicyDocument): iam.PolicyDocument {
  const wrapped: unknown = Reflect.get(document, 'wrapped'); // of a class that CDK does not export
  return wrapped instanceof iam.PolicyDocument ? ownDocument(wrapped) : document;
}
