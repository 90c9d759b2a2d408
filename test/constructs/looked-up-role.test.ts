import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AssumedRole, RdsDatabase, TeleportAgentConfiguration, TeleportAgentPrincipal, TeleportDatabaseAccess } from '../../src';
import { document, within } from '../support/expected';
import { documentOf, ENV, propertiesOf } from '../support/template';

/** An app that knows its agent and a role by their names. */
function lookingUp(context: { [key: string]: unknown } = {}, options: iam.RoleLookupOptions = { roleName: 'agent' }) {
  const app = new App({ context });
  const stack = new Stack(app, 'Stack', { env: ENV });
  const agent = iam.Role.fromLookup(stack, 'Agent', options);
  const access = iam.Role.fromLookup(stack, 'Access', { roleName: 'access' });
  const policy = new TeleportDatabaseAccess(stack, 'Teleport', {
    target: agent,
    databases: [RdsDatabase.fromResourceId('db-ABC', { databaseUsers: ['reader'] })],
    assumedRoles: [AssumedRole.fromRole(access)],
  });
  new iam.Role(stack, 'Reader', { assumedBy: new TeleportAgentPrincipal(agent) });
  new TeleportAgentConfiguration({ policies: [policy] }).joinToken({ name: 'database-agent' });
  return { app, stack };
}

const keyOf = (name: string) => lookingUp().app.synth().manifest.missing!.find(({ props }) => 'exactIdentifier' in props && props.exactIdentifier === name)!.key;
const found = () => ({
  [keyOf('agent')]: [{ Arn: 'arn:aws:iam::123456789012:role/teleport/agent' }],
  [keyOf('access')]: [{ Arn: 'arn:aws:iam::210987654321:role/access' }],
});

test('roles that the CDK CLI has yet to look up do not keep the app from asking for them', () => {
  expect(lookingUp().app.synth().manifest.missing).toHaveLength(2);
});

test('roles that it has looked up are in the policy and in the trust', () => {
  const { stack } = lookingUp(found());
  const lists = ['Instances', 'Clusters'].map((what) =>
    ({ Sid: `RDSDescribe${what}`, Action: `rds:DescribeDB${what}`, Resource: '*', Condition: within('eu-west-1') }));
  expect(documentOf(stack)).toEqual(document(
    { Sid: 'AssumeRoles', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::210987654321:role/access' },
    ...lists,
    { Sid: 'RDSConnect', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABC/reader' }));
  expect(propertiesOf(stack, 'AWS::IAM::ManagedPolicy').map(({ Roles }) => Roles)).toEqual([['agent']]);
  expect(propertiesOf(stack, 'AWS::IAM::Role')[0].AssumeRolePolicyDocument.Statement[0].Condition)
    .toEqual({ ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/teleport/agent' } });
});

test('a role that it has looked up in another account, or that is immutable, is refused as ever', () => {
  expect(() => lookingUp({ ...found(), [keyOf('agent')]: [{ Arn: 'arn:aws:iam::210987654321:role/agent' }] }))
    .toThrow('\'target\' must be in the account of the stack, 123456789012; got Stack/Agent in 210987654321');
  expect(() => lookingUp(found(), { roleName: 'agent', mutable: false })).toThrow('Stack/Agent, which is immutable');
});

test('a role of the name that stands in is a role like others', () => {
  const stack = new Stack(new App(), 'Stack', { env: ENV });
  const target = iam.Role.fromRoleArn(stack, 'Agent', 'arn:aws:iam::123456789012:role/DUMMY_ARN');
  new TeleportDatabaseAccess(stack, 'Teleport', { target, databases: [RdsDatabase.fromResourceId('db-ABC', { databaseUsers: ['reader'] })] });
  expect(propertiesOf(stack, 'AWS::IAM::ManagedPolicy').map(({ Roles }) => Roles)).toEqual([['DUMMY_ARN']]);
});
