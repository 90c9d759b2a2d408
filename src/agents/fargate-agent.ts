import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { TeleportFargateAgentProps } from './fargate-agent-props';
import { TeleportAgentConfiguration } from '../configuration/agent-configuration';
import { TeleportDocument } from '../configuration/document';
import { TeleportDatabaseAccess } from '../policies/database-access';
import { TeleportDatabasePermissionsBoundary } from '../policies/permissions-boundary';
import { checkAgent } from '../private/agents/check-agent';
import { openDatabases } from '../private/agents/open-databases';
import { accessOptions, OF_AGENT, yamlOptions } from '../private/agents/options';
import { agentService, agentTask, logGroupOf, roleOfTasks } from '../private/agents/service';
import { knownOptions } from '../private/checks/known-options';
import { defining } from '../private/checks/validation-error';
import { warn } from '../private/checks/warnings/warning';
import { onUnknownOptions } from '../private/permissions/ignored-options';

/**
 * A running Teleport agent on ECS Fargate: its tasks, their permissions, and their configuration, from one declaration.
 *
 * The tasks run in private subnets, and nothing can connect to them. They join the Teleport cluster as their IAM role, so there is no
 * secret anywhere. The service starts after the policies are attached, and a change of the configuration replaces the tasks. The security
 * groups of the app's databases are opened to the agent.
 *
 * @example
 * declare const vpc: ec2.Vpc;
 *
 * const agent = new TeleportFargateAgent(this, 'Agent', {
 *   vpc,
 *   proxyServer: 'example.teleport.sh:443',
 *   joinTokenName: 'database-agent',
 *   teleportVersion: '18.2.0',
 *   databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
 *   databases: [RdsDatabase.any({ databaseUsers: ['reader'] })],
 * });
 * const token = agent.joinToken;
 * new CfnOutput(this, 'JoinToken', { value: token.toYaml() });
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/
 */
export class TeleportFargateAgent extends Construct implements ec2.IConnectable, iam.IGrantable {
  /** What AWS allows the tasks. */
  public readonly access: TeleportDatabaseAccess;
  /** What Teleport needs to know, such as the role in Teleport that lets people log in to these databases. */
  public readonly configuration: TeleportAgentConfiguration;
  /** The resource of kind `token` that lets only these tasks join. Create it in Teleport with `tctl create`. */
  public readonly joinToken: TeleportDocument;
  /** The service that keeps the tasks running. */
  public readonly service: ecs.FargateService;
  /** The task definition, whose only container is named `teleport`. */
  public readonly taskDefinition: ecs.FargateTaskDefinition;
  /** The role of the tasks: the agent's identity in AWS. */
  public readonly taskRole: iam.IRole;
  /** The log group of the tasks. */
  public readonly logGroup: logs.ILogGroup;
  /** The security groups of the tasks. */
  public readonly connections: ec2.Connections;
  /** The principal that takes further permissions of the tasks. They enter the permissions boundary too. */
  public readonly grantPrincipal: iam.IPrincipal;

  /** Throws for options without effect, and for a configuration that does not fit into a task definition. */
  constructor(scope: Construct, id: string, props: TeleportFargateAgentProps) {
    const checked = defining(scope, id, () => checkAgent(scope, props));
    const given = defining(scope, id, () => knownOptions('props', props, OF_AGENT));
    super(scope, id);
    onUnknownOptions({}, given).forEach((warning) => warn(this, warning));
    this.taskRole = given.taskRole ?? roleOfTasks(this, 'TaskRole', 'A Teleport agent', given.roleName);
    this.access = new TeleportDatabaseAccess(this, 'Access', { ...accessOptions(given), target: this.taskRole });
    this.grantPrincipal = this.access.grantPrincipal;
    if (given.withPermissionsBoundary === true) {
      const boundary = { policies: [this.access], patterns: given.boundaryPatterns };
      new TeleportDatabasePermissionsBoundary(this, 'Boundary', boundary).applyTo(this.taskRole);
    }

    this.configuration = new TeleportAgentConfiguration({
      policies: [this.access],
      remoteDatabases: given.remoteDatabases,
      vpc: checked.vpcOfDiscovered,
      teleportVersion: props.teleportVersion,
    });
    const yaml = this.configuration.teleportYaml(yamlOptions(given)).toYaml();
    this.joinToken = this.configuration.joinToken({
      name: given.joinTokenName,
      runsDiscoveryService: given.discoveryGroup !== undefined,
    });

    this.logGroup = given.logGroup ?? logGroupOf(this);
    const executionRole = roleOfTasks(this, 'ExecutionRole', 'Starts the tasks of a Teleport agent');
    const { access, logGroup, taskRole } = this;
    this.taskDefinition = agentTask(this, { ...given, ...checked, yaml, logGroup, taskRole, executionRole });
    this.service = agentService(this, { ...given, ...checked, taskDefinition: this.taskDefinition, after: [access, executionRole] });
    this.connections = this.service.connections;
    openDatabases(this.access, given.databases, this.service);
  }
}
