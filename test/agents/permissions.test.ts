import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { parse } from 'yaml';
import { agentIn, agentWith, vpcIn } from './agents';
import {
  AssumedRole, DatabaseProtocol, DatabaseType, DynamoDbDatabase, RdsDatabase, RemoteDatabases, SecretStore, SelfGrant,
  TeleportAgentPrincipal, TeleportDatabaseAccess, TeleportFargateAgent,
} from '../../src';
import { sampled } from '../support/configuration';
import { boundaryOf, documentsOf, ENV, propertiesOf, resourcesOf, stackIn, warningsOf } from '../support/template';

const reader = { databaseUsers: ['reader'] };
const many = (count: number) => Array.from({ length: count }, (_, index) => RdsDatabase.fromResourceId(`db-ABCDEFGHIJKL0123${index}`, {
  databaseUsers: ['reader'],
  registration: {
    name: `orders-${index}`,
    host: 'orders.abcdefghijkl.eu-west-1.rds.amazonaws.com',
    protocol: DatabaseProtocol.POSTGRES,
    labels: { env: 'prod' },
  },
}));
const OF_TASKS = new iam.ServicePrincipal('ecs-tasks.amazonaws.com');
const sidsOf = ({ Statement }: any): string[] => Statement.map(({ Sid }: any) => Sid);
const configurationOf = (stack: Stack) => {
  const [{ ContainerDefinitions: [{ Environment: [{ Value }] }] }] = propertiesOf(stack, 'AWS::ECS::TaskDefinition');
  return parse(sampled(Value['Fn::Base64']));
};
const roleBoundaryOf = (stack: Stack, id: string) => resourcesOf(stack)[id].Properties.PermissionsBoundary;

test('the tasks start after every policy, later grants included, and after what starts them may write logs', () => {
  const { stack, agent } = agentWith({ databases: many(150) });
  new s3.Bucket(stack, 'Recordings').grantWrite(agent);
  const resources = resourcesOf(stack);
  const { DependsOn } = resources.AgentServiceF2D3C3B9 as unknown as { DependsOn: string[] };
  const policies = Object.keys(resources).filter((id) => /Policy$/.test(resources[id].Type));
  expect(policies.length).toBeGreaterThan(3);
  expect(DependsOn).toEqual(expect.arrayContaining(policies));
});

test('without a boundary there is none', () => {
  const { stack } = agentWith();
  expect(roleBoundaryOf(stack, 'AgentTaskRole12021E96')).toBeUndefined();
});

test('the boundary is on the role of the tasks, with what the policies allow and what is granted to the agent', () => {
  const { stack, agent } = agentWith({ withPermissionsBoundary: true });
  new s3.Bucket(stack, 'Recordings').grantPut(agent);
  const [access, grants] = documentsOf(stack);
  const boundary = boundaryOf(stack);
  expect(boundary.Statement.slice(0, -1)).toEqual(access.Statement);
  const sorted = ({ Action, ...rest }: any) => ({ ...rest, Action: [...Action].sort() });
  expect(boundary.Statement.slice(-1).map(sorted)).toEqual(grants.Statement.map(sorted));
  expect(roleBoundaryOf(stack, 'AgentTaskRole12021E96')).toEqual({ Ref: expect.stringMatching(/^AgentBoundary/) });
  expect(roleBoundaryOf(stack, 'AgentExecutionRoleA67A0453')).toBeUndefined();
  expect(warningsOf(stack)).toEqual([]);
});

test('what is granted to the role and not to the agent is outside of the boundary, with a warning', () => {
  const { stack, agent } = agentWith({ withPermissionsBoundary: true });
  new s3.Bucket(stack, 'Recordings').grantPut(agent.taskRole);
  expect(warningsOf(stack)).toEqual(['cdk-teleport-database-access:policyOutsideBoundary']);
});

test('patterns make a boundary of many databases short enough', () => {
  const databases = many(120);
  const bounded = { databases, databaseTypes: undefined, withPermissionsBoundary: true };
  expect(() => agentWith(bounded)).toThrow(/6144/);
  const { stack } = agentWith({ ...bounded, boundaryPatterns: [RdsDatabase.any(reader)] });
  expect(JSON.stringify(boundaryOf(stack))).toContain('dbuser:*/reader');
});

test('everything that TeleportDatabaseAccess takes reaches the policies', () => {
  const props = {
    regions: ['eu-central-1'],
    databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA, DatabaseType.ELASTICACHE],
    databaseTags: { env: ['prod'] },
    databases: [RdsDatabase.any({ ...reader, regions: ['eu-central-1'] })],
    assumedRoles: [AssumedRole.inOrganization('o-abcdef1234', { roleName: 'teleport-access' })],
    allowDatabaseModification: true,
    manageUsersOf: [DatabaseType.ELASTICACHE],
    secretStores: [SecretStore.of('team')],
    policyName: 'agent',
    path: '/teleport/',
    selfGrant: SelfGrant.BOUNDED,
  };
  const { stack } = agentWith(props);
  const other = stackIn();
  const target = new iam.Role(other, 'AgentTaskRole', { assumedBy: OF_TASKS });
  new TeleportDatabaseAccess(other, 'AgentAccess', { ...props, target });
  const plain = (document: any) => JSON.parse(JSON.stringify(document).replace(/AgentTaskRole\w{8}/g, 'Role'));
  expect(plain(documentsOf(stack)[0])).toEqual(plain(documentsOf(other)[0]));
  expect(plain(boundaryOf(stack))).toEqual(plain(boundaryOf(other)));
  expect(propertiesOf(stack, 'AWS::IAM::ManagedPolicy')[0]).toMatchObject({ Path: '/teleport/' });
});

test.each([{ inline: true }, { asDocumented: true }])('... %j too', (props) => {
  const { stack } = agentWith(props);
  const types = Object.values(resourcesOf(stack)).filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy');
  expect(types).toHaveLength('inline' in props ? 0 : 1);
  expect(JSON.stringify(documentsOf(stack)).includes('"Sid"')).toBe('inline' in props);
});

test('hub and spoke: the spoke trusts the role of the tasks, which is defined first', () => {
  const app = new App();
  const hub = stackIn({ account: '111111111111', region: 'eu-west-1' }, 'Hub', app);
  const spoke = stackIn({ account: '222222222222', region: 'eu-west-1' }, 'Spoke', app);
  const taskRole = new iam.Role(hub, 'TaskRole', { roleName: 'teleport-agent', assumedBy: OF_TASKS });
  const assumedBy = new TeleportAgentPrincipal(taskRole, { externalId: 'prod-eu' });
  const accessRole = new iam.Role(spoke, 'Access', { roleName: 'teleport-access', assumedBy });
  const there = new TeleportDatabaseAccess(spoke, 'Teleport', {
    target: accessRole, databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA], databases: [RdsDatabase.any(reader)],
  });
  const assumedRole = AssumedRole.fromRole(accessRole, { externalId: 'prod-eu' });
  agentIn(hub, {
    taskRole,
    databaseTypes: undefined,
    databases: undefined,
    assumedRoles: [assumedRole],
    remoteDatabases: [RemoteDatabases.fromPolicy(there, assumedRole)],
  });
  expect(documentsOf(hub)[0].Statement).toEqual([{
    Sid: 'AssumeRoles',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: 'arn:aws:iam::222222222222:role/teleport-access',
    Condition: { StringEquals: { 'sts:ExternalId': 'prod-eu' } },
  }]);
  expect(configurationOf(hub).db_service.aws).toEqual([{
    types: ['rds'],
    regions: ['eu-west-1'],
    tags: { '*': ['*'] },
    assume_role_arn: 'arn:aws:iam::222222222222:role/teleport-access',
    external_id: 'prod-eu',
  }]);
  expect([...warningsOf(hub), ...warningsOf(spoke)]).toEqual([]);
});

test('an organization: the agent may assume the role of that name in its accounts, and looks into those that are named', () => {
  const role = AssumedRole.inOrganization('o-abcdef1234', { roleName: 'teleport-access', externalId: 'prod-eu' });
  const stack = stackIn();
  agentIn(stack, {
    roleName: 'teleport-agent',
    databaseTypes: undefined,
    databases: undefined,
    assumedRoles: [role],
    remoteDatabases: [RemoteDatabases.inAccounts(['222222222222', '333333333333'], role, {
      databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA], regions: ['eu-west-1'], databases: [RdsDatabase.any(reader)],
    })],
  });
  expect(documentsOf(stack)[0].Statement.map(({ Resource, Condition }: any) => ({ Resource, Condition }))).toEqual([{
    Resource: 'arn:aws:iam::*:role/teleport-access',
    Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-abcdef1234', 'sts:ExternalId': 'prod-eu' } },
  }]);
  expect(configurationOf(stack).db_service.aws.map((matcher: any) => matcher.assume_role_arn)).toEqual([
    'arn:aws:iam::222222222222:role/teleport-access', 'arn:aws:iam::333333333333:role/teleport-access',
  ]);
});

test('a role that is a database user trusts the role of the tasks', () => {
  const stack = stackIn();
  const taskRole = new iam.Role(stack, 'TaskRole', { assumedBy: OF_TASKS });
  const user = new iam.Role(stack, 'Reader', { assumedBy: new TeleportAgentPrincipal(taskRole) });
  new dynamodb.Table(stack, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }).grantReadData(user);
  agentIn(stack, {
    taskRole,
    databaseTypes: undefined,
    databases: [DynamoDbDatabase.of({ databaseRoles: [AssumedRole.fromRole(user)], registration: { name: 'orders' } })],
  });
  expect(warningsOf(stack)).toEqual([]);
  expect(sidsOf(documentsOf(stack).find(({ Statement }) => Statement[0].Sid === 'AssumeRoles'))).toEqual(['AssumeRoles']);
});

test('a configuration that does not fit into a task definition is refused, with the way out', () => {
  const databases = many(400);
  const synthesized = (listDatabases: boolean) => {
    const stack = stackIn(ENV, 'Stack', new App());
    new TeleportFargateAgent(stack, 'Agent', {
      vpc: vpcIn(stack),
      proxyServer: 'example.teleport.sh:443',
      joinTokenName: 'agent',
      teleportVersion: '18.2.0',
      databases,
      listDatabases,
    });
    return Template.fromStack(stack);
  };
  expect(() => synthesized(true)).toThrow(/has room for 65536 characters.*'listDatabases'/s);
  expect(() => synthesized(false)).not.toThrow();
});

test('what the stated Teleport does not know is refused', () => {
  const databaseTypes = [DatabaseType.RDS, DatabaseType.AURORA, DatabaseType.ELASTICACHE_SERVERLESS];
  expect(() => agentWith({ databaseTypes, teleportVersion: '18.2.0' })).toThrow(/^'teleportVersion' must be 18\.2\.2 or later/);
  expect(() => agentWith({ databaseTypes, teleportVersion: '18.2.2' })).not.toThrow();
});
