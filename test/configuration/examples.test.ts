import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { TeleportOnEc2 } from '../../examples/ec2/app';
import { TeleportOnEcs } from '../../examples/ecs/app';
import { TeleportWithIrsa, TeleportWithPodIdentity } from '../../examples/eks/app';
import { documentsIn, problemsOf, sampled, SAMPLE_ACCOUNT, SCHEMAS } from '../support/configuration';
import { logicalIdsOf, documentsOf, propertiesOf, resourcesOf, warningsOf } from '../support/template';

const HERE = { region: 'eu-west-1', account_id: SAMPLE_ACCOUNT };
const MATCHER = { types: ['rds'], regions: ['eu-west-1'], tags: { 'teleport-env': ['prod'] } };
const LABELS = { 'teleport-env': 'prod' };
const COMMON = {
  version: 'v3',
  teleport: { proxy_server: 'example.teleport.sh:443', join_params: { method: 'iam', token_name: 'database-agent' } },
  auth_service: { enabled: false },
  proxy_service: { enabled: false },
  ssh_service: { enabled: false },
};

/** The only document of a text, as Teleport reads it. */
function read(dialect: keyof typeof SCHEMAS, text: string): any {
  const documents = documentsIn(text);
  expect(documents).toHaveLength(1);
  expect(problemsOf(SCHEMAS[dialect], documents[0])).toEqual([]);
  return documents[0];
}

const decoded = (value: unknown) => Buffer.from(sampled(value), 'base64').toString();
const idOf = (stack: Stack, type: string) => logicalIdsOf(stack, type)[0];
const sidsOf = (stack: Stack) => documentsOf(stack).flatMap(({ Statement }) => Statement).flatMap(({ Sid }) => Sid ?? []);
const outputOf = (stack: Stack, name: string) => sampled(Template.fromStack(stack).findOutputs(name)[name].Value);

/** What every example says to `tctl create`. */
function checkResources(stack: Stack, role: string, databaseNames: string[], roles = ['Db']): void {
  expect(read('token', outputOf(stack, 'JoinToken'))).toEqual({
    kind: 'token',
    version: 'v2',
    metadata: { name: 'database-agent' },
    spec: {
      roles,
      join_method: 'iam',
      allow: [{ aws_account: SAMPLE_ACCOUNT, aws_arn: `arn:aws:sts::${SAMPLE_ACCOUNT}:assumed-role/sample-${role}/*` }],
    },
  });
  expect(read('role', outputOf(stack, 'Reader')).spec).toEqual({
    options: { create_db_user_mode: 'off' }, allow: { db_labels: { 'teleport-env': ['prod'] }, db_users: ['reader'], db_names: databaseNames },
  });
}

describe('an agent on ECS', () => {
  const stack = new TeleportOnEcs(new App(), 'Stack');

  test('reads its configuration from the parameter: what it discovers, and the two databases of the app', () => {
    const [{ Value }] = propertiesOf(stack, 'AWS::SSM::Parameter');
    const instance = idOf(stack, 'AWS::RDS::DBInstance').toLowerCase();
    expect(read('teleport.yaml', decoded(Value))).toEqual({
      ...COMMON,
      discovery_service: { enabled: false },
      db_service: {
        enabled: true,
        aws: [MATCHER],
        databases: [
          {
            name: 'orders',
            protocol: 'postgres',
            uri: `${instance}.abcdefghijkl.eu-west-1.amazonaws.com:5432`,
            static_labels: LABELS,
            aws: { ...HERE, rds: { instance_id: `sample-${instance}` } },
          },
          {
            name: 'sessions',
            protocol: 'redis',
            uri: 'sessions.abcdefghijkl.eu-west-1.amazonaws.com:5432',
            static_labels: LABELS,
            aws: { ...HERE, elasticache: { replication_group_id: 'sample-sessions' } },
          },
        ],
      },
    });
  });

  test('the container gets that parameter, and the execution role may read it', () => {
    const [{ ContainerDefinitions: [container], TaskRoleArn }] = propertiesOf(stack, 'AWS::ECS::TaskDefinition');
    const parameter = idOf(stack, 'AWS::SSM::Parameter');
    expect(container.Secrets.map(({ Name }: any) => Name)).toEqual(['TELEPORT_CONFIG']);
    expect(JSON.stringify(container.Secrets[0].ValueFrom)).toContain(JSON.stringify({ Ref: parameter }));
    expect(JSON.stringify(propertiesOf(stack, 'AWS::IAM::Policy'))).toContain('ssm:GetParameters');
    expect(TaskRoleArn).toEqual({ 'Fn::GetAtt': ['TaskRole30FC0FBB', 'Arn'] });
  });

  test('the parameter is short enough for either tier', () => {
    const [{ Value, Tier }] = propertiesOf(stack, 'AWS::SSM::Parameter');
    expect(Tier).toBe('Intelligent-Tiering');
    expect(sampled(Value).length).toBeLessThan(4096);
  });

  test('the role of the task trusts tasks of this account only', () => {
    const trust = resourcesOf(stack).TaskRole30FC0FBB.Properties.AssumeRolePolicyDocument.Statement;
    expect(trust.map(({ Condition, Principal }: any) => ({ Principal, account: Condition.StringEquals, arn: sampled(Condition.ArnLike['aws:SourceArn']) }))).toEqual([{
      Principal: { Service: 'ecs-tasks.amazonaws.com' }, account: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } }, arn: `arn:aws:ecs:eu-west-1:${SAMPLE_ACCOUNT}:*`,
    }]);
  });

  test('Teleport lets the task join, and readers log in', () => {
    checkResources(stack, 'taskrole30fc0fbb', ['orders']);
  });

  test('the task may do what the configuration says, and nobody is warned', () => {
    expect(sidsOf(stack)).toEqual(expect.arrayContaining(['RDSDescribeInstances', 'RDSDescribeClusters', 'RDSConnect', 'ElastiCacheConnect']));
    expect(warningsOf(stack).filter((id) => id.startsWith('cdk-teleport'))).toEqual([]);
  });
});

describe('an agent on EC2', () => {
  const stack = new TeleportOnEc2(new App(), 'Stack');
  const userData = decoded(propertiesOf(stack, 'AWS::EC2::Instance')[0].UserData);

  test('reads its configuration from user data: a Discovery Service, and a Database Service that opens by label what that registers', () => {
    const [, text] = /<<'EOF'\n([^]*?\n)EOF\n/.exec(userData)!;
    const cluster = idOf(stack, 'AWS::RDS::DBCluster').toLowerCase();
    expect(read('teleport.yaml', text)).toEqual({
      ...COMMON,
      discovery_service: { enabled: true, discovery_group: 'prod', aws: [MATCHER] },
      db_service: {
        enabled: true,
        databases: [
          {
            name: 'orders',
            protocol: 'mysql',
            uri: `${cluster}.abcdefghijkl.eu-west-1.amazonaws.com:5432`,
            static_labels: LABELS,
            aws: { ...HERE, rds: { cluster_id: `sample-${cluster}` } },
          },
          { name: 'carts', protocol: 'redis', uri: 'carts.abcdefghijkl.eu-west-1.amazonaws.com:5432', static_labels: LABELS, aws: HERE },
        ],
        resources: [{ labels: { 'teleport-env': ['prod'], 'account-id': [SAMPLE_ACCOUNT], 'region': ['eu-west-1'], 'vpc-id': [expect.stringMatching(/^sample-vpc/)] } }],
      },
    });
  });

  test('the configuration is one line between the marks, so the shell runs the rest', () => {
    expect(userData.split('\n').filter((line) => !line.startsWith('{"version"'))).toEqual([
      '#!/bin/bash', 'curl -fsSL https://example.teleport.sh:443/scripts/install.sh | bash', 'cat > /etc/teleport.yaml <<\'EOF\'', 'EOF', 'systemctl enable --now teleport',
    ]);
  });

  test('Teleport lets the instance join, and readers log in', () => {
    checkResources(stack, 'role1abcc5f0', ['*'], ['Db', 'Discovery']);
  });

  test('the instance may do what the configuration says, and nobody is warned', () => {
    expect(sidsOf(stack)).toEqual(expect.arrayContaining(['RDSDescribeInstances', 'RDSDescribeClusters', 'RDSConnect', 'ElastiCacheConnect']));
    expect(warningsOf(stack).filter((id) => id.startsWith('cdk-teleport'))).toEqual([]);
  });
});

describe('an agent on EKS', () => {
  const cluster = {
    env: { account: SAMPLE_ACCOUNT, region: 'eu-west-1' },
    clusterName: 'prod',
    kubectlFunctionArn: `arn:aws:lambda:eu-west-1:${SAMPLE_ACCOUNT}:function:kubectl`,
    kubectlHandlerRoleArn: `arn:aws:iam::${SAMPLE_ACCOUNT}:role/kubectl-handler`,
    kubectlRoleArn: `arn:aws:iam::${SAMPLE_ACCOUNT}:role/kubectl`,
  };
  const issuer = 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D';
  const stacks = {
    podIdentity: new TeleportWithPodIdentity(new App(), 'Stack', cluster),
    irsa: new TeleportWithIrsa(new App(), 'Stack', { ...cluster, oidcProviderArn: `arn:aws:iam::${SAMPLE_ACCOUNT}:oidc-provider/${issuer}` }),
  };
  const values = {
    roles: 'db',
    proxyAddr: 'example.teleport.sh:443',
    enterprise: true,
    joinParams: { method: 'iam', tokenName: 'database-agent' },
    awsDatabases: [MATCHER],
    teleportConfig: { db_service: { aws: [MATCHER] } },
    serviceAccount: { create: true, name: 'teleport-agent' },
    extraEnv: [{ name: 'AWS_REGION', value: 'eu-west-1' }],
  };
  const trustOf = (stack: Stack) => propertiesOf(stack, 'AWS::IAM::Role').map((role) => role.AssumeRolePolicyDocument.Statement[0])
    .map(({ Action, Condition }) => ({ Action, Condition }));

  test.each<[keyof typeof stacks, object]>([
    ['podIdentity', values],
    ['irsa', { ...values, annotations: { serviceAccount: { 'eks.amazonaws.com/role-arn': `arn:aws:iam::${SAMPLE_ACCOUNT}:role/role1abcc5f0` } } }],
  ])('with %s, CDK gives Helm the values', (how, expected) => {
    const [{ Values, Chart, Namespace }] = propertiesOf(stacks[how], 'Custom::AWSCDK-EKS-HelmChart');
    expect({ Chart, Namespace }).toEqual({ Chart: 'teleport-kube-agent', Namespace: 'teleport' });
    expect(read('helm values', sampled(Values))).toEqual(expected);
  });

  test('the role trusts the pods of that service account in that cluster only', () => {
    expect(trustOf(stacks.podIdentity)).toEqual([{
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: {
        StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'teleport', 'aws:RequestTag/kubernetes-service-account': 'teleport-agent' },
        ArnEquals: { 'aws:RequestTag/eks-cluster-arn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:eks:eu-west-1:${SAMPLE_ACCOUNT}:cluster/prod`]] } },
      },
    }]);
    expect(trustOf(stacks.irsa)).toEqual([{
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { [`${issuer}:sub`]: 'system:serviceaccount:teleport:teleport-agent', [`${issuer}:aud`]: 'sts.amazonaws.com' } },
    }]);
    expect(propertiesOf(stacks.podIdentity, 'AWS::EKS::PodIdentityAssociation')[0]).toMatchObject({ Namespace: 'teleport', ServiceAccount: 'teleport-agent' });
  });

  test.each(Object.keys(stacks) as (keyof typeof stacks)[])('with %s, Teleport lets the pods join, readers log in, and nobody is warned', (how) => {
    checkResources(stacks[how], 'role1abcc5f0', ['*']);
    expect(warningsOf(stacks[how]).filter((id) => id.startsWith('cdk-teleport'))).toEqual([]);
  });
});
