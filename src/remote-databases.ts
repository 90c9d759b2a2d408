import { AssumedRole } from './assumed-role';
import { DatabaseType } from './database-type';
import { TeleportDatabase } from './databases/database';
import { ITeleportPolicy } from './policy';
import { checkAccounts, checkRemote } from './private/configuration/check-remote';
import type { Remote } from './private/configuration/remote';

/** What is behind a role whose policy this app does not define. */
export interface RemoteDatabasesOptions {
  /**
   * The types of database that Teleport discovers there. Aurora and RDS are one type for Teleport: name both.
   *
   * @default - none: single databases only
   */
  readonly databaseTypes?: DatabaseType[];
  /**
   * The regions to discover in, at least one, such as `eu-west-1`. A single one is also where the databases are that have none of their
   * own.
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

/**
 * Databases behind a role that the agent assumes, usually in another account: for Teleport's configuration. The agent's permission to
 * assume the role comes from the assumed roles of `TeleportDatabaseAccess`, and what the role may do from its own policy.
 */
export class RemoteDatabases {
  /**
   * What a policy of this app allows the role: its types, regions, tags and databases. The stack of the policy needs an account and a
   * region.
   *
   * @param policy the policy whose target is that role. Throws otherwise.
   * @param assumedRole the role, as the agent assumes it
   */
  public static fromPolicy(policy: ITeleportPolicy, assumedRole: AssumedRole): RemoteDatabases {
    return new RemoteDatabases({ policy, assumedRole });
  }

  /**
   * What is behind a role that another app or pipeline defines, of which only the ARN is known.
   *
   * @param assumedRole the role, as the agent assumes it
   * @param options what is there. Throws if it is nothing.
   */
  public static behindRole(assumedRole: AssumedRole, options: RemoteDatabasesOptions): RemoteDatabases {
    return new RemoteDatabases({ assumedRole, declaration: checkRemote(options) });
  }

  /**
   * The same behind the role of one name in many accounts.
   *
   * @param accounts the ids of the accounts, at least one. Throws for a token.
   * @param assumedRole the role, in any of these accounts, with a literal name. The agent must be allowed to assume it in each account.
   * @param options what is there. Throws if it is nothing, or if it names single databases, which are in one account each.
   */
  public static inAccounts(accounts: string[], assumedRole: AssumedRole, options: RemoteDatabasesOptions): RemoteDatabases {
    return new RemoteDatabases({ assumedRole, accounts: checkAccounts(accounts, options), declaration: checkRemote(options) });
  }

  private constructor(
    /** @internal */
    public readonly _remote: Remote,
  ) {}
}
