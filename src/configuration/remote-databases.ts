import { TeleportDatabase } from '../databases/database';
import { DatabaseType } from '../databases/database-type';
import { ITeleportPolicy } from '../policies/policy';
import { checkList, checkMade } from '../private/checks/check-lists';
import { Known, knownOptions } from '../private/checks/known-options';
import { OF_REMOTE, OF_ROLE } from '../private/checks/makers';
import { checkAccounts, checkRemote } from '../private/configuration/check-remote';
import type { Remote } from '../private/configuration/sources';
import { AssumedRole } from '../roles/assumed-role';

/** What is behind a role whose policy this app does not define. */
export interface RemoteDatabasesOptions {
  /**
   * The types of database that Teleport discovers there. Aurora and RDS are one type for Teleport, so name both.
   *
   * @default - none: single databases only
   */
  readonly databaseTypes?: DatabaseType[];
  /**
   * The regions to discover in, such as `eu-west-1`. At least one, each by its name: `*` throws. A single region is also that of every
   * database that names none.
   */
  readonly regions: string[];
  /**
   * The tags of the databases to discover, each with the values that it may have.
   *
   * @default - all databases
   */
  readonly databaseTags?: { [key: string]: string[] };
  /**
   * Single databases that Teleport registers, each with its registration.
   *
   * @default - none
   */
  readonly databases?: TeleportDatabase[];
}

const OPTIONS: Known<RemoteDatabasesOptions> = { databaseTypes: true, regions: true, databaseTags: true, databases: true };

/**
 * Databases behind a role that the agent assumes, usually in another account. Only for Teleport's configuration.
 *
 * The assumed roles of `TeleportDatabaseAccess` let the agent assume the role. The role's own policy says what the role can do.
 *
 * @example
 * declare const assumedRole: AssumedRole;
 *
 * const spoke = RemoteDatabases.behindRole(assumedRole, {
 *   databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
 *   regions: ['eu-central-1'],
 * });
 */
export class RemoteDatabases {
  /**
   * What a policy of this app allows the role: its types, regions, tags and databases. The policy's stack needs a known account and region.
   *
   * @param policy the policy whose target is that role. Throws otherwise.
   * @param assumedRole the role, as the agent assumes it
   */
  public static fromPolicy(policy: ITeleportPolicy, assumedRole: AssumedRole): RemoteDatabases {
    return new RemoteDatabases({ policy, assumedRole });
  }

  /**
   * What is behind a role that another app or pipeline defines, if only its ARN is known.
   *
   * @param assumedRole the role, as the agent assumes it
   * @param options what is there. Throws if it names nothing.
   */
  public static behindRole(assumedRole: AssumedRole, options: RemoteDatabasesOptions): RemoteDatabases {
    const given = knownOptions('options', options, OPTIONS);
    return new RemoteDatabases({ assumedRole, declaration: checkRemote(given), options: given });
  }

  /**
   * What is behind roles of the same name in many accounts.
   *
   * @param accounts the IDs of the accounts, at least one. Throws for a token.
   * @param assumedRole the role, in any of these accounts, with a literal name. The agent must be allowed to assume it in each account.
   * @param options what is there. Throws if it names nothing, or single databases, which are in one account each.
   */
  public static inAccounts(accounts: string[], assumedRole: AssumedRole, options: RemoteDatabasesOptions): RemoteDatabases {
    const given = knownOptions('options', options, OPTIONS);
    return new RemoteDatabases({
      assumedRole, accounts: checkAccounts(accounts, given), declaration: checkRemote(given), options: given,
    });
  }

  /** @internal */
  public static _listOf(remoteDatabases: RemoteDatabases[]): Remote[] {
    const list = checkList('remoteDatabases', remoteDatabases, 'leave it out if there is none');
    const made = checkMade('remoteDatabases', list, RemoteDatabases, OF_REMOTE);
    return made.map(({ _remote }) => _remote);
  }

  private constructor(
    /** @internal */
    public readonly _remote: Remote,
  ) {
    checkMade('assumedRole', [_remote.assumedRole], AssumedRole, OF_ROLE);
  }
}
