import { App, Stack, StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { TeleportRdsConnectPolicy } from '../../src';
import { connect, databases, errorsIn, importedRole, inlined, many } from '../support/policies-of-one-identity';
import { synthesisErrors } from '../support/synthesis-errors';
import { ENV, roleIn, stackIn } from '../support/template';

describe('inline policies of one name on one identity fail', () => {
  const named = (stack: Stack, target: iam.IIdentity, policyName: string, id = 'Policy') =>
    new TeleportRdsConnectPolicy(stack, id, { target, databases: databases(1), inline: true, policyName });
  const listing = new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })] });
  const message = (policy: string, other: string, label: string) => `${policy} and ${other} are both the inline policy "teleport" of ${label}, so one would overwrite `
    + 'the other; give each a \'policyName\' of its own';

  test('of two constructs, one of which imports the role', () => {
    const build = (second: string) => {
      const stack = stackIn();
      named(stack, iam.Role.fromRoleName(stack, 'Imported', 'agent'), 'teleport', 'One');
      named(stack, roleIn(stack, 'Agent', { roleName: 'agent' }), second, 'Two');
      return errorsIn(stack);
    };
    expect(build('teleport')).toEqual([message('Stack/Two/Inline/Resource', 'Stack/One/Inline/Resource', 'Stack/Agent')]);
    expect(build('teleport-2')).toEqual([]);
  });

  test('of two stacks, which import the role each', () => {
    const build = (account: string) => {
      const app = new App();
      const stacks = [stackIn(ENV, 'One', app), stackIn({ ...ENV, account }, 'Two', app)];
      stacks.forEach((stack) => named(stack, importedRole(stack), 'teleport'));
      return synthesisErrors(app);
    };
    expect(build(ENV.account)).toEqual([message('One/Policy/Inline/Resource', 'Two/Policy/Inline/Resource', 'Two/Agent')]);
    expect(build('999999999999')).toEqual([]);
  });

  test('of ours, and of the role as it was defined', () => {
    const build = (name: string) => {
      const stack = stackIn();
      named(stack, roleIn(stack, 'Agent', { inlinePolicies: { [name]: listing } }), 'teleport');
      return errorsIn(stack);
    };
    expect(build('teleport')).toEqual([message('Stack/Policy/Inline/Resource', 'Stack/Agent/Resource', 'Stack/Agent')]);
    expect(build('teleport-2')).toEqual([]);
  });

  test('of ours, and of a resource', () => {
    const stack = stackIn();
    const agent = new iam.User(stack, 'Agent');
    new iam.CfnUserPolicy(stack, 'Foreign', { userName: agent.userName, policyName: 'teleport', policyDocument: {} });
    named(stack, agent, 'teleport');
    expect(errorsIn(stack)).toEqual([message('Stack/Foreign', 'Stack/Policy/Inline/Resource', 'Stack/Agent')]);
  });

  test('but not where none of them is ours, or another role has it', () => {
    const stack = stackIn();
    const agent = roleIn(stack);
    many(2, (index) => new iam.CfnRolePolicy(stack, `Foreign${index}`, { roleName: agent.roleName, policyName: 'foreign', policyDocument: {} }));
    named(stack, agent, 'teleport');
    named(stack, roleIn(stack, 'Other'), 'teleport', 'Other Policy');
    expect(errorsIn(stack)).toEqual([]);
  });
});

describe('managed policies of one name in one account fail', () => {
  const named = (stack: Stack, policyName: string, path?: string, id = 'Policy') =>
    new TeleportRdsConnectPolicy(stack, id, { target: iam.Role.fromRoleName(stack, `For ${id}`, 'agent'), databases: databases(1), policyName, path });
  const message = (policy: string, other: string, place = 'account 123456789012') => `${policy} and ${other} are both the managed policy "teleport" of ${place}, `
    + 'which IAM refuses; give each a \'policyName\' of its own';

  test('whatever the path and the case', () => {
    const build = (second: string, path?: string) => {
      const stack = stackIn();
      named(stack, 'teleport', undefined, 'One');
      named(stack, second, path, 'Two');
      return errorsIn(stack);
    };
    const expected = [message('Stack/One/Resource/Resource', 'Stack/Two/Resource/Resource')];
    expect(build('teleport')).toEqual(expected);
    expect(build('teleport', '/agents/')).toEqual(expected);
    expect(build('Teleport')).toEqual(expected);
    expect(build('teleport-2')).toEqual([]);
  });

  test('of two stacks in one account, in whatever regions', () => {
    const build = (...envs: [StackProps['env'], StackProps['env']]) => {
      const app = new App();
      envs.forEach((one, index) => connectNamed(stackIn(one, `Stack${index}`, app)));
      return synthesisErrors(app);
    };
    const connectNamed = (stack: Stack) => new TeleportRdsConnectPolicy(stack, 'Policy', { target: importedRole(stack), databases: databases(1), policyName: 'teleport' });
    expect(build(ENV, { ...ENV, region: 'us-east-1' })).toEqual([message('Stack0/Policy/Resource/Resource', 'Stack1/Policy/Resource/Resource')]);
    expect(build(ENV, { ...ENV, account: '999999999999' })).toEqual([]);
    expect(build({}, {})).toEqual([]); // for all we know, each is deployed to an account of its own
  });

  test('of one stack, even if its account is not known', () => {
    const stack = stackIn({});
    const agent = importedRole(stack);
    many(2, (index) => new TeleportRdsConnectPolicy(stack, `Policy${index}`, { target: agent, databases: databases(1), policyName: 'teleport' }));
    expect(errorsIn(stack)).toEqual([message('Stack/Policy0/Resource/Resource', 'Stack/Policy1/Resource/Resource', 'Stack')]);
  });

  test('of ours, and of somebody else', () => {
    const stack = stackIn();
    named(stack, 'teleport');
    foreignNamed(stack, 'teleport');
    expect(errorsIn(stack)).toEqual([message('Stack/Policy/Resource/Resource', 'Stack/Foreign1/Resource')]);
  });

  test('but not where none of them is ours', () => {
    const stack = stackIn();
    named(stack, 'teleport');
    foreignNamed(stack, 'foreign');
    foreignNamed(stack, 'foreign', 'Foreign2');
    expect(errorsIn(stack)).toEqual([]);
  });

  const foreignNamed = (stack: Stack, managedPolicyName: string, id = 'Foreign1') => new iam.ManagedPolicy(stack, id, {
    managedPolicyName, statements: [new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })],
  });
});

test('agents without names of their own in stacks of different regions and accounts do not get in each other\'s way', () => {
  const app = new App();
  [ENV, { ...ENV, region: 'us-east-1' }, { ...ENV, account: '111111111111' }].forEach((env, index) => {
    const stack = stackIn(env, `Stack${index}`, app);
    connect(stack, roleIn(stack));
    inlined(stack, new iam.User(stack, 'User'), 1, 'Inline');
  });
  expect(() => app.synth()).not.toThrow();
});
