import { App, Stack } from 'aws-cdk-lib';
import { TeleportOnEc2 } from '../../examples/ec2/app';
import { TeleportOnEcs } from '../../examples/ecs/app';
import { documentsIn, problemsOf, sampled, SAMPLE_ACCOUNT, SCHEMAS } from '../support/configuration';
import { logicalIdsOf, documentsOf, propertiesOf, warningsOf } from '../support/template';

const HERE = { region: 'eu-west-1', account_id: SAMPLE_ACCOUNT };
const MATCHER = { types: ['rds'], regions: ['eu-west-1'], tags: { 'teleport-env': ['prod'] } };
const COMMON = {
  version: 'v3',
  teleport: { proxy_server: 'example.teleport.sh:443', join_params: { method: 'iam', token_name: 'database-agent' } },
  auth_service: { enabled: 'no' },
  proxy_service: { enabled: 'no' },
  ssh_service: { enabled: 'no' },
};

/** The file as the agent reads it, with its sections checked. */
function teleportYaml(text: string): any {
  const documents = documentsIn(text);
  expect(documents).toHaveLength(1);
  const [{ db_service, discovery_service, ...rest }] = documents;
  expect(problemsOf(SCHEMAS.db_service, db_service)).toEqual([]);
  expect(discovery_service === undefined ? [] : problemsOf(SCHEMAS.discovery_service, discovery_service)).toEqual([]);
  expect(rest).toEqual(COMMON);
  return { db_service, discovery_service };
}

const decoded = (value: unknown) => Buffer.from(sampled(value), 'base64').toString();
const idOf = (stack: Stack, type: string) => logicalIdsOf(stack, type)[0];
const sidsOf = (stack: Stack) => documentsOf(stack).flatMap(({ Statement }) => Statement).flatMap(({ Sid }) => Sid ?? []);

describe('an agent on ECS', () => {
  const stack = new TeleportOnEcs(new App(), 'Stack');

  test('reads its configuration from the parameter: what it discovers, and the two databases of the app', () => {
    const [{ Value }] = propertiesOf(stack, 'AWS::SSM::Parameter');
    const instance = idOf(stack, 'AWS::RDS::DBInstance').toLowerCase();
    expect(teleportYaml(decoded(Value))).toEqual({
      discovery_service: undefined,
      db_service: {
        enabled: 'yes',
        aws: [MATCHER],
        databases: [
          {
            name: 'orders',
            protocol: 'postgres',
            uri: `${instance}.abcdefghijkl.eu-west-1.amazonaws.com:5432`,
            static_labels: { env: 'prod' },
            aws: { ...HERE, rds: { instance_id: `sample-${instance}` } },
          },
          {
            name: 'sessions',
            protocol: 'redis',
            uri: 'sessions.abcdefghijkl.eu-west-1.amazonaws.com:5432',
            static_labels: { env: 'prod' },
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
    expect(teleportYaml(text)).toEqual({
      discovery_service: { enabled: 'yes', discovery_group: 'prod', aws: [MATCHER] },
      db_service: {
        enabled: 'yes',
        databases: [
          {
            name: 'orders',
            protocol: 'mysql',
            uri: `${cluster}.abcdefghijkl.eu-west-1.amazonaws.com:5432`,
            static_labels: { env: 'prod' },
            aws: { ...HERE, rds: { cluster_id: `sample-${cluster}` } },
          },
          { name: 'carts', protocol: 'redis', uri: 'carts.abcdefghijkl.eu-west-1.amazonaws.com:5432', static_labels: { env: 'prod' }, aws: HERE },
        ],
        resources: [{ labels: { 'teleport-env': ['prod'] } }],
      },
    });
  });

  test('nothing but the configuration stands between the marks, so that the shell runs the rest', () => {
    expect(userData.split('\n').filter((line) => !/^(version|teleport|auth_service|proxy_service|ssh_service|discovery_service|db_service| {2})/.test(line))).toEqual([
      '#!/bin/bash', 'curl -fsSL https://example.teleport.sh:443/scripts/install.sh | bash', 'cat > /etc/teleport.yaml <<\'EOF\'', 'EOF', 'systemctl enable --now teleport',
    ]);
  });

  test('the instance may do what the configuration says, and nobody is warned', () => {
    expect(sidsOf(stack)).toEqual(expect.arrayContaining(['RDSDescribeInstances', 'RDSDescribeClusters', 'RDSConnect', 'ElastiCacheConnect']));
    expect(warningsOf(stack).filter((id) => id.startsWith('cdk-teleport'))).toEqual([]);
  });
});
