import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { TeleportDocument } from './document';
import { TeleportDbServiceOptions, TeleportDiscoveryServiceOptions, TeleportHelmValuesOptions, TeleportYamlOptions } from './options';
import { RemoteDatabases } from './remote-databases';
import {
  TeleportDiscoveryConfigOptions, TeleportIntegrationOptions, TeleportJoinTokenOptions, TeleportRoleOptions,
} from './resource-options';
import { ITeleportPolicy } from '../policies/policy';
import { Known, knownOptions } from '../private/checks/known-options';
import { Agent, agentOf } from '../private/configuration/agent';
import { dbService } from '../private/configuration/db-service';
import { discoveryConfig } from '../private/configuration/discovery-config';
import { discoveryService } from '../private/configuration/discovery-service';
import { helmValues } from '../private/configuration/helm-values';
import { integration } from '../private/configuration/integration';
import { joinToken } from '../private/configuration/join-token';
import { JoinedServices } from '../private/configuration/joined-services';
import { DOCUMENTS, knownTo, warnOfUnknown } from '../private/configuration/known-options';
import { databaseResources } from '../private/configuration/registration/database-dialects';
import { role } from '../private/configuration/role';
import { teleportYaml } from '../private/configuration/teleport-yaml';
import { checkVersion } from '../private/configuration/versions/check-version';
import { checkTeleportVersion } from '../private/configuration/versions/version';

/** Properties of a `TeleportAgentConfiguration`. */
export interface TeleportAgentConfigurationProps {
  /**
   * The policies of the agent. At least one, and all with the same target. Each becomes a matcher of its own, with its types, regions and
   * tags.
   */
  readonly policies: ITeleportPolicy[];
  /**
   * What the agent reaches through roles that it assumes.
   *
   * @default - none: only databases in its own account and those that name their assumed role
   */
  readonly remoteDatabases?: RemoteDatabases[];
  /**
   * The VPC of the agent. Of the databases that others register, its Database Service then opens only those in this VPC. It selects them by
   * the labels `account-id`, `region` and `vpc-id`, which Teleport adds to what it discovers. Throws for a Discovery Service of Redshift
   * and DocumentDB, which get no `vpc-id`.
   *
   * @default - every VPC
   */
  readonly vpc?: IVpc;
  /**
   * The version of Teleport that reads the documents, such as `18.7.0`: of the Auth Service, of the `tctl` that creates the resources, and
   * of the agent. If they differ, give the oldest.
   *
   * An older Teleport drops unknown keys of a resource without a word, and does not start with unknown keys in its file. A document that
   * needs a newer Teleport throws.
   *
   * @default - everything is written, and only what is dangerous when it is dropped throws: a join token for an organization
   * @see https://github.com/cdk-teleport-database-access/cdk-teleport-database-access/blob/main/docs/versions.md
   */
  readonly teleportVersion?: string;
}

const PROPS: Known<TeleportAgentConfigurationProps> = { policies: true, remoteDatabases: true, vpc: true, teleportVersion: true };

/**
 * Everything that Teleport needs to know about one agent, derived from its policies. It is not a construct and adds nothing to the
 * template.
 *
 * @example
 * declare const access: TeleportDatabaseAccess;
 *
 * const configuration = new TeleportAgentConfiguration({ policies: [access] });
 * new ssm.StringParameter(this, 'TeleportYaml', {
 *   stringValue: configuration.teleportYaml({ proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent' }).toYaml(),
 * });
 * new CfnOutput(this, 'JoinToken', { value: configuration.joinToken({ name: 'database-agent' }).toYaml() });
 */
export class TeleportAgentConfiguration {
  private readonly agent: Agent;
  private readonly joined: JoinedServices;
  private readonly teleportVersion?: string;

  /** Throws for different targets, remote databases whose role the agent may not assume, and a version that is not three numbers. */
  constructor(props: TeleportAgentConfigurationProps) {
    const given = knownOptions('props', props, PROPS);
    this.teleportVersion = checkTeleportVersion(given.teleportVersion);
    const remotes = given.remoteDatabases && RemoteDatabases._listOf(given.remoteDatabases);
    this.agent = agentOf({ policies: given.policies, remotes, vpc: given.vpc });
    this.joined = new JoinedServices(this.agent);
    warnOfUnknown(this.agent, [{ options: given }, ...remotes ?? []]);
  }

  /** The agent's complete `teleport.yaml`. It contains no secret, because the agent joins with its IAM identity. */
  public teleportYaml(options: TeleportYamlOptions): TeleportDocument {
    return this.document(teleportYaml(this.agent, this.joined.joins(knownTo(this.agent, options, DOCUMENTS.teleportYaml))));
  }

  /**
   * The value of `db_service` in `teleport.yaml`: what the agent discovers, the single databases, and the labels of those that others
   * register. Patterns of databases are permissions only, so they are not in it.
   */
  public dbService(options: TeleportDbServiceOptions = {}): TeleportDocument {
    const section = dbService(this.agent, knownTo(this.agent, options, DOCUMENTS.dbService));
    return this.document(section, (part) => ({ db_service: part }));
  }

  /** The value of `discovery_service` in `teleport.yaml`. */
  public discoveryService(options: TeleportDiscoveryServiceOptions): TeleportDocument {
    const section = discoveryService(this.agent, knownTo(this.agent, options, DOCUMENTS.discoveryService));
    return this.document(section, (part) => ({ discovery_service: part }));
  }

  /** Values for Teleport's Helm chart `teleport-kube-agent`. They contain no secret, because the agent joins with its IAM identity. */
  public helmValues(options: TeleportHelmValuesOptions): TeleportDocument {
    return this.document(helmValues(this.agent, this.joined.joins(knownTo(this.agent, options, DOCUMENTS.helmValues))));
  }

  /** The resource of kind `token` that lets only this agent join, by its account and role or by its user. */
  public joinToken(options: TeleportJoinTokenOptions): TeleportDocument {
    return this.document(joinToken(this.agent, this.joined.admits(knownTo(this.agent, options, DOCUMENTS.joinToken))));
  }

  /** The resource of kind `discovery_config`: what the Discovery Services of a group look for. */
  public discoveryConfig(options: TeleportDiscoveryConfigOptions): TeleportDocument {
    return this.document(discoveryConfig(this.agent, knownTo(this.agent, options, DOCUMENTS.discoveryConfig)));
  }

  /** Resources of kind `db`, one for each single database. */
  public databases(): TeleportDocument {
    return this.document(databaseResources(this.agent));
  }

  /**
   * The resource of kind `integration` (AWS OIDC) for the target of the policies, which must trust Teleport: see `TeleportOidcPrincipal`.
   */
  public integration(options: TeleportIntegrationOptions): TeleportDocument {
    return this.document(integration(this.agent, knownTo(this.agent, options, DOCUMENTS.integration)));
  }

  /**
   * The resource of kind `role` that lets its holders log in to the declared databases.
   *
   * They log in as the declared database users and roles, to the declared database names. The labels of registrations and discovery select
   * the databases. With an admin user, Teleport creates the users, so the role names none.
   */
  public role(options: TeleportRoleOptions): TeleportDocument {
    return this.document(role(this.agent, knownTo(this.agent, options, DOCUMENTS.role)));
  }

  private document(content: object, wholeOf = (part: object) => part): TeleportDocument {
    return TeleportDocument._of(this.agent.stack, content, (extended) => checkVersion(this.teleportVersion, wholeOf(extended)));
  }
}
