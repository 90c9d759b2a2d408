import { Token } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { checkName } from './private/checks/check-names';

/** A key that has replicas may be named in all its regions. */
const KEY_ARN = /^arn:[a-z-]+:kms:(?:\*|[a-z0-9-]+):\d{12}:key\/[A-Za-z0-9-]+$/;

/** Options of a `SecretStore`. */
export interface SecretStoreOptions {
  /**
   * The customer managed KMS key that encrypts the secrets: `kms_key_id` in Teleport's configuration. An alias is
   * refused, as IAM does not resolve aliases in the resource of a policy. The policy of a key of another account has to allow
   * Teleport's identity as well, which is warned about.
   *
   * @default - the AWS managed key `aws/secretsmanager`, which needs no permission
   */
  readonly encryptionKey?: kms.IKey;
}

/**
 * Where Teleport keeps the passwords of managed ElastiCache and MemoryDB users: `secret_store` in its configuration.
 *
 * @see https://goteleport.com/docs/reference/agent-services/database-access-reference/configuration/
 */
export class SecretStore {
  /** The prefix `teleport/` with the AWS managed key. Discovered databases always use this one. */
  public static readonly DEFAULT = new SecretStore('teleport');

  /**
   * A prefix of your own, with a key of your own if you like.
   *
   * Teleport names the secrets `<prefix>/<elasticache or memorydb>/<region>/<account>/user/<user id>`.
   *
   * @param keyPrefix what the names of the secrets start with: `key_prefix` in Teleport's configuration. 1 to 425 letters,
   *   digits and `/_+=.@-`, without a slash first; a slash at the end is dropped, as Teleport does. Throws otherwise.
   */
  public static of(keyPrefix: string, options: SecretStoreOptions = {}): SecretStore {
    const { encryptionKey } = options;
    if (encryptionKey !== undefined && ('aliasName' in encryptionKey || /:alias\//.test(encryptionKey.keyArn))) {
      throw new Error(`'encryptionKey' has to be a key, got the alias ${encryptionKey.node.path}: IAM does not resolve aliases in the resource of a policy; `
        + 'give the key that it points to');
    }
    if (encryptionKey !== undefined && !Token.isUnresolved(encryptionKey.keyArn) && !KEY_ARN.test(encryptionKey.keyArn)) {
      throw new Error(`'encryptionKey' has to be a single key of an account of 12 digits, got ${JSON.stringify(encryptionKey.keyArn)}`);
    }
    return new SecretStore(checkName('prefix', 'keyPrefix', keyPrefix).replace(/\/+$/, ''), encryptionKey);
  }

  private constructor(
    /** What the names of the secrets start with, without a slash at the end. */
    public readonly keyPrefix: string,
    /** The customer managed key, if there is one. */
    public readonly encryptionKey?: kms.IKey,
  ) {}
}
