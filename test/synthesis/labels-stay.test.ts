import { App, Aspects, Aws, CfnParameter, Fn, Lazy, NestedStack, Stack, Stage, Tags } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { DatabaseType, TeleportAgentConfiguration, TeleportDatabaseAccess, TeleportReadyDatabases } from '../../src';
import { instanceIn, instanceWith, labelReplaced, labelWarnings, tagged, warnedOfLabels, withGroup } from '../support/replaced-labels';
import { roleIn, stackIn } from '../support/template';


const EMEA = [labelReplaced('Stack/Db', 'region', 'emea', 'eu-west-1')];

test('the warning has its id, and says what happens, where, and the way out', () => {
  const stack = stackIn();
  expect(warnedOfLabels(instanceWith({ region: 'emea' }), {}, stack)).toEqual(EMEA);
  expect(Annotations.fromStack(stack).findWarning('/Stack/Db', Match.stringLikeRegexp('\\[ack: cdk-teleport-database-access:labelReplaced\\]'))).toHaveLength(1);
});

describe('a tag is seen', () => {
  test.each<[string, (stack: Stack) => unknown]>([
    ['of Tags.of()', (stack) => Tags.of(instanceIn(stack)).add('region', 'emea')],
    ['of Tags.of() of the app', (stack) => [instanceIn(stack), Tags.of(stack.node.root).add('region', 'emea')]],
    ['of an override', (stack) => instanceIn(stack).addPropertyOverride('Tags', [{ Key: 'region', Value: 'emea' }])],
    ['of an override that replaces a right one', (stack) => instanceWith({ region: 'eu-west-1' })(stack).addPropertyOverride('Tags.0.Value', 'emea')],
    ['of TeleportReadyDatabases', (stack) => [instanceIn(stack), Aspects.of(stack).add(new TeleportReadyDatabases({ tags: { region: 'emea' } }))]],
    ['of the stack, which CloudFormation gives to all that is in it', (stack) => [instanceIn(stack), stack.tags.setTag('region', 'emea')]],
    ['of a condition', (stack) => instanceIn(stack).addPropertyOverride('Tags', [Fn.conditionIf('IsProd', { Key: 'region', Value: 'emea' }, Aws.NO_VALUE)])],
    ['of a token', instanceWith({ region: Lazy.string({ produce: () => 'emea' }) })],
  ])('%s', (_, define) => {
    expect(warnedOfLabels(define)).toEqual(EMEA);
  });

  test('in a nested stack, whose tags are those of its parent, too', () => {
    expect(warnedOfLabels((stack) => {
      instanceIn(new NestedStack(stack, 'Nested'));
      stack.tags.setTag('region', 'emea');
    })).toEqual([labelReplaced('Stack/Nested/Db', 'region', 'emea', 'eu-west-1')]);
  });

  test('with a value that only the deployment knows', () => {
    expect(warnedOfLabels((stack) => instanceIn(stack, { tags: tagged({ region: new CfnParameter(stack, 'Where').valueAsString }) })))
      .toEqual([labelReplaced('Stack/Db', 'region', '${Stack/Where.Ref}', 'eu-west-1')]);
  });

  test('of the account and the VPC', () => {
    expect(warnedOfLabels(instanceWith({ 'account-id': 'retail' }))).toEqual([labelReplaced('Stack/Db', 'account-id', 'retail', '123456789012')]);
    expect(warnedOfLabels(instanceWith({ 'vpc-id': 'legacy' }), { vpcId: 'vpc-0abc' })).toEqual([labelReplaced('Stack/Db', 'vpc-id', 'legacy', 'vpc-0abc')]);
    expect(warnedOfLabels(instanceWith({ 'region': 'emea', 'account-id': 'retail' }))).toHaveLength(2);
  });
});

test.each([
  [{ region: 'emea' }, [labelReplaced('Stack/Db', 'region', 'emea', '{"Ref":"AWS::Region"}')]],
  [{ 'region': Aws.REGION, 'account-id': Aws.ACCOUNT_ID }, []],
  [{ 'region': 'eu-west-1', 'account-id': '123456789012' }, []],
])('in a stack whose account and region only the deployment knows: %p', (tags, expected) => {
  expect(warnedOfLabels(instanceWith(tags), {}, new Stack(new App(), 'Stack'))).toEqual(expected);
});

test('the VPC of the app is the same in every stack', () => {
  const app = new App();
  const [network, stack] = [stackIn(undefined, 'Network', app), stackIn(undefined, 'Data', app)];
  const vpc = new ec2.Vpc(network, 'Vpc');
  const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA] });
  withGroup(new TeleportAgentConfiguration({ policies: [policy], vpc }));
  instanceIn(stack, { tags: tagged({ 'vpc-id': vpc.vpcId }) });
  new rds.CfnDBInstance(stack, 'Other', { engine: 'mysql', tags: tagged({ 'vpc-id': new ec2.Vpc(network, 'Other').vpcId }) });
  expect(labelWarnings(stack).map((text) => text.split(' has ')[0])).toEqual(['Data/Other']);
});

test('a database in another stage is one of the app', () => {
  const app = new App();
  const data = stackIn(undefined, 'Stack', new Stage(app, 'Data') as App);
  instanceIn(data, { tags: tagged() });
  const stack = stackIn(undefined, 'Agent', app);
  withGroup(new TeleportAgentConfiguration({ policies: [new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA] })] }));
  app.synth();
  expect(labelWarnings(data)).toHaveLength(1);
});

test.each([['of the app', false], ['of a stage before it', true]])('a database in a stage that comes later is seen by the agent %s', (_, isStaged) => {
  const app = new App();
  const stack = stackIn(undefined, 'Agent', isStaged ? new Stage(app, 'Agents') as App : app);
  const access = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA] });
  withGroup(new TeleportAgentConfiguration({ policies: [access] }));
  const data = stackIn(undefined, 'Stack', new Stage(app, 'Data') as App);
  instanceIn(data, { tags: tagged() });
  new rds.CfnDBInstance(data, 'Other', { engine: 'mysql', tags: tagged({ Region: 'emea' }) });
  app.synth();
  expect(labelWarnings(stack).map((text) => text.split(' has ')[0])).toEqual(['Data/Stack/Db']);
  expect(labelWarnings(data)).toEqual([]);
});
