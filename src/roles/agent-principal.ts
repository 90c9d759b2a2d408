import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { AssumedRoleOptions } from './assumed-role';
import { RULES } from '../private/aws/text-rules';
import { checkExternalId } from '../private/checks/check-external-id';
import { checkAccountIsKnown, checkOrganizationId } from '../private/checks/check-organization';
import { checkSessionTags } from '../private/checks/check-tags';
import { invalid, verbatim } from '../private/checks/invalid';
import { Known, knownOptions, unknownIn } from '../private/checks/known-options';
import { optionNotKnown } from '../private/checks/warnings/policies';
import { warn } from '../private/checks/warnings/warning';
import { checkStatement } from '../private/identities/agent-statements';
import { noteAgent } from '../private/identities/agent-trust';
import { identityOf } from '../private/identities/identity';
import { isRole } from '../private/identities/identity-resource';
import { ownDocument, trustedAccount } from '../private/identities/trusted-account';
import { conditionsOfSession, conditionsOfTags, within } from '../private/permissions/assume-roles';
import { written } from '../private/permissions/permission';
import { checkAtSynthesis } from '../private/synthesis/check-at-synthesis';
import { unresolvedValuesOf } from '../private/synthesis/check-tokens';
import { bounded } from '../private/tokens/bounded-text';

/** How a role trusts a Teleport agent. `AssumedRole.fromRole()` takes external ID and session tags from here. */
export interface TeleportAgentPrincipalOptions extends AssumedRoleOptions {
  /**
   * The ID of the organization that the agent must be in, such as `o-abcdef1234`. The role then checks `aws:PrincipalOrgID` in addition to
   * the agent's account and ARN.
   *
   * Throws if the agent's account is unknown, because one template for many accounts would resolve it to each account in turn.
   *
   * @default - the organization is not checked
   */
  readonly organizationId?: string;
}

const OPTIONS: Known<TeleportAgentPrincipalOptions> = { externalId: true, sessionTags: true, organizationId: true };

/**
 * A Teleport agent as the principal that a role trusts, in the agent's account or in another one.
 *
 * The role trusts the agent's *account*, on condition that the caller is the agent's role or user, path included (`aws:PrincipalArn`), and
 * sends the external ID. Either account can be deployed first, because IAM rejects a principal that does not exist yet but not a condition
 * that names it.
 *
 * @example
 * declare const agentRole: iam.Role;
 *
 * const accessRole = new iam.Role(this, 'Access', { assumedBy: new TeleportAgentPrincipal(agentRole) });
 * new TeleportDatabaseAccess(this, 'Agent', { target: agentRole, assumedRoles: [AssumedRole.fromRole(accessRole)] });
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export class TeleportAgentPrincipal extends iam.PrincipalBase {
  public readonly principalAccount: string | undefined;
  private readonly agent: iam.IPrincipal;
  private readonly identity: iam.IIdentity;
  private readonly sent: AssumedRoleOptions;
  private readonly session: iam.Conditions;
  private readonly tags?: iam.Conditions;
  private readonly ownDocuments = new Set<unknown>();

  /**
   * @param agent the role or user that Teleport's Database Service or Discovery Service runs as. In another account or stage it needs a
   *   name of its own, because templates cannot refer to each other there. Synthesis fails if the agent's stack has no account and the role
   *   is in a stack that has one or in a StackSet's template, because the role would trust its own account.
   * @param options what the role asks of the agent. With session tags, throws if the role has external IDs of its own, or the principal
   *   further conditions, because CDK would add them to `sts:TagSession` too. A statement that denies takes no options.
   */
  constructor(agent: iam.IIdentity, options: TeleportAgentPrincipalOptions = {}) {
    super();
    const identity = identityOf(agent, 'agent');
    const { account, literalArn, arn, label } = identity;
    const given = knownOptions('options', options, OPTIONS);
    const { organizationId, externalId, sessionTags } = given;
    if (organizationId !== undefined) {
      checkOrganizationId('organizationId', organizationId);
      checkAccountIsKnown(account, label);
    }
    this.sent = { externalId: checkExternalId('externalId', externalId), sessionTags: checkSessionTags('sessionTags', sessionTags) };
    [this.identity, this.principalAccount] = [agent, account];
    this.agent = new iam.AccountPrincipal(trustedAccount(agent, identity, (scope) => this.checkUse(scope)))
      .withConditions({ ArnEquals: { 'aws:PrincipalArn': (literalArn ?? arn).text } });
    const session = within('aws:PrincipalOrgID', organizationId, conditionsOfSession(this.sent));
    const ofTags = conditionsOfTags(this.sent);
    const tags = ofTags && within('aws:PrincipalOrgID', organizationId, ofTags);
    this.tags = written(tags);
    this.session = written(session) ?? {};
    const unknown = unknownIn(given).map((name) => ({ name, labels: [`the principal of ${label}`] }));
    optionNotKnown(unknown).forEach((warning) => warn(agent, warning));
    checkAtSynthesis(agent, 'identity', { identity, by: 'arn' });
    const statements = [{ resources: [arn, bounded(account, RULES.account)], conditions: session }, { resources: [], conditions: tags }];
    checkAtSynthesis(agent, 'values', { isInPolicy: true, values: unresolvedValuesOf(statements) });
  }

  /** A copy for each statement, so that nobody changes what the role asks of the agent. */
  public get policyFragment(): iam.PrincipalPolicyFragment {
    const { principalJson, conditions } = this.agent.policyFragment;
    return new iam.PrincipalPolicyFragment(principalJson, structuredClone({ ...conditions, ...this.session }));
  }

  /** @param document the trust policy, to which CDK adds the statements. */
  public addToAssumeRolePolicy(document: iam.PolicyDocument): void {
    const wrapped = ownDocument(document);
    if (this.tags !== undefined && wrapped !== document) { // it would add conditions and actions to sts:TagSession as well
      const expected = 'be left out with withConditions(), withSessionTags() and \'externalIds\', which also change sts:TagSession';
      const got = verbatim(`them on the trust of ${this.identity.node.path}`);
      throw invalid('sessionTags', expected, got, 'give the options to TeleportAgentPrincipal alone');
    }
    super.addToAssumeRolePolicy(document);
    checkAtSynthesis(this.identity, 'trust', { document: wrapped });
    this.ownDocuments.add(wrapped);
    noteAgent(wrapped, this.sent);
    if (this.tags !== undefined) { // a statement of its own, because STS has no external ID for this action
      document.addStatements(new iam.PolicyStatement({ actions: ['sts:TagSession'], principals: [this.agent], conditions: this.tags }));
    }
  }

  /**
   * Throws for `sts:AssumeRole`, which `grantAssumeRole()` asks for: a trusted principal has no policy, so CDK would grant nothing.
   * @param statement what CDK asks to allow the principal.
   */
  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    if (statement.actions.includes('sts:AssumeRole')) {
      const got = verbatim(`TeleportAgentPrincipal of ${this.identity.node.path}`);
      throw invalid('grantee', 'be a role or user, because a principal that a role trusts has no policy to add to', got,
        'give the principal to \'assumedBy\' of the role, and the role to \'assumedRoles\' of the agent\'s policy');
    }
    return super.addToPrincipalPolicy(statement);
  }

  /** Never merged with another principal, because their conditions differ. */
  public dedupeString(): string | undefined {
    return undefined;
  }

  /** A statement that somebody writes without `assumedBy` has what it says itself, and no other statement for tags. */
  private checkUse(scope: IConstruct): void {
    const document = isRole(scope) ? scope.assumeRolePolicyDocument : undefined;
    if (document !== undefined) {
      checkAtSynthesis(this.identity, 'trust', { document });
    }
    checkStatement(scope, {
      ...this.sent,
      label: this.identity.node.path,
      principal: String(this.agent.policyFragment.principalJson.AWS),
      isConditional: Object.keys(this.session).length > 0,
      lacksTags: this.tags !== undefined && !this.ownDocuments.has(document),
    });
  }
}
