import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { RdsDatabase, TeleportRdsConnectPolicy, TeleportRdsConnectPolicyProps } from '../../src';
import { propertiesOf, roleIn, stackIn } from '../support/template';

const DESCRIPTION = 'What a Teleport agent needs for AWS databases';
const ORDERS = RdsDatabase.fromResourceId('db-ORDERS', { databaseUsers: ['app'] });

const access = (stack: Stack, target: iam.IIdentity, props: Partial<TeleportRdsConnectPolicyProps> = {}) =>
  new TeleportRdsConnectPolicy(stack, 'Access', { target, databases: [ORDERS], ...props });

/** The same policy with the construct of CDK, which is the judge. */
function byHand(stack: Stack, props: iam.ManagedPolicyProps): iam.ManagedPolicy {
  return new iam.ManagedPolicy(new Construct(stack, 'Access'), 'Resource', {
    description: DESCRIPTION,
    statements: [new iam.PolicyStatement({
      sid: 'RDSConnect',
      actions: ['rds-db:connect'],
      resources: [`arn:${stack.partition}:rds-db:eu-west-1:123456789012:dbuser:db-ORDERS/app`],
    })],
    ...props,
  });
}

describe('the template is that of iam.ManagedPolicy', () => {
  const NAMED = { policyName: 'teleport', path: '/teleport/' };
  interface Case {
    readonly name: string;
    readonly identity: (stack: Stack) => { readonly target: iam.IIdentity; readonly attached: iam.ManagedPolicyProps };
    readonly props?: Partial<TeleportRdsConnectPolicyProps>;
  }
  const ofRole = (role: iam.IRole) => ({ target: role, attached: { roles: [role] } });
  const ofUser = (user: iam.IUser) => ({ target: user, attached: { users: [user] } });
  const CASES: Case[] = [
    { name: 'for a role', identity: (stack) => ofRole(roleIn(stack)) },
    { name: 'for a role, with a name and a path', identity: (stack) => ofRole(roleIn(stack)), props: NAMED },
    { name: 'for an imported role', identity: (stack) => ofRole(iam.Role.fromRoleName(stack, 'Agent', 'agent')) },
    { name: 'for a user', identity: (stack) => ofUser(new iam.User(stack, 'User')) },
    { name: 'for a user, with a name and a path', identity: (stack) => ofUser(new iam.User(stack, 'User')), props: NAMED },
  ];
  test.each(CASES)('$name', ({ identity, props = {} }) => {
    const [ours, theirs] = [stackIn(), stackIn()];
    access(ours, identity(ours).target, props);
    byHand(theirs, { managedPolicyName: props.policyName, path: props.path, ...identity(theirs).attached });
    expect(Template.fromStack(ours).toJSON()).toEqual(Template.fromStack(theirs).toJSON());
    expect(Object.keys(Template.fromStack(ours).toJSON().Resources)).toContain('AccessDCECED85');
  });
});

describe('the ARN', () => {
  const nameIn = (environment: object, props: Partial<TeleportRdsConnectPolicyProps> = {}) => {
    const app = new App();
    const [stack, other] = [stackIn(undefined, 'Stack', app), new Stack(app, 'Other', { env: environment })];
    const { managedPolicies: [policy] } = access(stack, roleIn(stack), props);
    new CfnOutput(other, 'Arn', { value: policy.managedPolicyArn });
    new CfnOutput(stack, 'Own', { value: policy.managedPolicyArn });
    const [own, others] = [stack, other].map((one) => Template.fromStack(one).toJSON().Outputs);
    return [own.Own.Value, others.Arn.Value];
  };

  test('is a reference in its stack, and an import in another one of the environment', () => {
    expect(nameIn({ account: '123456789012', region: 'eu-west-1' })).toEqual([
      { Ref: 'AccessDCECED85' }, { 'Fn::ImportValue': 'Stack:ExportsOutputRefAccessDCECED85F433F05E' },
    ]);
  });

  test('is literal in another account', () => {
    expect(nameIn({ account: '210987654321', region: 'eu-west-1' }, { policyName: 'teleport' })).toEqual([
      { Ref: 'AccessDCECED85' }, { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::123456789012:policy/teleport']] },
    ]);
  });

  test('attaches the policy to a role of the app, too', () => {
    const stack = stackIn();
    const { managedPolicies: [policy] } = access(stack, roleIn(stack, 'Agent', { roleName: 'agent' }));
    roleIn(stack, 'Other', { managedPolicies: [policy] });
    expect(propertiesOf(stack, 'AWS::IAM::Role')[1].ManagedPolicyArns).toEqual([{ Ref: 'AccessDCECED85' }]);
  });
});

test('what others add is checked as CDK does: a statement without a resource fails', () => {
  const stack = stackIn();
  access(stack, roleIn(stack));
  const { policyDocument } = stack.node.findAll().find((node) => node instanceof iam.CfnManagedPolicy)!;
  (policyDocument as iam.PolicyDocument).addStatements(new iam.PolicyStatement({ actions: ['s3:GetObject'] }));
  expect(() => Template.fromStack(stack)).toThrow('A PolicyStatement used in an identity-based policy must specify at least one resource');
});
