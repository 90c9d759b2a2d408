import { App, Aws, aws_cloudformation as cloudformation, CfnStackSet, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Capability, DeploymentType, StackSet, StackSetStack, StackSetTarget, StackSetTemplate } from 'cdk-stacksets';
import { DatabaseType, TeleportDatabaseDiscoveryPolicy } from '../../src';

const UNIT = 'ou-abcd-12345678';
const [ONE, SEVERAL] = [['eu-west-1'], ['eu-west-1', 'eu-central-1']];

class Spoke extends StackSetStack {
  constructor(scope: Stack, id: string, { roleName, policyName }: { roleName?: string; policyName?: string }) {
    super(scope, id);
    const target = new iam.Role(this, 'Access', { roleName, assumedBy: new iam.AccountPrincipal('111111111111') });
    new TeleportDatabaseDiscoveryPolicy(this, 'Teleport', { target, databaseTypes: [DatabaseType.RDS], policyName });
  }
}

const rolledOut = () => new Stack(new App(), 'RollOut', { env: { account: '999999999999', region: 'eu-west-1' } });
const NAMED = { roleName: 'teleport-access' };

function rollOut(spoke: Spoke, id: string, regions: string[], scope = Stack.of(spoke.node.scope!)): StackSet {
  return new StackSet(scope, id, {
    target: StackSetTarget.fromOrganizationalUnits({ organizationalUnits: [UNIT], regions }),
    template: StackSetTemplate.fromStackSetStack(spoke),
    deploymentType: DeploymentType.serviceManaged(),
    capabilities: [Capability.NAMED_IAM],
  });
}

const synthesis = (stack: Stack) => () => stack.node.root instanceof App && stack.node.root.synth();
const REFUSED = /RollOut\/Spoke\/Access is called "teleport-access" in every region, RollOut\/StackSet\/Resource deploys it to several regions of an account, and names in IAM are global; give the StackSet one region \('regions' of a policy says where the databases are\)/;

test('a StackSet does not deploy a role with a name to several regions: the second would fail', () => {
  const stack = rolledOut();
  rollOut(new Spoke(stack, 'Spoke', NAMED), 'StackSet', SEVERAL);
  expect(synthesis(stack)).toThrow(REFUSED);
});

test('nor to one region in each of two groups of the same accounts', () => {
  const stack = rolledOut();
  rollOut(new Spoke(stack, 'Spoke', NAMED), 'StackSet', ONE)
    .addTarget(StackSetTarget.fromOrganizationalUnits({ organizationalUnits: [UNIT], regions: ['eu-central-1'] }));
  expect(synthesis(stack)).toThrow(REFUSED);
});

test('nor a policy with a name', () => {
  const stack = rolledOut();
  rollOut(new Spoke(stack, 'Spoke', { policyName: 'teleport-discovery' }), 'StackSet', SEVERAL);
  expect(synthesis(stack)).toThrow(/RollOut\/Spoke\/Teleport\/Resource\/Resource is called "teleport-discovery" in every region, RollOut\/StackSet\/Resource deploys it to several/);
});

test.each([['CfnStackSet', CfnStackSet], ['aws_cloudformation.CfnStackSet', cloudformation.CfnStackSet]])('nor does %s, with the URL of that template', (_, StackSetResource) => {
  const stack = rolledOut();
  const spoke = new Spoke(stack, 'Spoke', NAMED);
  new StackSetResource(stack, 'StackSet', {
    stackSetName: 'teleport',
    permissionModel: 'SERVICE_MANAGED',
    templateUrl: StackSetTemplate.fromStackSetStack(spoke).templateUrl,
    stackInstancesGroup: [{ deploymentTargets: { organizationalUnitIds: [UNIT] }, regions: SEVERAL }],
  });
  expect(synthesis(stack)).toThrow(/RollOut\/Spoke\/Access is called "teleport-access" in every region, RollOut\/StackSet deploys it to several/);
});

test.each<[string, (stack: Stack) => void]>([
  ['one region', (stack) => rollOut(new Spoke(stack, 'Spoke', NAMED), 'StackSet', ONE)],
  ['one region twice', (stack) => rollOut(new Spoke(stack, 'Spoke', NAMED), 'StackSet', [...ONE, ...ONE])],
  ['a region for each of two units', (stack) => rollOut(new Spoke(stack, 'Spoke', NAMED), 'StackSet', ONE)
    .addTarget(StackSetTarget.fromOrganizationalUnits({ organizationalUnits: ['ou-abcd-87654321'], regions: ['eu-central-1'] }))],
  ['several regions, without a name', (stack) => rollOut(new Spoke(stack, 'Spoke', {}), 'StackSet', SEVERAL)],
  ['several regions, with the region in the name', (stack) => rollOut(new Spoke(stack, 'Spoke', { roleName: `teleport-${Aws.REGION}` }), 'StackSet', SEVERAL)],
  ['several regions by a template of its own', (stack) => {
    rollOut(new Spoke(stack, 'Spoke', NAMED), 'StackSet', ONE);
    new CfnStackSet(stack, 'Other', {
      stackSetName: 'other',
      permissionModel: 'SERVICE_MANAGED',
      templateBody: '{}',
      stackInstancesGroup: [{ deploymentTargets: { organizationalUnitIds: [UNIT] }, regions: SEVERAL }],
    });
  }],
])('but to %s it does', (_, define) => {
  const stack = rolledOut();
  define(stack);
  expect(synthesis(stack)).not.toThrow();
});

describe('of two templates in a stack', () => {
  const two = (regions: string[], others: string[]) => {
    const stack = rolledOut();
    rollOut(new Spoke(stack, 'Spoke', NAMED), 'StackSet', regions);
    rollOut(new Spoke(stack, 'Unnamed', {}), 'Others', others);
    return stack;
  };

  test('the one with the name is refused if every StackSet has several regions', () => {
    expect(synthesis(two(SEVERAL, SEVERAL))).toThrow(REFUSED);
  });

  test('nothing is refused if a StackSet has one region: only the deployment knows which template it has', () => {
    expect(synthesis(two(ONE, SEVERAL))).not.toThrow();
  });
});
