import { App, aws_iam as iam, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  AssumedRole, DatabaseType, RdsDatabase, TeleportAgentPrincipal, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy, TeleportRdsConnectPolicy,
} from '../../src';
import { document, within } from '../support/expected';
import { deployed, documentOf, documentsOf, propertiesOf, stackIn, warningsOf } from '../support/template';

const HUB = '111111111111';
const SPOKES = ['222222222222', '333333333333'];
const REGIONS = ['eu-west-1', 'us-east-1'];
const options = { externalId: 'prod' };

/** Both sides of a region, as a user writes them: at most six lines each, trust included. */
interface Sides {
  readonly hub: Stack;
  readonly spokes: Stack[];
}

/** In one app, either side names the role of the other. */
function inOneApp(region: string, hub: Stack, spokes: Stack[]): Sides {
  const agent = new iam.Role(hub, 'Agent', { roleName: `agent-${region}`, path: '/teleport/', assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
  const roles = spokes.map((spoke) => {
    // the side of a spoke: 4 lines
    const access = new iam.Role(spoke, 'Access', { roleName: `access-${region}`, path: '/teleport/', assumedBy: new TeleportAgentPrincipal(agent, options) });
    new TeleportDatabaseAccess(spoke, 'Teleport', {
      target: access, databaseTypes: [DatabaseType.RDS], databases: [RdsDatabase.any({ databaseUsers: ['reader'] })],
    });
    return access;
  });
  // the side of the hub: 3 lines
  new TeleportDatabaseAccess(hub, 'Spokes', {
    target: agent, assumedRoles: roles.map((role) => AssumedRole.fromRole(role, options)),
  });
  return { hub, spokes };
}

/** In two apps, either side imports the role of the other. */
function inTwoApps(region: string, hub: Stack, spokes: Stack[]): Sides {
  const agent = new iam.Role(hub, 'Agent', { roleName: `agent-${region}`, path: '/teleport/', assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
  // the side of the hub: 4 lines
  const arns = SPOKES.map((account) => `arn:aws:iam::${account}:role/teleport/access-${region}`);
  new TeleportDatabaseAccess(hub, 'Spokes', {
    target: agent, assumedRoles: arns.map((arn) => AssumedRole.fromRole(iam.Role.fromRoleArn(hub, arn, arn), options)),
  });
  spokes.forEach((spoke) => {
    // the side of a spoke: 5 lines
    const foreign = iam.Role.fromRoleArn(spoke, 'Agent', `arn:aws:iam::${HUB}:role/teleport/agent-${region}`);
    const access = new iam.Role(spoke, 'Access', { roleName: `access-${region}`, path: '/teleport/', assumedBy: new TeleportAgentPrincipal(foreign, options) });
    new TeleportDatabaseAccess(spoke, 'Teleport', {
      target: access, databaseTypes: [DatabaseType.RDS], databases: [RdsDatabase.any({ databaseUsers: ['reader'] })],
    });
  });
  return { hub, spokes };
}

type Layout = (app: App, account: string, region: string) => Stack;
const LAYOUTS: [string, Layout][] = [
  ['plain stacks', (app, account, region) => stackIn({ account, region }, `S${account}-${region}`, app)],
  ['a stage for each account and region', (app, account, region) => new Stack(new Stage(app, `S${account}-${region}`), 'Teleport', { env: { account, region } })],
  ['a stage for each account', (app, account, region) => {
    const stage = app.node.tryFindChild(`S${account}`) as Stage ?? new Stage(app, `S${account}`);
    return new Stack(stage, `Teleport-${region}`, { env: { account, region } });
  }],
];
const CASES = LAYOUTS.flatMap(([layout, stackOf]) => ([['one app', inOneApp], ['two apps', inTwoApps]] as const).map(([apps, build]) => ({
  name: `${layout}, ${apps}`, stackOf, build,
})));

describe.each(CASES)('three accounts in two regions: $name', ({ stackOf, build }) => {
  const app = new App();
  const sides = REGIONS.map((region) => build(region, stackOf(app, HUB, region), SPOKES.map((account) => stackOf(app, account, region))));
  const stacks = sides.flatMap(({ hub, spokes }) => [hub, ...spokes]);

  test.each(REGIONS.map((region, index) => [region, index] as const))('%s: the agent may assume the two roles of its region, with the external id, and nothing else', (region, index) => {
    expect(documentOf(sides[index].hub)).toEqual(document({
      Sid: 'AssumeRoles',
      Action: 'sts:AssumeRole',
      Resource: [`arn:aws:iam::222222222222:role/teleport/access-${region}`, `arn:aws:iam::333333333333:role/teleport/access-${region}`],
      Condition: { StringEquals: { 'sts:ExternalId': 'prod' } },
    }));
  });

  const places = REGIONS.flatMap((region, index) => SPOKES.map((account, spoke) => [region, account, sides[index].spokes[spoke]] as const));
  test.each(places)('%s, %s: the role trusts the agent of its region and nobody else', (region, _, spoke) => {
    const [{ AssumeRolePolicyDocument }, ...others] = propertiesOf(spoke, 'AWS::IAM::Role');
    expect(others).toEqual([]);
    expect(deployed(AssumeRolePolicyDocument)).toEqual(document({
      Action: 'sts:AssumeRole',
      Principal: { AWS: 'arn:aws:iam::111111111111:root' },
      Condition: {
        ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::111111111111:role/teleport/agent-${region}` },
        StringEquals: { 'sts:ExternalId': 'prod' },
      },
    }));
  });

  test.each(places)('%s, %s: the role opens the databases of its account and region', (region, account, spoke) => {
    expect(documentOf(spoke)).toEqual(document(
      { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within(region) },
      { Sid: 'RDSDescribeClusters', Action: 'rds:DescribeDBClusters', Resource: '*', Condition: within(region) },
      { Sid: 'RDSProxyDiscovery', Action: ['rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'], Resource: '*', Condition: within(region) },
      { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: `arn:aws:rds-db:${region}:${account}:dbuser:*/reader` },
    ));
  });

  test('no template refers to another one, so that either account can be deployed first', () => {
    for (const stack of stacks) {
      const template = Template.fromStack(stack).toJSON();
      expect(JSON.stringify(template)).not.toMatch(/Fn::ImportValue|Fn::GetStackOutput|Export|Custom::/);
      expect(template.Outputs).toBeUndefined();
      expect(stack.dependencies).toEqual([]);
    }
  });

  test('nothing is warned about', () => {
    expect(stacks.flatMap(warningsOf)).toEqual([]);
  });
});

describe('Discovery Service and Database Service with roles of their own', () => {
  const service = new iam.ServicePrincipal('ecs-tasks.amazonaws.com');
  const found = (region: string) => [
    { Sid: 'RDSDescribeInstances', Action: 'rds:DescribeDBInstances', Resource: '*', Condition: within(region) },
    { Sid: 'RedshiftFetchMetadata', Action: 'redshift:DescribeClusters', Resource: '*', Condition: within(region) },
  ];

  test('in one account: one finds, the other opens', () => {
    const stack = stackIn({ account: HUB, region: 'eu-west-1' });
    new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', {
      target: new iam.Role(stack, 'DiscoveryService', { assumedBy: service }), databaseTypes: [DatabaseType.RDS, DatabaseType.REDSHIFT],
    });
    new TeleportRdsConnectPolicy(stack, 'Connect', {
      target: new iam.Role(stack, 'DatabaseService', { assumedBy: service }), databases: [RdsDatabase.any({ databaseUsers: ['reader'] })],
    });
    expect(documentsOf(stack)).toEqual([
      document(...found('eu-west-1')),
      document({ Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:111111111111:dbuser:*/reader' }),
    ]);
    expect(propertiesOf(stack, 'AWS::IAM::ManagedPolicy').map(({ Roles }) => deployed(Roles))).toEqual([
      [expect.stringMatching(/^<DiscoveryService/)], [expect.stringMatching(/^<DatabaseService/)],
    ]);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('in two accounts: a role for each there, which the other service cannot assume', () => {
    const app = new App();
    const [hub, spoke] = [stackIn({ account: HUB, region: 'eu-west-1' }, 'Hub', app), stackIn({ account: SPOKES[0], region: 'eu-west-1' }, 'Spoke', app)];
    const agents = ['discovery', 'database'].map((name) => new iam.Role(hub, name, { roleName: `teleport-${name}`, assumedBy: service }));
    const [discovery, database] = agents.map((agent, index) => new iam.Role(spoke, `Access${index}`, {
      roleName: `teleport-access-${index}`, assumedBy: new TeleportAgentPrincipal(agent),
    }));
    new TeleportDatabaseDiscoveryPolicy(spoke, 'Discovery', { target: discovery, databaseTypes: [DatabaseType.RDS, DatabaseType.REDSHIFT] });
    new TeleportRdsConnectPolicy(spoke, 'Connect', { target: database, databases: [RdsDatabase.any({ databaseUsers: ['reader'] })] });
    [discovery, database].forEach((role, index) => new TeleportDatabaseAccess(hub, `Spokes${index}`, { target: agents[index], assumedRoles: [AssumedRole.fromRole(role)] }));

    expect(documentsOf(hub)).toEqual([
      document({ Sid: 'AssumeRoles', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::222222222222:role/teleport-access-0' }),
      document({ Sid: 'AssumeRoles', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::222222222222:role/teleport-access-1' }),
    ]);
    expect(documentsOf(spoke)).toEqual([
      document(...found('eu-west-1')),
      document({ Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:222222222222:dbuser:*/reader' }),
    ]);
    const trusted = propertiesOf(spoke, 'AWS::IAM::Role').map(({ AssumeRolePolicyDocument }) => deployed(AssumeRolePolicyDocument).Statement[0].Condition);
    expect(trusted).toEqual([
      { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/teleport-discovery' } },
      { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/teleport-database' } },
    ]);
    expect([...warningsOf(hub), ...warningsOf(spoke)]).toEqual([]);
  });
});
