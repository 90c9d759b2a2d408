import { ArnFormat, aws_ec2 as ec2, aws_ecs as ecs, aws_iam as iam, aws_logs as logs, Stack } from 'aws-cdk-lib';
import { Construct, IDependable } from 'constructs';
import type { Sizes } from './check-sizes';
import { warnOfIsolated } from './check-subnets';
import { addAgent, ImageChoice } from './container';

export interface AgentTask extends ImageChoice, Sizes {
  readonly yaml: string;
  readonly user?: string;
  readonly cpuArchitecture: ecs.CpuArchitecture;
  readonly taskRole: iam.IRole;
  readonly executionRole: iam.IRole;
  readonly logGroup: logs.ILogGroup;
}

export interface AgentService {
  readonly vpc: ec2.IVpc;
  readonly subnets: ec2.SubnetSelection;
  readonly securityGroups?: ec2.ISecurityGroup[];
  readonly cluster?: ecs.ICluster;
  readonly taskDefinition: ecs.FargateTaskDefinition;
  readonly desiredCount: number;
  /** What must be there before the tasks start. */
  readonly after: readonly IDependable[];
}

export const logGroupOf = (scope: Construct): logs.LogGroup =>
  new logs.LogGroup(scope, 'Logs', { retention: logs.RetentionDays.ONE_MONTH });

/** A role that only tasks of this account and region get. */
export function roleOfTasks(scope: Construct, id: string, description: string, roleName?: string): iam.Role {
  const stack = Stack.of(scope);
  return new iam.Role(scope, id, {
    roleName,
    description,
    assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'ecs', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME }) },
      },
    }),
  });
}

/** The task with its only container. The configuration is in it, so another configuration is another revision, and other tasks. */
export function agentTask(scope: Construct, options: AgentTask): ecs.FargateTaskDefinition {
  const { cpu, memoryLimitMiB, cpuArchitecture, taskRole, executionRole } = options;
  const task = new ecs.FargateTaskDefinition(scope, 'Task', {
    cpu,
    memoryLimitMiB,
    taskRole,
    executionRole,
    runtimePlatform: { cpuArchitecture, operatingSystemFamily: ecs.OperatingSystemFamily.LINUX },
  });
  addAgent(scope, task, options);
  return task;
}

/** New tasks start before old ones stop, and a deployment whose tasks do not become healthy is taken back. */
export function agentService(scope: Construct, options: AgentService): ecs.FargateService {
  const { vpc, subnets, securityGroups, cluster, taskDefinition, desiredCount, after } = options;
  warnOfIsolated(scope, vpc, subnets);
  const service = new ecs.FargateService(scope, 'Service', {
    cluster: cluster === undefined ? new ecs.Cluster(scope, 'Cluster', { vpc }) : inVpc(scope, cluster, vpc),
    taskDefinition,
    desiredCount,
    vpcSubnets: subnets,
    securityGroups: securityGroups ?? [securityGroupOf(scope, vpc)],
    assignPublicIp: false,
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    circuitBreaker: { rollback: true },
    enableExecuteCommand: false,
  });
  service.node.addDependency(...after, vpc.selectSubnets(subnets).internetConnectivityEstablished);
  return service;
}

/** Not the one that CDK would make within the service, which would wait for everything that the service waits for. */
const securityGroupOf = (scope: Construct, vpc: ec2.IVpc) =>
  new ec2.SecurityGroup(scope, 'SecurityGroup', { vpc, description: 'A Teleport agent: everything out, nothing in' });

/** An ECS cluster belongs to no VPC in AWS, but CDK takes the subnets of a service from that of its cluster. */
const inVpc = (scope: Construct, { clusterName, clusterArn }: ecs.ICluster, vpc: ec2.IVpc): ecs.ICluster =>
  ecs.Cluster.fromClusterAttributes(scope, 'Cluster', { clusterName, clusterArn, vpc, securityGroups: [] });
