import { App, CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  AssumedRole, RdsDatabase, TeleportAgentPrincipal, TeleportAgentPrincipalOptions, TeleportDatabaseAccess, TeleportDatabaseAccessProps,
  TeleportDatabasePermissionsBoundary,
} from '../../src';
import { document } from '../support/expected';
import { boundaryOf, documentOf, propertiesOf, roleIn, stackIn, warningsOf } from '../support/template';

const ORGANIZATION = 'o-abcdef1234';
const inOrganization = (options = {}, id = ORGANIZATION) => AssumedRole.inOrganization(id, { roleName: 'teleport-access', ...options });

function access(stack: Stack, props: Partial<TeleportDatabaseAccessProps>) {
  return new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack, 'Agent', { roleName: 'agent' }), ...props });
}

describe('the role of one name in every account of an organization', () => {
  test('is one statement, under the id of the organization', () => {
    const stack = stackIn();
    const { permissions } = access(stack, { assumedRoles: [inOrganization()] });
    expect(documentOf(stack)).toEqual(document({
      Sid: 'AssumeRolesInOrganization',
      Action: 'sts:AssumeRole',
      Resource: 'arn:aws:iam::*:role/teleport-access',
      Condition: { StringEquals: { 'aws:ResourceOrgID': ORGANIZATION } },
    }));
    expect(permissions.map(({ reason }) => reason)).toEqual(['become the role of one name in every account of the organization']);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('with its path, external id and session tags, which stay with asDocumented', () => {
    const options = { rolePath: '/teleport/', externalId: 'prod-eu', sessionTags: { team: 'orders' } };
    const Resource = 'arn:aws:iam::*:role/teleport/teleport-access';
    const assume = { Action: 'sts:AssumeRole', Resource, Condition: { StringEquals: { 'aws:ResourceOrgID': ORGANIZATION, 'sts:ExternalId': 'prod-eu' } } };
    const tag = {
      Action: 'sts:TagSession',
      Resource,
      Condition: {
        'StringEquals': { 'aws:ResourceOrgID': ORGANIZATION, 'aws:RequestTag/team': 'orders' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' },
      },
    };
    const stack = stackIn();
    access(stack, { assumedRoles: [inOrganization(options)] });
    expect(documentOf(stack)).toEqual(document({ Sid: 'AssumeRolesInOrganization', ...assume }, { Sid: 'TagSessions', ...tag }));
    const documented = stackIn();
    access(documented, { assumedRoles: [inOrganization(options)], asDocumented: true });
    expect(documentOf(documented)).toEqual(document(assume, tag));
  });

  test('beside a role of one account, which needs no organization', () => {
    const stack = stackIn();
    const other = iam.Role.fromRoleArn(stack, 'Other', 'arn:aws:iam::210987654321:role/other');
    access(stack, { assumedRoles: [AssumedRole.fromRole(other), inOrganization()] });
    expect(documentOf(stack).Statement.map(({ Sid, Resource, Condition }: any) => [Sid, Resource, Condition])).toEqual([
      ['AssumeRoles', 'arn:aws:iam::210987654321:role/other', undefined],
      ['AssumeRolesInOrganization', 'arn:aws:iam::*:role/teleport-access', { StringEquals: { 'aws:ResourceOrgID': ORGANIZATION } }],
    ]);
  });

  test('reaches single databases', () => {
    const stack = stackIn();
    access(stack, { databases: [RdsDatabase.fromResourceId('db-ABC', { databaseUsers: ['reader'], assumedRole: inOrganization() })] });
    expect(documentOf(stack).Statement.map(({ Sid }: any) => Sid)).toEqual(['AssumeRolesInOrganization']);
  });

  test('stands in a boundary as it does in the policy', () => {
    const stack = stackIn();
    const policy = access(stack, { assumedRoles: [inOrganization({ externalId: 'prod-eu' })] });
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [policy] });
    expect(boundaryOf(stack)).toEqual(documentOf(stack));
  });

  test('is the same size for any number of accounts', () => {
    const stack = stackIn();
    access(stack, { assumedRoles: [inOrganization()] });
    expect(JSON.stringify(documentOf(stack)).length).toBeLessThan(300);
  });

  test.each([
    ['without o-', 'abcdef123456'], ['too short', 'o-abcdef123'], ['too long', `o-${'a'.repeat(33)}`], ['in capitals', 'o-ABCDEF1234'],
    ['with a wildcard', 'o-*'], ['empty', ''], ['with a line break', 'o-abcdef1234\n'], ['of a root', 'r-abcdef1234'],
  ])('an id %s is refused', (_, id) => {
    expect(() => inOrganization({}, id)).toThrow('\'organizationId\' must be the id of an organization, such as o-abcdef1234');
  });
  test.each(['o-abcdef1234', `o-${'a'.repeat(32)}`, 'o-0123456789'])('the id %s is none of these', (id) => {
    expect(() => inOrganization({}, id)).not.toThrow();
  });

  test.each([['a wildcard', 'teleport-*'], ['?', 'teleport?'], ['a path', 'teleport/access'], ['no name', ''], ['65 characters', 'r'.repeat(65)]])(
    'a role name that is %s is refused', (_, roleName) => {
      expect(() => inOrganization({ roleName })).toThrow('\'roleName\' must be the literal name of a role');
    });
  test('a role name that is a token is refused, because it could differ between the accounts', () => {
    const token = new CfnParameter(stackIn(), 'Name').valueAsString;
    expect(() => inOrganization({ roleName: token })).toThrow('\'roleName\' must be the literal name of a role');
    expect(() => inOrganization({ roleName: 'r'.repeat(64) })).not.toThrow();
  });
  test('a role path that is a token is refused, too, whatever it turns out to be', () => {
    const tokens = [new CfnParameter(stackIn(), 'Path').valueAsString, Lazy.string({ produce: () => '/teleport/' }), `/${Lazy.string({ produce: () => 'a' })}/`];
    for (const rolePath of tokens) {
      expect(() => inOrganization({ rolePath })).toThrow('\'rolePath\' must be the literal path of a role');
    }
    expect(() => inOrganization({ rolePath: '/teleport/' })).not.toThrow();
  });
  test.each(['teleport', '/teleport', 'teleport/', '//', '/*/', '/te?/', '/a b/', `/${'p'.repeat(511)}/`])('the role path %s is refused', (rolePath) => {
    expect(() => inOrganization({ rolePath })).toThrow('\'rolePath\' must be the literal path of a role');
  });
  test('and nothing else takes a wildcard for the account', () => {
    expect(() => AssumedRole.fromRole(iam.Role.fromRoleArn(stackIn(), 'Every', 'arn:aws:iam::*:role/teleport-access'))).toThrow('\'role\' ');
  });
});

describe('a role that trusts an agent of its organization', () => {
  const trustOf = (options: TeleportAgentPrincipalOptions, env: { account?: string } | undefined = { account: '111111111111' }) => {
    const app = new App();
    const agent = roleIn(new Stack(app, 'Hub', { env: env && { ...env, region: 'eu-west-1' } }), 'Agent', { roleName: 'agent' });
    const spoke = new Stack(app, 'Spoke');
    new iam.Role(spoke, 'Access', { roleName: 'teleport-access', assumedBy: new TeleportAgentPrincipal(agent, options) });
    return propertiesOf(spoke, 'AWS::IAM::Role')[0].AssumeRolePolicyDocument.Statement;
  };

  test('names the organization beside the account and the ARN of the agent', () => {
    expect(trustOf({ organizationId: ORGANIZATION, externalId: 'prod-eu', sessionTags: { team: 'orders' } })).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:root']] } },
        Condition: {
          ArnEquals: { 'aws:PrincipalArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:role/agent']] } },
          StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION, 'sts:ExternalId': 'prod-eu' },
        },
      },
      {
        Effect: 'Allow',
        Action: 'sts:TagSession',
        Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:root']] } },
        Condition: {
          'ArnEquals': { 'aws:PrincipalArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111111111111:role/agent']] } },
          'StringEquals': { 'aws:PrincipalOrgID': ORGANIZATION, 'aws:RequestTag/team': 'orders' },
          'ForAllValues:StringEquals': { 'aws:TagKeys': 'team' },
        },
      },
    ]);
  });

  test('refuses an agent whose account is unknown, which each account would take for its own', () => {
    expect(() => trustOf({ organizationId: ORGANIZATION }, {})).toThrow('\'agent\' must be in a known account with \'organizationId\'; got Hub/Agent');
    expect(() => trustOf({ organizationId: ORGANIZATION })).not.toThrow();
  });

  test('refuses what is no id', () => {
    expect(() => trustOf({ organizationId: 'o-1' })).toThrow('\'organizationId\' must be the id of an organization');
  });
});
