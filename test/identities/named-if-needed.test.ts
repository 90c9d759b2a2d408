import { App, PhysicalName, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, DatabaseType, RdsDatabase, RemoteDatabases, SelfGrant, TeleportAgentConfiguration, TeleportAgentPrincipal, TeleportDatabaseAccess,
  TeleportDatabaseAccessProps,
} from '../../src';
import { boundaryOf, deployed, documentOf, propertiesOf, roleIn, stackIn, warningsOf } from '../support/template';

const HUB = { account: '111111111111', region: 'eu-west-1' };

interface HubAndSpoke {
  readonly hub: Stack;
  readonly spoke: Stack;
  readonly assumed: AssumedRole;
  readonly access: TeleportDatabaseAccess;
}

/** An agent and the role that it assumes, both without a name of their own. */
function connected(env: { account: string; region: string }, roleName?: string, props: Partial<TeleportDatabaseAccessProps> = {}): HubAndSpoke {
  const app = new App();
  const [hub, spoke] = [stackIn(HUB, 'Hub', app), stackIn(env, 'Spoke', app)];
  const agent = roleIn(hub, 'Agent', { roleName });
  const role = new iam.Role(spoke, 'Access', { roleName, assumedBy: new TeleportAgentPrincipal(agent) });
  const assumed = AssumedRole.fromRole(role);
  return { hub, spoke, assumed, access: new TeleportDatabaseAccess(hub, 'Teleport', { target: agent, assumedRoles: [assumed], ...props }) };
}

describe.each([
  { where: 'in another account', env: { account: '222222222222', region: 'eu-west-1' } },
  { where: 'in another region', env: { account: '111111111111', region: 'eu-west-2' } },
])('roles $where that CDK names if needed', ({ env }) => {
  const [agentName, roleName] = [expect.stringMatching(/^hub.*agent[0-9a-f]+$/), expect.stringMatching(/^spoke.*access[0-9a-f]+$/)];
  const { hub, spoke, assumed, access } = connected(env, PhysicalName.GENERATE_IF_NEEDED);
  const remote = RemoteDatabases.behindRole(assumed, { databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA], regions: [env.region] });
  const teleport = new TeleportAgentConfiguration({ policies: [access], remoteDatabases: [remote] });
  const [agentRole] = propertiesOf(hub, 'AWS::IAM::Role');
  const [accessRole] = propertiesOf(spoke, 'AWS::IAM::Role');

  test('have the names that the policy and the trust name', () => {
    expect([agentRole.RoleName, accessRole.RoleName]).toEqual([agentName, roleName]);
    expect(documentOf(hub).Statement).toEqual([
      { Sid: 'AssumeRoles', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: `arn:aws:iam::${env.account}:role/${accessRole.RoleName}` },
    ]);
    expect(deployed(accessRole.AssumeRolePolicyDocument).Statement).toEqual([{
      Action: 'sts:AssumeRole',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111111111111:root' },
      Condition: { ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::111111111111:role/${agentRole.RoleName}` } },
    }]);
  });

  test('have the names that Teleport is told', () => {
    expect(deployed(hub.resolve(teleport.dbService().content)).aws[0].assume_role_arn).toBe(`arn:aws:iam::${env.account}:role/${accessRole.RoleName}`);
  });

  test('are trusted and referred to without a warning or dependency', () => {
    expect([...warningsOf(hub), ...warningsOf(spoke)]).toEqual([]);
    expect([hub.dependencies, spoke.dependencies]).toEqual([[], []]);
  });

  test('can be in a boundary, whose cycle they are no part of', () => {
    const props = { databaseTypes: [DatabaseType.RDS], databases: [RdsDatabase.any({ databaseUsers: ['reader'] })], selfGrant: SelfGrant.BOUNDED };
    const bounded = connected(env, PhysicalName.GENERATE_IF_NEEDED, props);
    const [{ RoleName }] = propertiesOf(bounded.spoke, 'AWS::IAM::Role');
    expect(boundaryOf(bounded.hub).Statement.find(({ Sid }: { Sid: string }) => Sid === 'AssumeRoles').Resource).toBe(`arn:aws:iam::${env.account}:role/${RoleName}`);
  });
});

test('a role of another account without any name is refused, with the way out', () => {
  expect(() => connected({ account: '222222222222', region: 'eu-west-1' })).toThrow(new Error('\'assumedRoles\' must name roles that Hub can refer to; '
    + 'got Spoke/Access of another account or stage; give the role a \'roleName\', or, in another account, PhysicalName.GENERATE_IF_NEEDED'));
});

test('in one environment, CDK gives no name, so both refer to each other', () => {
  expect(() => {
    const { hub } = connected(HUB, PhysicalName.GENERATE_IF_NEEDED);
    (hub.node.root as App).synth();
  }).toThrow('\'agent\' must have a name, because Hub and Spoke would refer to each other; got Hub/Agent');
});

test('if only one of the accounts is known, CDK gives the name as well', () => {
  const app = new App();
  const [hub, spoke] = [stackIn({}, 'Hub', app), stackIn(HUB, 'Spoke', app)];
  const role = roleIn(spoke, 'Access', { roleName: PhysicalName.GENERATE_IF_NEEDED });
  new TeleportDatabaseAccess(hub, 'Teleport', { target: roleIn(hub), assumedRoles: [AssumedRole.fromRole(role)] });
  const [{ RoleName }] = propertiesOf(spoke, 'AWS::IAM::Role');
  expect(documentOf(hub).Statement[0].Resource).toBe(`arn:aws:iam::111111111111:role/${RoleName}`);
  expect([hub.dependencies, spoke.dependencies]).toEqual([[], []]);
});
