import * as iam from 'aws-cdk-lib/aws-iam';
import { AssumedRoleOptions } from './assumed-role';
import { checkExternalId } from './private/checks/check-external-id';
import { checkSessionTags } from './private/checks/check-tags';
import { identityOf } from './private/identities/identity';
import { conditionsOfSession, conditionsOfTags } from './private/permissions/assume-roles';
import { written } from './private/permissions/permission';

/**
 * A Teleport agent as the principal that a role trusts, in the agent's account or in another one.
 *
 * The role trusts the agent's *account*, on condition that the caller is the agent's role or user, path included (`aws:PrincipalArn`), and
 * sends the external ID. Either account can be deployed first, because IAM rejects a principal that does not exist yet but not a condition
 * that names it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export class TeleportAgentPrincipal extends iam.PrincipalBase {
  public readonly policyFragment: iam.PrincipalPolicyFragment;
  public readonly principalAccount: string | undefined;
  private readonly agent: iam.IPrincipal;
  private readonly tags?: iam.Conditions;

  /**
   * @param agent the role or user that Teleport's Database Service or Discovery Service runs as. In another account or stage it needs a
   *   name of its own, because templates cannot refer to each other there.
   * @param options the options of the assumed role in the agent's policy
   */
  constructor(agent: iam.IIdentity, options: AssumedRoleOptions = {}) {
    super();
    const { account, literalArn, arn } = identityOf(agent, 'agent');
    checkExternalId('externalId', options.externalId);
    checkSessionTags('sessionTags', options.sessionTags);
    this.agent = new iam.AccountPrincipal(account).withConditions({ ArnEquals: { 'aws:PrincipalArn': (literalArn ?? arn).text } });
    const { principalJson, conditions } = this.agent.policyFragment;
    this.tags = written(conditionsOfTags(options));
    this.principalAccount = account;
    this.policyFragment = new iam.PrincipalPolicyFragment(principalJson, { ...conditions, ...written(conditionsOfSession(options)) });
  }

  public addToAssumeRolePolicy(document: iam.PolicyDocument): void {
    super.addToAssumeRolePolicy(document);
    if (this.tags !== undefined) { // a statement of its own, because STS has no external ID for this action
      document.addStatements(new iam.PolicyStatement({ actions: ['sts:TagSession'], principals: [this.agent], conditions: this.tags }));
    }
  }

  /** Never merged with another principal, because their conditions differ. */
  public dedupeString(): string | undefined {
    return undefined;
  }
}
