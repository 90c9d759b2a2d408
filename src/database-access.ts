import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AssumedRole } from './assumed-role';
import { DbResourcesOptions, DbServiceOptions, DiscoveryConfigOptions, DiscoveryServiceOptions } from './teleport-configuration-options';
import { TeleportDatabase } from './databases/database';
import { TeleportDiscoveryOptions } from './database-discovery-policy';
import { DatabaseType } from './database-type';
import { onUnconnectable } from './private/permissions/advice';
import { contentOf } from './private/permissions/declared-content';
import { dbResources, dbService, discoveryConfig, discoveryService } from './private/configuration/documents';
import { yaml, yamlStream } from './private/configuration/yaml';
import { PolicyBase } from './private/policies/policy-base';

/** Properties of a `TeleportDatabaseAccess`: at least one of `databaseTypes`, `databases`, `assumedRoles`, `manageUsersOf` and `secretStores`. */
export interface TeleportDatabaseAccessProps extends TeleportDiscoveryOptions {
  /**
   * The types of database to discover: `types` of Teleport's matcher.
   *
   * @default - Teleport discovers nothing, or its Discovery Service does with a role of its own
   */
  readonly databaseTypes?: DatabaseType[];
  /**
   * The databases to connect to, whether registered by hand or discovered, with what Teleport reads of registered ones. In the order given: one
   * more at the end changes the last policy only.
   *
   * @default - none
   */
  readonly databases?: TeleportDatabase[];
  /**
   * Roles that Teleport assumes: to open other accounts, or because they are the users of databases that it discovers. Those of single databases can be named there.
   *
   * @default - none
   */
  readonly assumedRoles?: AssumedRole[];
}

/**
 * Everything that a Teleport agent needs for its AWS databases, from one declaration: discovers, connects, manages users, packed into as few
 * managed policies as IAM's limits allow.
 *
 * @see https://goteleport.com/docs/reference/agent-services/database-access-reference/aws/
 */
export class TeleportDatabaseAccess extends PolicyBase {
  constructor(scope: Construct, id: string, props: TeleportDatabaseAccessProps) {
    checkAccess(props);
    const stack = Stack.of(scope);
    const content = contentOf(stack, props);
    const declaration = { ...props, assumedRoles: props.assumedRoles ?? [] }; // the whole list: the configuration cannot name another
    super(scope, id, props, { ...content, declaration, warnings: [...content.warnings, ...onUnconnectable(stack, props)] });
  }

  /**
   * The value of `db_service` in the agent's `teleport.yaml`, on one line: what it discovers, the single databases of `databases`, and the labels of
   * those that others register. Patterns such as `RdsDatabase.any()` are permissions only.
   *
   * May contain tokens, always quoted: use it in the same app, such as in user data or a parameter.
   */
  public dbServiceYaml(options: DbServiceOptions = {}): string {
    return yaml(Stack.of(this), dbService(this, options));
  }

  /** The value of `discovery_service` in the agent's `teleport.yaml`, on one line. May contain tokens, always quoted. */
  public discoveryServiceYaml(options: DiscoveryServiceOptions): string {
    return yaml(Stack.of(this), discoveryService(this, options));
  }

  /** A resource of kind `discovery_config`, for `tctl create`: what the Discovery Services of the group discover. May contain tokens, always quoted. */
  public discoveryConfigYaml(options: DiscoveryConfigOptions): string {
    return yamlStream(Stack.of(this), [discoveryConfig(this, options)]);
  }

  /** Resources of kind `db`, one for each single database of `databases`, for `tctl create`. May contain tokens, always quoted. */
  public dbResourcesYaml(options: DbResourcesOptions = {}): string {
    return yamlStream(Stack.of(this), dbResources(this, options));
  }
}

function checkAccess({ databaseTypes, databases, assumedRoles, manageUsersOf, secretStores }: TeleportDatabaseAccessProps): void {
  if ([databaseTypes, databases, assumedRoles, manageUsersOf, secretStores].every((asked) => asked === undefined)) {
    throw new Error('this access asks for nothing; name \'databaseTypes\', \'databases\', \'assumedRoles\', \'manageUsersOf\' or \'secretStores\'');
  }
}
