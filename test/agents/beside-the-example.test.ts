import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as rds from 'aws-cdk-lib/aws-rds';
import { parse } from 'yaml';
import { SHORTEST } from './agents';
import { TeleportOnEcs } from '../../examples/ecs/app';
import { ElastiCacheDatabase, RdsDatabase, TeleportFargateAgent } from '../../src';
import { sampled } from '../support/configuration';
import { documentsOf, propertiesOf, resourcesOf } from '../support/template';

const byHand = new TeleportOnEcs(new App(), 'Stack');

/** The same declaration as in the example. */
function inOneConstruct(): Stack {
  const stack = new Stack(new App(), 'Stack');
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const engine = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 });
  const orders = new rds.DatabaseInstance(stack, 'Orders', { vpc, engine, iamAuthentication: true });
  const sessions = new elasticache.CfnReplicationGroup(stack, 'Sessions', {
    replicationGroupDescription: 'Sessions of the web shop', engine: 'valkey', transitEncryptionEnabled: true, userGroupIds: ['readers'],
  });
  const labels = { 'teleport-env': 'prod' };
  new TeleportFargateAgent(stack, 'Agent', {
    ...SHORTEST,
    vpc,
    databaseTags: { 'teleport-env': ['prod'] },
    databases: [
      RdsDatabase.fromInstance(orders, { databaseUsers: ['reader'], registration: { name: 'orders', labels } }),
      ElastiCacheDatabase.fromReplicationGroup(sessions, { databaseUsers: ['reader'], registration: { name: 'sessions', labels } }),
      RdsDatabase.any({ databaseUsers: ['reader'] }),
    ],
  });
  return stack;
}
const agent = inOneConstruct();

const [taskByHand, task] = [byHand, agent].map((stack) => propertiesOf(stack, 'AWS::ECS::TaskDefinition')[0]);
const [containerByHand, container] = [taskByHand, task].map(({ ContainerDefinitions }) => ContainerDefinitions[0]);
const [serviceByHand, service] = [byHand, agent]
  .map((stack) => Object.values(resourcesOf(stack)).find(({ Type }) => Type === 'AWS::ECS::Service') as any);

/** Names of the app's own resources differ, and `CacheUsers` is one of the example's. */
const policyOf = (stack: Stack) => documentsOf(stack).find(({ Statement }) => Statement[0].Sid !== undefined)?.Statement
  .map(({ Sid, Action, Condition }: any) => ({ Sid, Action, Condition }));
const differing = (one: object, other: object) => [...new Set([...Object.keys(one), ...Object.keys(other)])].sort()
  .filter((key) => JSON.stringify(one[key as never]) !== JSON.stringify(other[key as never]));

test('the policy of the agent allows the same actions', () => {
  expect(policyOf(agent)).toEqual(policyOf(byHand));
});

test('Teleport reads the same configuration', () => {
  const [{ Value: parameter }] = propertiesOf(byHand, 'AWS::SSM::Parameter');
  const { Value: variable } = container.Environment[0];
  const read = (value: unknown) => parse(Buffer.from(sampled(value), 'base64').toString().replace(/\w+\.abcdefghijkl|sample-\w+/g, 'x'));
  expect(read(variable)).toEqual(read(parameter));
});

test('what differs in the tasks: sizes, where the configuration is, and what the example leaves to AWS', () => {
  expect(differing(taskByHand, task)).toEqual([
    'ContainerDefinitions', 'Cpu', 'ExecutionRoleArn', 'Family', 'Memory', 'RuntimePlatform', 'TaskRoleArn', 'Volumes',
  ]);
  expect(differing(containerByHand, container)).toEqual([
    'Command', 'EntryPoint', 'Environment', 'HealthCheck', 'Image', 'LinuxParameters', 'LogConfiguration', 'MountPoints',
    'ReadonlyRootFilesystem', 'Secrets', 'StopTimeout',
  ]);
  const start = [...container.EntryPoint, ...container.Command].map((word) => word.replace('/usr/local/bin/', ''));
  expect(start).toEqual(containerByHand.EntryPoint);
});

test('what differs in the service: old tasks stay until new ones run, and a failed deployment is taken back', () => {
  expect(differing(serviceByHand.Properties, service.Properties)).toEqual([
    'Cluster', 'DeploymentConfiguration', 'DeploymentController', 'EnableExecuteCommand', 'NetworkConfiguration', 'TaskDefinition',
  ]);
  expect(serviceByHand.Properties.DeploymentConfiguration).toMatchObject({ MinimumHealthyPercent: 50, MaximumPercent: 200 });
  expect(serviceByHand.Properties.DeploymentConfiguration.DeploymentCircuitBreaker).toBeUndefined();
  const types = (stack: Stack, { DependsOn }: any) => DependsOn.map((id: string) => resourcesOf(stack)[id].Type);
  expect(types(byHand, serviceByHand)).toContain('AWS::IAM::ManagedPolicy');
  expect(types(agent, service)).toContain('AWS::IAM::ManagedPolicy');
});
