import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import { agentIn } from './agents';
import { DatabaseProtocol, RdsDatabase, TeleportDatabaseAccess } from '../../src';
import { ENV, propertiesOf, stackIn, warningsOf } from '../support/template';

const reader = { databaseUsers: ['reader'] };
const vpcIn = (stack: Stack) => new ec2.Vpc(stack, 'Network', { availabilityZones: ['eu-west-1a', 'eu-west-1b'] });
const instanceIn = (stack: Stack, vpc: ec2.IVpc) => new rds.DatabaseInstance(stack, 'Orders', {
  vpc, engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }), iamAuthentication: true,
});
const rulesOf = (stack: Stack) => propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress')
  .map(({ Description, IpProtocol }) => ({ Description, IpProtocol }));
const RULE = { Description: 'Teleport agent', IpProtocol: 'tcp' };
const ownWarningsOf = (stack: Stack) => warningsOf(stack).filter((id) => /^cdk-teleport|EgressRule/.test(id));

test('a database of the same stack opens to the tasks', () => {
  const stack = stackIn();
  const vpc = vpcIn(stack);
  agentIn(stack, { vpc, databases: [RdsDatabase.fromInstance(instanceIn(stack, vpc), reader), RdsDatabase.any(reader)] });
  const [{ SourceSecurityGroupId }] = propertiesOf(stack, 'AWS::EC2::SecurityGroupIngress');
  expect(SourceSecurityGroupId['Fn::GetAtt'][0]).toMatch(/^AgentSecurityGroup/);
  expect(rulesOf(stack)).toEqual([RULE]);
  expect(ownWarningsOf(stack)).toEqual([]);
});

test('a database of another stack opens to the tasks, by a rule in the stack of the agent', () => {
  const app = new App();
  const databases = stackIn(ENV, 'Databases', app);
  const vpc = vpcIn(databases);
  const instance = instanceIn(databases, vpc);
  const agent = stackIn(ENV, 'Agent', app);
  agentIn(agent, { vpc, databases: [RdsDatabase.fromInstance(instance, reader), RdsDatabase.any(reader)] });
  app.synth();
  expect(rulesOf(databases)).toEqual([]);
  expect(rulesOf(agent)).toEqual([RULE]);
  expect(ownWarningsOf(agent)).toEqual([]);
  expect([databases.dependencies, agent.dependencies]).toEqual([[], [databases]]);
});

test('a group that lets little out lets the tasks out to a database of another stack', () => {
  const app = new App();
  const databases = stackIn(ENV, 'Databases', app);
  const vpc = vpcIn(databases);
  const instance = instanceIn(databases, vpc);
  const agent = stackIn(ENV, 'Agent', app);
  const group = new ec2.SecurityGroup(agent, 'Group', { vpc, allowAllOutbound: false });
  agentIn(agent, { vpc, securityGroups: [group], databases: [RdsDatabase.fromInstance(instance, reader), RdsDatabase.any(reader)] });
  app.synth();
  expect(propertiesOf(agent, 'AWS::EC2::SecurityGroupEgress').map(({ IpProtocol }) => IpProtocol)).toEqual(['tcp']);
  expect(rulesOf(agent)).toEqual([RULE]);
});

test('allowDefaultPortFrom() does the same for a policy beside the agent, and opens from the side of the databases beside them', () => {
  const opened = (policyIn: 'Databases' | 'Agent') => {
    const app = new App();
    const stacks = { Databases: stackIn(ENV, 'Databases', app), Agent: stackIn(ENV, 'Agent', app) };
    const vpc = ec2.Vpc.fromVpcAttributes(stacks.Databases, 'Network', {
      vpcId: 'vpc-0', availabilityZones: ['a', 'b'], privateSubnetIds: ['s-1', 's-2'], privateSubnetRouteTableIds: ['r-1', 'r-2'],
    });
    const instance = instanceIn(stacks.Databases, vpc);
    const target = new iam.Role(stacks.Agent, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    const group = new ec2.SecurityGroup(stacks.Agent, 'Group', { vpc });
    const databases = [RdsDatabase.fromInstance(instance, reader)];
    new TeleportDatabaseAccess(stacks[policyIn], 'Access', { target, databases }).allowDefaultPortFrom(group);
    app.synth();
    return Object.values(stacks).map(rulesOf);
  };
  expect(opened('Agent')).toEqual([[], [RULE]]);
  expect(opened('Databases')).toEqual([[RULE], []]);
});

test('what has no known group, or is in another region, is named in a warning', () => {
  const app = new App();
  const stack = stackIn(ENV, 'Stack', app);
  const elsewhere = stackIn({ ...ENV, region: 'eu-central-1' }, 'Elsewhere', app);
  const far = rds.DatabaseInstance.fromDatabaseInstanceAttributes(elsewhere, 'Far', {
    instanceIdentifier: 'far',
    instanceResourceId: 'db-FAR',
    instanceEndpointAddress: 'far.example.com',
    port: 5432,
    engine: rds.DatabaseInstanceEngine.POSTGRES,
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(elsewhere, 'Group', 'sg-0')],
  });
  agentIn(stack, { databases: [RdsDatabase.fromInstance(far, { ...reader, registration: { name: 'far' } }), RdsDatabase.any(reader)] });
  expect(ownWarningsOf(stack)).toEqual(['cdk-teleport-database-access:securityGroupNotOpened']);
});

test('a database that is named by its id is nobody\'s to open, and nobody is warned', () => {
  const stack = stackIn();
  const registration = { name: 'orders', host: 'orders.example.com', protocol: DatabaseProtocol.POSTGRES };
  agentIn(stack, { databases: [RdsDatabase.fromResourceId('db-ORDERS', { ...reader, registration }), RdsDatabase.any(reader)] });
  expect(rulesOf(stack)).toEqual([]);
  expect(ownWarningsOf(stack)).toEqual([]);
});
