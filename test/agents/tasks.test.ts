import { App, Aspects, CfnParameter, Duration, Lazy, Stack, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { parse } from 'yaml';
import { agentIn, agentWith, vpcIn } from './agents';
import { TeleportFargateAgentProps } from '../../src';
import { sampled } from '../support/configuration';
import { ENV, logicalIdsOf, propertiesOf, resourcesOf, stackIn, warningsOf } from '../support/template';

const taskOf = (stack: Stack) => propertiesOf(stack, 'AWS::ECS::TaskDefinition')[0];
const containerOf = (stack: Stack) => taskOf(stack).ContainerDefinitions[0];
const serviceOf = (stack: Stack) => propertiesOf(stack, 'AWS::ECS::Service')[0];
const environmentOf = (stack: Stack) => Object.fromEntries(containerOf(stack).Environment.map(({ Name, Value }: any) => [Name, Value]));
const configurationOf = (stack: Stack) => parse(sampled(environmentOf(stack).TELEPORT_CONFIG['Fn::Base64']));
const containerWith = (props: Partial<TeleportFargateAgentProps>) => containerOf(agentWith(props).stack);

test.each([
  ['18.6.4', true], ['18.6.5', true], ['18.7.0', true], ['19.0.0', true], ['20.1.0', true],
  ['18.6.3', false], ['18.5.9', false], ['17.7.99', false], ['18.6.4-rc.1', false],
])('with Teleport %s, Fargate asks for its health: %s', (teleportVersion, asks) => {
  expect(containerWith({ teleportVersion }).HealthCheck).toEqual(asks ? {
    Command: ['CMD', '/usr/local/bin/teleport', 'debug', 'readyz'], StartPeriod: 60, Interval: 30, Timeout: 5, Retries: 5,
  } : undefined);
});

test.each<[Partial<TeleportFargateAgentProps>, string, string[]]>([
  [{}, 'teleport-ent-distroless', []],
  [{ enterprise: true }, 'teleport-ent-distroless', []],
  [{ enterprise: false }, 'teleport-distroless', []],
  [{ fips: true }, 'teleport-ent-fips-distroless', ['--fips']],
])('with %j, the image is %s', (props, name, flags) => {
  const { Image, Command } = containerWith(props);
  expect({ Image, Command }).toEqual({
    Image: `public.ecr.aws/gravitational/${name}:18.6.4`, Command: ['/usr/local/bin/teleport', 'start', ...flags],
  });
});

test('the address of the cluster may be a parameter', () => {
  const stack = stackIn();
  agentIn(stack, { proxyServer: new CfnParameter(stack, 'Proxy', { allowedPattern: '^[a-z.]+:443$' }).valueAsString });
  expect(JSON.stringify(environmentOf(stack).TELEPORT_CONFIG)).toContain('{"Ref":"Proxy"}');
});

test('sizes may be numbers that are tokens', () => {
  const { stack } = agentWith({
    cpu: Lazy.number({ produce: () => 512 }),
    memoryLimitMiB: Lazy.number({ produce: () => 1024 }),
    desiredCount: Lazy.number({ produce: () => 3 }),
  });
  expect(taskOf(stack)).toMatchObject({ Cpu: '512', Memory: '1024' });
  expect(serviceOf(stack).DesiredCount).toBe(3);
  expect(Object.keys(environmentOf(stack))).toEqual(['TELEPORT_CONFIG']);
});

test('the service is as large as it is said to be', () => {
  const { stack } = agentWith({ cpu: 256, memoryLimitMiB: 512, desiredCount: 0, cpuArchitecture: ecs.CpuArchitecture.ARM64 });
  expect(taskOf(stack)).toMatchObject({
    Cpu: '256', Memory: '512', RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' },
  });
  expect(serviceOf(stack).DesiredCount).toBe(0);
  expect(environmentOf(stack).GOMEMLIMIT).toBe('460MiB');
});

test('another configuration is another task definition, and so other tasks', () => {
  expect(configurationOf(agentWith().stack).db_service.aws[0].tags).toEqual({ '*': ['*'] });
  expect(configurationOf(agentWith({ databaseTags: { env: ['prod'] } }).stack).db_service.aws[0].tags).toEqual({ env: ['prod'] });
});

test('with a group, the agent runs a Discovery Service, and opens what it finds in its VPC', () => {
  const { agent, stack } = agentWith({ discoveryGroup: 'prod', pollInterval: Duration.minutes(1), databaseTags: { env: ['prod'] } });
  expect(agent.joinToken.content.spec.roles).toEqual(['Db', 'Discovery']);
  expect(agentWith().agent.joinToken.content.spec.roles).toEqual(['Db']);
  const { db_service, discovery_service } = configurationOf(stack);
  expect(discovery_service).toMatchObject({ enabled: true, discovery_group: 'prod', poll_interval: '60s' });
  expect(db_service).toEqual({
    enabled: true,
    resources: [{
      labels: { 'env': ['prod'], 'account-id': [ENV.account], 'region': [ENV.region], 'vpc-id': ['vpc-0123456789abcdef0'] },
    }],
  });
});

test('with labels of its own, the agent opens what has them, in whatever VPC', () => {
  const { stack } = agentWith({ discoveryGroup: 'prod', resourceLabels: { team: ['orders'] } });
  expect(configurationOf(stack).db_service).toEqual({ enabled: true, resources: [{ labels: { team: ['orders'] } }] });
});

test('a log group, security groups, subnets and a cluster of the app are taken', () => {
  const stack = stackIn();
  const vpc = vpcIn(stack);
  const logGroup = new logs.LogGroup(stack, 'Mine', { retention: logs.RetentionDays.ONE_DAY });
  const cluster = new ecs.Cluster(stack, 'Shared', { vpc: vpcIn(stack, 'Another') });
  const agent = agentIn(stack, {
    vpc,
    logGroup,
    cluster,
    vpcSubnets: { subnets: [vpc.privateSubnets[1]] },
    securityGroups: [new ec2.SecurityGroup(stack, 'Group', { vpc })],
  });
  expect(agent.logGroup).toBe(logGroup);
  expect(logicalIdsOf(stack, 'AWS::Logs::LogGroup')).toEqual(['MineC1B42D3A']);
  expect(logicalIdsOf(stack, 'AWS::ECS::Cluster')).toEqual(['SharedDACC02AA']);
  expect(logicalIdsOf(stack, 'AWS::EC2::SecurityGroup')).toEqual(['GroupC77FDACD']);
  const { Cluster, NetworkConfiguration: { AwsvpcConfiguration: { Subnets, SecurityGroups } } } = serviceOf(stack);
  expect({ Cluster, Subnets, SecurityGroups }).toEqual({
    Cluster: { Ref: 'SharedDACC02AA' }, Subnets: ['subnet-2'], SecurityGroups: [{ 'Fn::GetAtt': ['GroupC77FDACD', 'GroupId'] }],
  });
});

test('the service waits until its subnets reach the internet', () => {
  const stack = stackIn();
  agentIn(stack, { vpc: new ec2.Vpc(stack, 'Network', { maxAzs: 1 }) });
  const [{ DependsOn }] = Object.values(resourcesOf(stack)).filter(({ Type }) => Type === 'AWS::ECS::Service') as any[];
  expect(DependsOn).toContain('NetworkPrivateSubnet1DefaultRouteA48B3017');
});

test('the image may be a copy, which the execution role may pull, and its user another one', () => {
  const stack = stackIn();
  const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'mirror/teleport-ent-distroless');
  agentIn(stack, { image: ecs.ContainerImage.fromEcrRepository(repository, '18.6.4'), user: '9807:9807' });
  expect(containerOf(stack).User).toBe('9807:9807');
  expect(JSON.stringify(propertiesOf(stack, 'AWS::IAM::Policy'))).toContain('ecr:BatchGetImage');
});

test.each([
  'example.com/team/agent:7', 'example.com/team/my-teleport:1.0.0', 'public.ecr.aws/gravitational/teleport-distroless:18.6.4',
  'localhost:5000/teleport-distroless-debug:18.6.4', `public.ecr.aws/gravitational/teleport-distroless@sha256:${'0'.repeat(64)}`,
  `teleport-ent-distroless:18@sha256:${'0'.repeat(64)}`,
])('the image %s may be of that version', (name) => {
  const { stack } = agentWith({ image: ecs.ContainerImage.fromRegistry(name) });
  expect(containerOf(stack).Image).toBe(name);
  expect(warningsOf(stack)).toEqual([]);
});

test('tags and aspects of the app reach the agent', () => {
  const stack = stackIn(ENV, 'Stack', new App());
  const { service } = agentIn(stack);
  Tags.of(stack).add('team', 'platform');
  Aspects.of(stack).add({ visit: (node) => { if (node === service.node.defaultChild) (node as ecs.CfnService).desiredCount = 4; } });
  expect(serviceOf(stack)).toMatchObject({ DesiredCount: 4, Tags: [{ Key: 'team', Value: 'platform' }] });
});

test('a role of the app is the identity of the tasks', () => {
  const stack = stackIn();
  const assumedBy = new iam.ServicePrincipal('ecs-tasks.amazonaws.com');
  const taskRole = new iam.Role(stack, 'Mine', { roleName: 'teleport-agent', assumedBy });
  const agent = agentIn(stack, { taskRole });
  expect(agent.taskRole).toBe(taskRole);
  expect(taskOf(stack).TaskRoleArn).toEqual({ 'Fn::GetAtt': [stack.getLogicalId(taskRole.node.defaultChild as iam.CfnRole), 'Arn'] });
  expect(sampled(stack.resolve(agent.joinToken.toYaml()))).toContain(':assumed-role/teleport-agent/*');
});

test('the new role has the name that another account may trust', () => {
  const { stack, agent } = agentWith({ roleName: 'teleport-agent' });
  expect(propertiesOf(stack, 'AWS::IAM::Role').map(({ RoleName }) => RoleName)).toEqual(['teleport-agent', undefined]);
  expect(sampled(stack.resolve(agent.joinToken.toYaml()))).toContain(':assumed-role/teleport-agent/*');
});
