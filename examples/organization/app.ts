import { App, Stack } from 'aws-cdk-lib';
import { Capability, DeploymentType, StackSet, StackSetTarget, StackSetTemplate } from 'cdk-stacksets';
import { Hub } from './hub';
import { HUB, UNIT } from './names';
import { Spoke } from './spoke';

const app = new App();

// In the account of the agent ...
new Hub(app, 'TeleportHub', { env: HUB, accounts: ['222222222222', '333333333333'] });

// ... and in that of the organization: the template of the spokes, rolled out to each account of the unit, also to those that join it later.
const rollOut = new Stack(app, 'TeleportSpokes', { env: { account: '999999999999', region: 'eu-west-1' } });
new StackSet(rollOut, 'StackSet', {
  stackSetName: 'teleport-database-access',
  target: StackSetTarget.fromOrganizationalUnits({ organizationalUnits: [UNIT], regions: ['eu-west-1'] }), // one region: role names are global
  template: StackSetTemplate.fromStackSetStack(new Spoke(rollOut, 'Spoke')),
  deploymentType: DeploymentType.serviceManaged({ autoDeployEnabled: true, autoDeployRetainStacks: false }),
  capabilities: [Capability.NAMED_IAM],
});
app.synth();
