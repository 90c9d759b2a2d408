import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RULES } from '../private/aws/text-rules';
import { checkExternalId } from '../private/checks/check-external-id';
import { checkOrganizationId, checkRoleName, checkRolePath } from '../private/checks/check-organization';
import { checkSessionTags } from '../private/checks/check-tags';
import { invalid } from '../private/checks/invalid';
import { Known, knownOptions, unknownIn } from '../private/checks/known-options';
import { sentTo } from '../private/identities/agent-trust';
import { Identity, identityOf } from '../private/identities/identity';
import { bounded, join, literal } from '../private/tokens/bounded-text';

/** How Teleport assumes a role. The agent's policy and the role's trust policy must agree on it. */
export interface AssumedRoleOptions {
  /**
   * The external ID that Teleport sends (`external_id` in its configuration). 2 to 1,224 letters, digits and `_+=,.@:/-`.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
   */
  readonly externalId?: string;
  /**
   * The session tags that Teleport sends (`session_tags` in its configuration). The policy allows exactly these (`sts:TagSession`). At most
   * 50 tags of letters, digits, spaces and `_.:/=+-@`; up to 128 characters in a key, which must not start with `aws:`, and up to 256 in a
   * value.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
   */
  readonly sessionTags?: { [key: string]: string };
}

/** A role that has the same name in every account of an organization. */
export interface OrganizationRoleOptions extends AssumedRoleOptions {
  /** The name of the role, the same in every account: 1 to 64 letters, digits or `+=,.@-_`, no token. */
  readonly roleName: string;
  /**
   * The path of the role, the same in every account, such as `/teleport/`. It starts and ends with a slash and has at most 512 characters.
   *
   * @default /
   */
  readonly rolePath?: string;
}

const OPTIONS: Known<AssumedRoleOptions> = { externalId: true, sessionTags: true };
const IN_ORGANIZATION: Known<OrganizationRoleOptions> = { ...OPTIONS, roleName: true, rolePath: true };

/**
 * A role that Teleport assumes, because the role opens databases in another account or because it is the database user (DynamoDB,
 * Keyspaces, OpenSearch, DocumentDB, MongoDB Atlas, Redshift Serverless, and Redshift by role).
 *
 * The role must trust the agent: see `TeleportAgentPrincipal`. Its own policies say what it can do.
 *
 * @example
 * declare const agentRole: iam.Role;
 * const accessRole = iam.Role.fromRoleArn(this, 'Access', 'arn:aws:iam::222222222222:role/teleport-access');
 *
 * new TeleportDatabaseAccess(this, 'Spokes', {
 *   target: agentRole,
 *   assumedRoles: [AssumedRole.fromRole(accessRole, { externalId: 'prod-eu' })],
 * });
 */
export class AssumedRole {
  /**
   * A role that the app defines or imports. If the app defined it with a `TeleportAgentPrincipal`, and it trusts no other role, user or
   * account, external ID and session tags come from there.
   *
   * A role in another account or stage needs a name of its own, because templates cannot refer to each other there. In another account,
   * `PhysicalName.GENERATE_IF_NEEDED` is enough. A role may be imported by an ARN that only the deployment knows, such as that of an SSM
   * parameter. Throws for anything other than a single role, and for an external ID or session tags other than those of the principal.
   *
   * @param role the role, defined in the app or imported by its ARN.
   * @param options what Teleport sends, for a role that the app does not define with a `TeleportAgentPrincipal`.
   */
  public static fromRole(role: iam.IRole, options: AssumedRoleOptions = {}): AssumedRole {
    if (typeof role !== 'object' || role === null || !('roleArn' in role)) {
      throw invalid('role', 'be a role, because nothing else can be assumed', role);
    }
    const given = knownOptions('options', options, OPTIONS);
    const identity = identityOf(role, 'role');
    return new AssumedRole(identity, given, sentTo(identity.resource, checked(given)), role);
  }

  /**
   * A role that has the same name in every account of an organization, including accounts that join later.
   *
   * The policy has one statement for all accounts, limited to the organization by `aws:ResourceOrgID`. Each account needs the role itself,
   * with a trust policy that names the agent. CloudFormation StackSets can roll out one template to all of them.
   *
   * @param organizationId the ID of the organization, such as `o-abcdef1234`. Throws otherwise.
   * @param options the name of the role, and how Teleport assumes it. Throws for a name with a wildcard or a token.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourceorgid
   */
  public static inOrganization(organizationId: string, options: OrganizationRoleOptions): AssumedRole {
    const given = knownOptions('options', options, IN_ORGANIZATION);
    const { roleName, rolePath = '/' } = given;
    const identity = roleInEveryAccount(checkRoleName('roleName', roleName), checkRolePath('rolePath', rolePath));
    return new AssumedRole(identity, given, checked(given), undefined, checkOrganizationId('organizationId', organizationId));
  }

  /** @internal */
  public readonly _unknownOptions: readonly string[];

  private constructor(
    /** @internal */
    public readonly _identity: Identity,
    options: AssumedRoleOptions,
    private readonly sent: AssumedRoleOptions,
    private readonly single?: iam.IRole,
    private readonly organization?: string,
  ) {
    this._unknownOptions = unknownIn(options);
  }

  /** The external ID that Teleport sends, if it sends one. */
  public get externalId(): string | undefined {
    return this.sent.externalId;
  }

  /** The session tags that Teleport sends, if it sends any. */
  public get sessionTags(): { [key: string]: string } | undefined {
    return this.sent.sessionTags;
  }

  /** The role. Absent for a role in every account of an organization. */
  public get role(): iam.IRole | undefined {
    return this.single;
  }

  /** The ID of the organization, if the role exists in each of its accounts. Absent for a single role. */
  public get organizationId(): string | undefined {
    return this.organization;
  }
}

function checked({ externalId, sessionTags }: AssumedRoleOptions): AssumedRoleOptions {
  return { externalId: checkExternalId('externalId', externalId), sessionTags: checkSessionTags('sessionTags', sessionTags) };
}

/** The role of one name in every account. It is a pattern, so a policy must limit it to an organization. */
function roleInEveryAccount(name: string, path: string): Identity {
  const arn = join(literal('arn:'), bounded(Aws.PARTITION, RULES.partition), literal(`:iam::*:role${path}${name}`));
  return { identityType: 'Role', label: `the role ${path}${name} of the organization`, name, arn, literalArn: arn, all: arn, account: '*' };
}
