import { App, aws_iam as iam, aws_kms as kms, aws_s3 as s3, IPropertyInjector, PropertyInjectors, Stack } from 'aws-cdk-lib';
import {
  DatabaseType, RdsDatabase, SelfGrant, TeleportAgentPrincipal, TeleportAgentPrincipalOptions, TeleportDatabaseAccess,
  TeleportDatabasePermissionsBoundary, TeleportRdsConnectPolicy,
} from '../../src';
import { validationErrors } from '../support/synthesis-errors';
import { propertiesOf, roleIn, stackIn, warningTextsBelow } from '../support/template';

const databases = [RdsDatabase.any({ databaseUsers: ['reader'] })];
const { ALLOW, DENY } = iam.Effect;

describe('a statement that denies has no condition of an option, under which the agent could do the same without it', () => {
  type Use = (stack: Stack, statement: (resource: string) => iam.PolicyStatement) => unknown;
  const IN_BUCKET: Use = (stack, statement) => new s3.Bucket(stack, 'Bucket').addToResourcePolicy(statement('*'));
  const IN_TRUST: Use = (stack, statement) => {
    const role = roleIn(stack, 'Access');
    role.assumeRolePolicy!.addStatements(statement(''));
  };
  const written = (use: Use, effect: iam.Effect, options?: TeleportAgentPrincipalOptions) => () => {
    const stack = stackIn();
    const agent = new TeleportAgentPrincipal(roleIn(stack, 'Agent', { roleName: 'agent' }), options);
    use(stack, (resource) => new iam.PolicyStatement({
      effect, principals: [agent], actions: [resource === '' ? 'sts:AssumeRole' : 's3:GetObject'], resources: resource === '' ? [] : [resource],
    }));
    return JSON.stringify(propertiesOf(stack, 'AWS::S3::BucketPolicy').concat(propertiesOf(stack, 'AWS::IAM::Role')));
  };
  const message = (prop: string) => `'${prop}' must be left out in a statement that denies, because its condition would let the agent do the same without it; got it for Stack/Agent`;

  test.each<[string, Use]>([['a bucket', IN_BUCKET], ['a trust policy', IN_TRUST]])('of %s', (_, use) => {
    expect(written(use, DENY, { externalId: 'abc' })).toThrow(message('externalId'));
    expect(written(use, DENY, { organizationId: 'o-abcdef1234' })).toThrow(message('organizationId'));
    expect(written(use, ALLOW, { externalId: 'abc' })()).toContain('"sts:ExternalId":"abc"');
    expect(written(use, DENY)()).toContain('"Effect":"Deny"');
  });
  test.each<[string, Use]>([
    ['as plain data', (stack, statement) => new s3.CfnBucketPolicy(stack, 'Policy', { bucket: 'a', policyDocument: { Statement: [statement('*').toStatementJson()] } })],
    ['of a key', (stack, statement) => new kms.Key(stack, 'Key').addToResourcePolicy(statement('*'))],
    ['beside one that allows', (stack, statement) => new s3.CfnBucketPolicy(stack, 'Policy', {
      bucket: 'a', policyDocument: new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ principals: [new iam.AnyPrincipal()] }), statement('*')] }),
    })],
  ])('%s', (_, use) => {
    expect(written(use, DENY, { externalId: 'abc' })).toThrow(message('externalId'));
    expect(written(use, DENY)).not.toThrow();
  });
  test('session tags are of no use in a statement of a resource', () => {
    expect(written(IN_BUCKET, ALLOW, { sessionTags: { team: 'web' } })).toThrow('\'sessionTags\' must be left out in a statement of your own');
    expect(written(IN_BUCKET, ALLOW)).not.toThrow();
  });
});

describe('a permissions boundary grants nothing', () => {
  type Attach = (boundary: iam.IManagedPolicy, stack: Stack) => unknown;
  const errors = (attach: Attach, alone = false) => {
    const stack = stackIn();
    const target = roleIn(stack);
    const boundary = alone
      ? new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policyName: 'limit', policies: [new TeleportRdsConnectPolicy(stack, 'Connect', { target, databases })] }).managedPolicy
      : new TeleportDatabaseAccess(stack, 'Teleport', {
        target, databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA, DatabaseType.RDS_PROXY], databases, selfGrant: SelfGrant.BOUNDED, policyName: 'teleport',
      }).permissionsBoundary!;
    attach(boundary, stack);
    return validationErrors(stack);
  };
  const service = { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') };
  const other = (stack: Stack) => new iam.Role(stack, 'Other', service);
  test.each<[string, string, Attach]>([
    ['a role', 'Stack/Other/Resource', (boundary, stack) => other(stack).addManagedPolicy(boundary)],
    ['the agent itself', 'Stack/Agent/Resource', (boundary, stack) => (stack.node.findChild('Agent') as iam.Role).addManagedPolicy(boundary)],
    ['a user', 'Stack/User/Resource', (boundary, stack) => new iam.User(stack, 'User', { managedPolicies: [boundary] })],
    ['a group', 'Stack/Group/Resource', (boundary, stack) => new iam.Group(stack, 'Group').addManagedPolicy(boundary)],
    ['a role by the reference to it', 'Stack/L1', (boundary, stack) => new iam.CfnRole(stack, 'L1', { assumeRolePolicyDocument: {}, managedPolicyArns: [boundary.managedPolicyArn] })],
    ['a role by its ARN', 'Stack/Other/Resource', (_, stack) => other(stack).addManagedPolicy(
      iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Imported', 'arn:aws:iam::123456789012:policy/teleport-Boundary'))],
    ['a role by its name', 'Stack/Other/Resource', (_, stack) => other(stack).addManagedPolicy(
      iam.ManagedPolicy.fromManagedPolicyName(stack, 'Imported', 'teleport-Boundary'))],
  ])('%s', (_, holder, attach) => {
    expect(errors(attach)).toEqual(['Stack/Teleport/PermissionsBoundary is a permissions boundary, and '
      + `${holder} has it among its managed policies, which makes the limit a grant; take it out, and put it on with 'permissionsBoundary' where it is to be a limit`]);
  });
  test('nor one of its own, by an attachment of its own', () => {
    const own = (holder: string) => expect.stringContaining(`Stack/Boundary/Resource is a permissions boundary, and ${holder} has it among`);
    expect(errors((boundary, stack) => (boundary as iam.ManagedPolicy).attachToRole(other(stack)), true)).toEqual([own('Stack/Other/Resource')]);
    expect(errors((boundary, stack) => (boundary as iam.ManagedPolicy).attachToGroup(iam.Group.fromGroupName(stack, 'Group', 'people')), true)).toEqual([own('people')]);
  });
  test('as a boundary of somebody else, and beside a policy of nearly the same name, it passes', () => {
    expect(errors((boundary, stack) => new iam.User(stack, 'User', { permissionsBoundary: boundary }))).toEqual([]);
    expect(errors((_, stack) => other(stack).addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyName(stack, 'Imported', 'teleport-Boundary2')))).toEqual([]);
  });
});

describe('what the group of a bounded user may do is outside its boundary', () => {
  const bounded = (join: (user: iam.User, group: iam.Group) => void, action: string) => {
    const stack = stackIn();
    const user = new iam.User(stack, 'User');
    const connect = new TeleportRdsConnectPolicy(stack, 'Connect', { target: user, databases });
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [connect] }).applyTo(user);
    const group = new iam.Group(stack, 'Group');
    group.addToPolicy(new iam.PolicyStatement({ actions: [action], resources: ['*'] }));
    join(user, group);
    validationErrors(stack);
    return warningTextsBelow(stack).filter((warning) => warning.includes('does not contain'));
  };
  test('by either side', () => {
    const warning = expect.stringContaining('does not contain s3:GetObject as Stack/Group/DefaultPolicy allows it');
    expect(bounded((user, group) => user.addToGroup(group), 's3:GetObject')).toEqual([warning]);
    expect(bounded((user, group) => new iam.CfnUserToGroupAddition(user, 'Join', { groupName: group.groupName, users: [user.userName] }), 's3:GetObject')).toEqual([warning]);
  });
  test('but not of a group that the user is not in, or what the boundary contains', () => {
    expect(bounded(() => {}, 's3:GetObject')).toEqual([]);
    expect(bounded((user, group) => user.addToGroup(group), 'rds-db:connect')).toEqual([]);
  });
});

describe('a PropertyInjector widens no policy', () => {
  const statement = (effect: iam.Effect) => new iam.PolicyStatement({ effect, actions: ['s3:*'], resources: ['*'] });
  const injecting = (id: 'ManagedPolicy' | 'Policy', injected: iam.ManagedPolicyProps) => () => {
    const injector: IPropertyInjector = { constructUniqueId: `aws-cdk-lib.aws-iam.${id}`, inject: (props) => ({ ...props, ...injected }) };
    const app = new App();
    PropertyInjectors.of(app).add(injector);
    const stack = stackIn(undefined, 'Stack', app);
    const target = roleIn(stack);
    const inline = id === 'Policy';
    const connect = new TeleportRdsConnectPolicy(stack, 'Connect', { target, databases, inline });
    return inline ? connect : new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [connect] });
  };
  test.each(['ManagedPolicy', 'Policy'] as const)('such as an iam.%s', (id) => {
    const message = /^a PropertyInjector changes what Stack\/(Boundary\/Resource|Connect\/Inline) allows, or to whom; /;
    expect(injecting(id, { statements: [statement(ALLOW)] })).toThrow(message);
    expect(injecting(id, { document: new iam.PolicyDocument({ statements: [statement(ALLOW)] }) })).toThrow(message);
    expect(injecting(id, { groups: [iam.Group.fromGroupName(stackIn(), 'Group', 'everybody')] })).toThrow(message);
    expect(injecting(id, { statements: [statement(DENY)] })).not.toThrow();
    expect(injecting(id, {})).not.toThrow();
  });
});
