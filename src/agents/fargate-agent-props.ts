import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { TeleportYamlOptions } from '../configuration/options';
import { RemoteDatabases } from '../configuration/remote-databases';
import { TeleportDatabase } from '../databases/database';
import { TeleportDatabaseAccessOptions } from '../policies/database-access';

/** Where the tasks of an agent run, and how. */
export interface TeleportFargateTaskOptions {
  /** The VPC that the tasks run in. */
  readonly vpc: ec2.IVpc;
  /**
   * The subnets of the tasks. They need a way to the internet, but no public IP address is assigned. Throws for public subnets and warns
   * about isolated ones.
   *
   * @default - the private subnets of the VPC that have a way out; throws if it has none
   */
  readonly vpcSubnets?: ec2.SubnetSelection;
  /**
   * The security groups of the tasks. They need no inbound rule, because the agent opens the connection to Teleport itself.
   *
   * @default - a new security group that lets everything out and nothing in
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
  /**
   * The ECS cluster that the service belongs to. Not a Teleport cluster.
   *
   * @default - a new one
   */
  readonly cluster?: ecs.ICluster;
  /**
   * How many tasks run. Each task is an agent, and if one fails, Teleport uses another. With no tasks, no agent runs.
   *
   * @default - two
   */
  readonly desiredCount?: number;
  /**
   * The units of CPU of a task. Throws for a size that Fargate does not have.
   *
   * @default - `1024`, which is one virtual CPU
   */
  readonly cpu?: number;
  /**
   * The memory of a task in MiB. Throws for a size that Fargate does not have for the units of CPU.
   *
   * @default - the least for the units of CPU: `2048`, which is two GiB, for one virtual CPU
   */
  readonly memoryLimitMiB?: number;
  /**
   * The processors of the tasks: `X86_64` or `ARM64`. Teleport's images are for both.
   *
   * @default X86_64
   */
  readonly cpuArchitecture?: ecs.CpuArchitecture;
  /**
   * The log group of the tasks.
   *
   * @default - a new log group that keeps logs for a month
   */
  readonly logGroup?: logs.ILogGroup;
  /**
   * The role of the tasks, if something that the agent is given needs it first, such as a role that trusts it. It must trust
   * `ecs-tasks.amazonaws.com`.
   *
   * @default - a new role, which only tasks of this account and region can assume
   */
  readonly taskRole?: iam.IRole;
  /**
   * The name of the new role. Give one if another account trusts the role.
   *
   * @default - CloudFormation names the role
   */
  readonly roleName?: string;
}

/** Properties of a `TeleportFargateAgent`: what it reaches, how it joins, and where it runs. */
export interface TeleportFargateAgentProps extends TeleportDatabaseAccessOptions, TeleportYamlOptions, TeleportFargateTaskOptions {
  /**
   * The version of Teleport that runs: a whole one, such as `18.2.0`, of the same major version as the cluster or the one before. A newer
   * agent does not connect.
   *
   * It chooses the image, and what the configuration may contain: what an older Teleport does not know throws. Give no newer one than the
   * cluster and `tctl` have if the configuration makes a join token for an organization. From `18.6.4` on, Fargate asks Teleport for its
   * health. Must be known at synthesis, so it is not a token.
   */
  readonly teleportVersion: string;
  /**
   * Whether the tasks run the image of Teleport Enterprise and Teleport Cloud.
   *
   * @default true
   */
  readonly enterprise?: boolean;
  /**
   * Whether Teleport uses only cryptography that FIPS approves (`--fips`), with the image for that.
   *
   * @default false
   */
  readonly fips?: boolean;
  /**
   * Another image, such as a copy in your own registry. It must have `dumb-init` and `teleport` where Teleport's images have them. Throws
   * for a copy of Teleport's image of another version.
   *
   * @default - Teleport's own image without a shell, from its public registry
   */
  readonly image?: ecs.ContainerImage;
  /**
   * The user and group that the image runs as, by their numbers, such as `9807:9807`. Needs an image that declares `/var/lib/teleport` and
   * `/tmp` as volumes of this user, because volumes of Fargate belong to root otherwise.
   *
   * @default - the image's user: root, without capabilities and with a read-only root file system
   */
  readonly user?: string;
  /**
   * What the agent reaches through roles that it assumes.
   *
   * @default - none: only databases in its own account and those that name their assumed role
   */
  readonly remoteDatabases?: RemoteDatabases[];
  /**
   * Puts a permissions boundary on the role of the tasks. It allows what the policies allow, later grants to the agent included, and
   * nothing else.
   *
   * @default false
   */
  readonly withPermissionsBoundary?: boolean;
  /**
   * Patterns that take the place of the single databases that they match in this boundary, such as `RdsDatabase.any()`.
   *
   * A boundary is one document, which does not hold many databases by name.
   *
   * @default - every database is named
   */
  readonly boundaryPatterns?: TeleportDatabase[];
}
