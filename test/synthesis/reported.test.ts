import { App, Stack, Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RdsDatabase, TeleportRdsConnectPolicy } from '../../src';
import { ENV, roleIn, stackIn, warningTextsBelow } from '../support/template';

const databases = [RdsDatabase.fromResourceId('db-ORDERS', { databaseUsers: ['reader'] })];
const tooMany = Array.from({ length: 10 }, (_, index) => iam.ManagedPolicy.fromAwsManagedPolicyName(`Policy${index}`));
const connect = (stack: Stack, target: iam.IIdentity, policyName?: string) => new TeleportRdsConnectPolicy(stack, 'Policy', { target, databases, policyName });
const MESSAGE = 'gets 11 managed policies, 10 of them not of this library, IAM attaches 10; name databases by patterns, or divide them between several agents; '
  + 'if your account has a higher quota, set the context "cdk-teleport-database-access:managedPoliciesPerIdentity"';

test('an error at synthesis has the path of the construct in front', () => {
  const stack = stackIn();
  connect(stack, roleIn(stack, 'Agent', { managedPolicies: tooMany }));
  expect(() => (stack.node.root as App).synth()).toThrow(new Error(
    `Validation failed with the following errors:\n  [Stack/Policy] Stack/Agent ${MESSAGE}`));
});

test('also in a stage, which CDK does not validate again after all stages', () => {
  const app = new App();
  const stack = new Stack(new Stage(app, 'Prod'), 'Stack', { env: ENV });
  connect(stack, roleIn(stack, 'Agent', { managedPolicies: tooMany }));
  expect(() => app.synth()).toThrow(new Error(
    `Validation failed with the following errors:\n  [Prod/Stack/Policy] Prod/Stack/Agent ${MESSAGE}`));
});

test('an error that was mended is gone at the next synthesis', () => {
  const stack = stackIn();
  const role = roleIn(stack, 'Agent', { managedPolicies: tooMany });
  connect(stack, role);
  const app = stack.node.root as App;
  expect(() => app.synth()).toThrow(MESSAGE);
  (role.node.defaultChild as iam.CfnRole).managedPolicyArns = undefined;
  expect(() => app.synth({ force: true })).not.toThrow();
});

describe('stacks without accounts', () => {
  const named = (stack: Stack) => connect(stack, iam.Role.fromRoleName(stack, 'Agent', 'agent'), 'teleport');
  const warnings = (...stacks: Stack[]) => {
    stacks.forEach(named);
    (stacks[0].node.root as App).synth();
    return stacks.flatMap((stack) => warningTextsBelow(stack)).filter((text) => text.includes('one account')).map((text) => text.split('. To ')[0]);
  };

  test('count as one account in one stage, so a name that both use is warned about', () => {
    const app = new App();
    expect(warnings(new Stack(app, 'One'), new Stack(app, 'Two'))).toEqual([
      'the accounts of some stacks are unknown, and if they are one account: One/Policy/Resource/Resource and Two/Policy/Resource/Resource are both the managed policy '
      + '"teleport", which IAM refuses; give each a \'policyName\' of its own; give each stack an \'env\' with an account',
    ]);
  });

  test('are different accounts in two stages', () => {
    const app = new App();
    expect(warnings(...['One', 'Two'].map((id) => new Stack(new Stage(app, id), 'Stack')))).toEqual([]);
  });
});
