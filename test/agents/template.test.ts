import { Match, Template } from 'aws-cdk-lib/assertions';
import { agentWith } from './agents';
import { sampled } from '../support/configuration';
import { ACCOUNT, REGION, resourcesOf } from '../support/template';

const PARTITION = { Ref: 'AWS::Partition' };
const arn = (rest: string) => ({ 'Fn::Join': ['', ['arn:', PARTITION, rest]] });
const IN_REGION = { StringEquals: { 'aws:RequestedRegion': REGION } };
const OF_TASKS = {
  Version: '2012-10-17',
  Statement: [{
    Action: 'sts:AssumeRole',
    Effect: 'Allow',
    Principal: { Service: 'ecs-tasks.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnLike: { 'aws:SourceArn': arn(`:ecs:${REGION}:${ACCOUNT}:*`) } },
  }],
};

const { stack, agent } = agentWith({ teleportVersion: '18.2.0' });

test('the shortest call makes these resources, and no others', () => {
  expect(resourcesOf(stack)).toEqual({
    AgentTaskRole12021E96: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: OF_TASKS, Description: 'A Teleport agent' } },
    AgentAccess28BEBCF1: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        Description: 'What a Teleport agent needs for AWS databases',
        Path: '/',
        Roles: [{ Ref: 'AgentTaskRole12021E96' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Sid: 'RDSDescribeInstances', Effect: 'Allow', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: IN_REGION },
            { Sid: 'RDSDescribeClusters', Effect: 'Allow', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: IN_REGION },
            {
              Sid: 'RDSProxyDiscovery',
              Effect: 'Allow',
              Action: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'],
              Resource: '*',
              Condition: IN_REGION,
            },
            {
              Sid: 'RDSConnect',
              Effect: 'Allow',
              Action: 'rds-db:connect',
              Resource: arn(`:rds-db:${REGION}:${ACCOUNT}:dbuser:*/reader`),
            },
          ],
        },
      },
    },
    AgentLogsB327B8A3: {
      Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 }, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain',
    },
    AgentExecutionRoleA67A0453: {
      Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: OF_TASKS, Description: 'Starts the tasks of a Teleport agent' },
    },
    AgentExecutionRoleDefaultPolicyC6FA4EDA: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'AgentExecutionRoleDefaultPolicyC6FA4EDA',
        Roles: [{ Ref: 'AgentExecutionRoleA67A0453' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: { 'Fn::GetAtt': ['AgentLogsB327B8A3', 'Arn'] },
          }],
        },
      },
    },
    AgentTask8FD7524A: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        Family: 'StackAgentTask0F48675A',
        Cpu: '1024',
        Memory: '2048',
        NetworkMode: 'awsvpc',
        RequiresCompatibilities: ['FARGATE'],
        RuntimePlatform: { CpuArchitecture: 'X86_64', OperatingSystemFamily: 'LINUX' },
        TaskRoleArn: { 'Fn::GetAtt': ['AgentTaskRole12021E96', 'Arn'] },
        ExecutionRoleArn: { 'Fn::GetAtt': ['AgentExecutionRoleA67A0453', 'Arn'] },
        Volumes: [{ Name: 'data' }, { Name: 'tmp' }],
        ContainerDefinitions: [{
          Name: 'teleport',
          Essential: true,
          Image: 'public.ecr.aws/gravitational/teleport-ent-distroless:18.2.0',
          EntryPoint: ['/usr/bin/dumb-init', '--rewrite', '15:3', '--'],
          Command: ['/usr/local/bin/teleport', 'start'],
          Environment: [
            {
              Name: 'TELEPORT_CONFIG',
              Value: {
                'Fn::Base64': '{"version":"v3","teleport":{"proxy_server":"example.teleport.sh:443",'
                  + '"join_params":{"method":"iam","token_name":"database-agent"}},'
                  + '"auth_service":{"enabled":false},"proxy_service":{"enabled":false},"ssh_service":{"enabled":false},'
                  + `"db_service":{"enabled":true,"aws":[{"types":["rds"],"regions":["${REGION}"],"tags":{"*":["*"]}}]},`
                  + '"discovery_service":{"enabled":false}}',
              },
            },
            { Name: 'GOMEMLIMIT', Value: '1843MiB' },
          ],
          StopTimeout: 120,
          ReadonlyRootFilesystem: true,
          LinuxParameters: { Capabilities: { Drop: ['ALL'] } },
          MountPoints: [
            { SourceVolume: 'data', ContainerPath: '/var/lib/teleport', ReadOnly: false },
            { SourceVolume: 'tmp', ContainerPath: '/tmp', ReadOnly: false },
          ],
          LogConfiguration: {
            LogDriver: 'awslogs',
            Options: { 'awslogs-group': { Ref: 'AgentLogsB327B8A3' }, 'awslogs-stream-prefix': 'teleport', 'awslogs-region': REGION },
          },
        }],
      },
    },
    AgentSecurityGroup0A799B36: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        GroupDescription: 'A Teleport agent: everything out, nothing in',
        VpcId: 'vpc-0123456789abcdef0',
        SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', Description: 'Allow all outbound traffic by default', IpProtocol: '-1' }],
      },
    },
    AgentClusterF1EC2E82: { Type: 'AWS::ECS::Cluster' },
    AgentServiceF2D3C3B9: {
      Type: 'AWS::ECS::Service',
      Properties: {
        Cluster: { Ref: 'AgentClusterF1EC2E82' },
        TaskDefinition: { Ref: 'AgentTask8FD7524A' },
        LaunchType: 'FARGATE',
        DesiredCount: 2,
        EnableExecuteCommand: false,
        EnableECSManagedTags: false,
        DeploymentController: { Type: 'ECS' },
        DeploymentConfiguration: {
          MinimumHealthyPercent: 100,
          MaximumPercent: 200,
          DeploymentCircuitBreaker: { Enable: true, Rollback: true },
          Alarms: { AlarmNames: [], Enable: false, Rollback: false },
        },
        NetworkConfiguration: {
          AwsvpcConfiguration: {
            AssignPublicIp: 'DISABLED',
            Subnets: ['subnet-1', 'subnet-2'],
            SecurityGroups: [{ 'Fn::GetAtt': ['AgentSecurityGroup0A799B36', 'GroupId'] }],
          },
        },
      },
      DependsOn: ['AgentAccess28BEBCF1', 'AgentExecutionRoleDefaultPolicyC6FA4EDA', 'AgentExecutionRoleA67A0453', 'AgentTaskRole12021E96'],
    },
  });
});

test('the token admits the role of the tasks, and nobody else', () => {
  expect(JSON.parse(sampled(stack.resolve(agent.joinToken.toYaml())))).toEqual({
    kind: 'token',
    version: 'v2',
    metadata: { name: 'database-agent' },
    spec: {
      roles: ['Db'],
      join_method: 'iam',
      allow: [{ aws_account: ACCOUNT, aws_arn: `arn:aws:sts::${ACCOUNT}:assumed-role/sample-agenttaskrole12021e96/*` }],
    },
  });
});

test('nothing is open to the agent, with databases or without', () => {
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  template.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: Match.absent() });
});
