import * as kms from 'aws-cdk-lib/aws-kms';
import { RULES } from '../private/aws/text-rules';
import { checkName, checkText } from '../private/checks/check-names';
import { invalid, verbatim } from '../private/checks/invalid';
import { Known, knownOptions, unknownIn } from '../private/checks/known-options';

/** Options for a secret store. */
export interface SecretStoreOptions {
  /**
   * The customer managed KMS key that encrypts the secrets (`kms_key_id` in Teleport's configuration). Throws for an alias, because IAM
   * does not resolve aliases in policies. Warns about a key in another account, whose key policy must also allow Teleport's identity.
   *
   * @default - the AWS managed key `aws/secretsmanager`, which needs no permission
   */
  readonly encryptionKey?: kms.IKey;
}

const OPTIONS: Known<SecretStoreOptions> = { encryptionKey: true };

/**
 * Where Teleport keeps the passwords of managed ElastiCache and MemoryDB users (`secret_store` in its configuration).
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/reference/configuration/
 *
 * @example
 * const store = SecretStore.of('teleport-prod', { encryptionKey: new kms.Key(this, 'Key') });
 */
export class SecretStore {
  /** The prefix `teleport/` with the AWS managed key. Discovered databases always use this store. */
  public static readonly DEFAULT = new SecretStore('teleport');

  /**
   * A store with a prefix of your own and, optionally, a key of your own.
   *
   * Teleport names the secrets `<prefix>/<elasticache or memorydb>/<region>/<account>/user/<user id>`.
   *
   * @param keyPrefix the start of the secrets' names (`key_prefix` in Teleport's configuration). 1 to 425 letters, digits and `/_+=.@-`.
   *   Must not start with a slash; a slash at the end is dropped, as Teleport does. Throws otherwise.
   */
  public static of(keyPrefix: string, options: SecretStoreOptions = {}): SecretStore {
    const given = knownOptions('options', options, OPTIONS);
    const { encryptionKey } = given;
    if (encryptionKey !== undefined && (typeof encryptionKey !== 'object' || !('keyArn' in encryptionKey))) {
      throw invalid('encryptionKey', 'be a KMS key', encryptionKey, 'import it with kms.Key.fromKeyArn()');
    }
    if (encryptionKey !== undefined && ('aliasName' in encryptionKey || /:alias\//.test(encryptionKey.keyArn))) {
      throw invalid('encryptionKey', 'be a key, because IAM does not resolve aliases in policies',
        verbatim(`the alias ${encryptionKey.node.path}`), 'give the key that it points to');
    }
    if (encryptionKey !== undefined) {
      checkText(RULES.keyArn, 'encryptionKey', encryptionKey.keyArn);
    }
    return new SecretStore(checkName('prefix', 'keyPrefix', withoutLastSlash(keyPrefix)), encryptionKey, unknownIn(given));
  }

  private constructor(
    private readonly prefix: string,
    private readonly key?: kms.IKey,
    /** @internal */
    public readonly _unknownOptions: readonly string[] = [],
  ) {}

  /** The start of the secrets' names, without a slash at the end. */
  public get keyPrefix(): string {
    return this.prefix;
  }

  /** The customer managed key, if there is one. */
  public get encryptionKey(): kms.IKey | undefined {
    return this.key;
  }
}

/** As Teleport drops it. */
const withoutLastSlash = (keyPrefix: string) => typeof keyPrefix === 'string' ? keyPrefix.replace(/(?<=[^/])\/+$/, '') : keyPrefix;
