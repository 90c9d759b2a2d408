import { Arn, ArnFormat, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { checkExternalId } from './private/checks/check-external-id';
import { checkSessionTags } from './private/checks/check-tags';
import { identityOf } from './private/identities/identity';

/** How Teleport assumes a role: the same on the side of the agent and in the trust of the role. */
export interface AssumedRoleOptions {
  /**
   * The external id that Teleport sends: `external_id` in its configuration. 2 to 1,224 letters, digits and `_+=,.@:/-`.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
   */
  readonly externalId?: string;
  /**
   * The session tags that Teleport sends: `session_tags` in its configuration. Allows exactly these (`sts:TagSession`). At most 50; keys of up to
   * 128, values of up to 256 letters, digits, spaces and `_.:/=+-@`, no key that starts with `aws:`.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
   */
  readonly sessionTags?: { [key: string]: string };
}

/**
 * A role that Teleport assumes: because it opens databases of another account, or because it is the database user (DynamoDB, Keyspaces, OpenSearch,
 * DocumentDB, Redshift Serverless, Redshift by role).
 *
 * The role has to trust the agent: see `TeleportAgentPrincipal`. What it may do is decided where it is defined.
 */
export class AssumedRole {
  /**
   * A role of the app or an imported one.
   *
   * A role of another account or stage needs a `roleName`, as no template refers to the other. Throws for anything but a single role of a known account.
   */
  public static fromRole(role: iam.IRole, options: AssumedRoleOptions = {}): AssumedRole {
    if (!('roleArn' in role)) {
      throw new Error(`'role' has to be a role, got ${(role as iam.IIdentity).node.path}: only roles can be assumed`);
    }
    identityOf(role, 'role');
    checkRoleArn(role.roleArn);
    return new AssumedRole(role, checkExternalId('externalId', options.externalId), checkSessionTags('sessionTags', options.sessionTags));
  }

  private constructor(
    /** The role. */
    public readonly role: iam.IRole,
    /** The external id that Teleport sends, if it sends one. */
    public readonly externalId?: string,
    /** The session tags that Teleport sends, if it sends some. */
    public readonly sessionTags?: { [key: string]: string },
  ) {}
}

/** A role of one account, as far as the ARN is known. */
function checkRoleArn(roleArn: string): void {
  if (Token.isUnresolved(roleArn)) {
    return;
  }
  const { account, resourceName = '' } = Arn.split(roleArn, ArnFormat.SLASH_RESOURCE_NAME);
  if (!/^\d{12}$/.test(account ?? '') || !/^(?:[\x21-\x7e]+\/)?[\w+=,.@-]{1,64}$/.test(resourceName)) {
    throw new Error(`'role' has to be a single role of an account of 12 digits, such as arn:aws:iam::123456789012:role/teleport-access, got ${JSON.stringify(roleArn)}`);
  }
}
