import { Arn, ArnFormat, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { checkExternalId } from './private/checks/check-external-id';
import { checkSessionTags } from './private/checks/check-tags';
import { invalid } from './private/checks/invalid';
import { identityOf } from './private/identities/identity';

/** How Teleport assumes a role. Give the same options to the agent's policy and to the role's trust policy. */
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

/**
 * A role that Teleport assumes, because the role opens databases in another account or because it is the database user (DynamoDB,
 * Keyspaces, OpenSearch, DocumentDB, Redshift Serverless, and Redshift by role).
 *
 * The role must trust the agent: see `TeleportAgentPrincipal`. Its own policies say what it can do.
 */
export class AssumedRole {
  /**
   * A role that the app defines or imports.
   *
   * A role in another account or stage needs a name of its own, because templates cannot refer to each other there. Throws for anything
   * other than a single role in a known account.
   */
  public static fromRole(role: iam.IRole, options: AssumedRoleOptions = {}): AssumedRole {
    if (!('roleArn' in role)) {
      throw invalid('role', 'be a role, because nothing else can be assumed', role);
    }
    identityOf(role, 'role');
    checkRoleArn(role.roleArn);
    return new AssumedRole(role, checkExternalId('externalId', options.externalId), checkSessionTags('sessionTags', options.sessionTags));
  }

  private constructor(
    /** The role. */
    public readonly role: iam.IRole,
    /** The external ID that Teleport sends, if it sends one. */
    public readonly externalId?: string,
    /** The session tags that Teleport sends, if it sends any. */
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
    throw invalid('role', 'be a single role in an account of 12 digits, such as arn:aws:iam::123456789012:role/teleport-access', roleArn);
  }
}
