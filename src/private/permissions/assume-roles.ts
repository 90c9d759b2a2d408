import { Stack, Stage } from 'aws-cdk-lib';
import { Conditions, Permission } from './permission';
import { AssumedRole, AssumedRoleOptions } from '../../roles/assumed-role';
import { isAnotherAccount } from '../aws/accounts';
import { RULES } from '../aws/text-rules';
import { checkSameApp } from '../checks/check-app';
import { checkPartitionOfArn } from '../checks/check-arns';
import { invalid, verbatim } from '../checks/invalid';
import { Identity } from '../identities/identity';
import { isNamedFor } from '../identities/named-if-needed';
import { closesCircle, noteReference } from '../identities/references';
import { BoundedText, bounded } from '../tokens/bounded-text';
import { isStackSetTemplate, topmost } from '../tokens/stackset-template';
import { assumeInOrganization, assumeRoles, tagSessions } from '../types/iam';
import { Operation } from '../types/operation';

/** The option that the role comes from, for messages. */
type Prop = 'assumedRoles' | 'assumedRole' | 'databaseRoles' | 'policies';

/** What Teleport needs to become exactly these roles, with exactly their external ids and session tags. */
export function assume(stack: Stack, prop: Prop, roles: readonly AssumedRole[]): Permission[] {
  return roles.flatMap((assumed) => {
    const { _identity: identity, organizationId } = assumed;
    checkIsThere(stack, prop, identity);
    checkPartitionOfArn(prop, identity.label, identity.arn.text, stack);
    const resource = arnFor(stack, prop, identity);
    const on = ({ sid, reason, actions }: Operation, conditions: Conditions | undefined): Permission => ({
      sid,
      reason,
      actions,
      resources: [resource],
      conditions: within('aws:ResourceOrgID', organizationId, conditions),
      identities: [{ ...identity, literalArn: literalArnFor(stack, identity) }],
    });
    const tags = conditionsOfTags(assumed);
    return [
      on(organizationId === undefined ? assumeRoles : assumeInOrganization, conditionsOfSession(assumed)),
      ...tags === undefined ? [] : [on(tagSessions, tags)],
    ];
  });
}

/** A StackSet's template defines the role in many accounts, and the app knows none of them. */
function checkIsThere(stack: Stack, prop: Prop, { resource, label }: Identity): void {
  const where = resource && topmost(Stack.of(resource));
  if (where !== undefined && where !== topmost(stack) && isStackSetTemplate(where)) {
    const got = verbatim(`${label} in ${where.node.path}, whose template is deployed by others`);
    throw invalid(prop, 'name roles of accounts that the app knows', got,
      'use AssumedRole.inOrganization(), or import the role of each account by its ARN');
  }
}

/** The conditions, in this organization only. */
export function within(key: string, organizationId: string | undefined, conditions: Conditions | undefined): Conditions | undefined {
  return organizationId === undefined ? conditions : {
    ...conditions,
    StringEquals: { [key]: [bounded(organizationId, RULES.organizationId)], ...conditions?.StringEquals },
  };
}

/** The external id, in the policy of the agent and in the trust of the role. */
export function conditionsOfSession({ externalId }: AssumedRoleOptions): Conditions | undefined {
  return externalId === undefined ? undefined : { StringEquals: { 'sts:ExternalId': [bounded(externalId, RULES.externalId)] } };
}

/** Every session tag with its value, and no other. */
export function conditionsOfTags({ sessionTags = {} }: AssumedRoleOptions): Conditions | undefined {
  const keys = Object.keys(sessionTags);
  return keys.length === 0 ? undefined : {
    'StringEquals': Object.fromEntries(keys.map((key) => [`aws:RequestTag/${key}`, [bounded(sessionTags[key], RULES.sessionTag)]])),
    'ForAllValues:StringEquals': { 'aws:TagKeys': keys.map((key) => bounded(key, RULES.sessionTag)) },
  };
}

/** The ARN of a role, as the template of the agent can write it. */
export function arnFor(stack: Stack, prop: Prop, identity: Identity): BoundedText {
  return literalArnFor(stack, identity) ?? referenceTo(identity, prop, stack);
}

/** The ARN, if the template of the agent does not refer to the role for it. */
function literalArnFor(stack: Stack, identity: Identity): BoundedText | undefined {
  return identity.literalArn ?? (isNamedFor(stack, identity) ? identity.arn : undefined);
}

/** Within one account and stage a template may refer to the other. */
function referenceTo({ arn, account, label, resource }: Identity, prop: Prop, stack: Stack): BoundedText {
  checkSameApp(prop, stack, resource, label);
  if (isAnotherAccount(account, stack.account) || Stage.of(resource ?? stack) !== Stage.of(stack)) {
    throw invalid(prop, `name roles that ${stack.node.path} can refer to`, verbatim(`${label} of another account or stage`),
      'give the role a \'roleName\', or, in another account, PhysicalName.GENERATE_IF_NEEDED');
  }
  if (resource !== undefined && closesCircle(stack, resource)) {
    const expected = `name roles that have names, because ${Stack.of(resource).node.path} and ${stack.node.path} would refer to each other`;
    throw invalid(prop, expected, verbatim(label), 'give the role a \'roleName\'');
  }
  if (resource !== undefined) {
    noteReference(stack, resource);
  }
  return arn;
}
