// `npx projen test:deploy`: an agent on Fargate, as ECS and IAM have it after a deployment, a change and a removal.
import assert from 'node:assert/strict';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { ecs } from './ecs';
import { Account } from '../account';
import { DeployableApp } from '../cdk';
import { startEmulator } from '../emulator';
import { statusOf } from '../stacks';
import { step } from '../step';
import { command } from '../teardown';

const COMMAND = ['/usr/bin/dumb-init', '--rewrite', '15:3', '--', '/usr/local/bin/teleport', 'start'];

command(async () => {
  console.log('\nAn agent on Fargate');
  const account = await startEmulator();
  const app = new DeployableApp(account, 'test/deploy/fargate/app.ts');

  await step('is deployed', () => app.deploy());
  const first = await step('runs Teleport with the configuration of the declaration, in the form that Teleport reads', async () => {
    const { service, container, revision } = await agentOf(account);
    assert.equal(service.desiredCount, 2);
    assert.deepEqual([...container.entryPoint, ...container.command], COMMAND);
    assert.equal(container.image, 'public.ecr.aws/gravitational/teleport-ent-distroless:18.6.4');
    const [matcher] = configurationOf(container).db_service.aws;
    assert.deepEqual(matcher, { types: ['rds'], regions: ['eu-west-1'], tags: { 'teleport-env': ['prod'] } });
    return revision;
  });
  await step('has the role that its token admits, with a policy and a boundary', async () => {
    const iam = new IAM(account.sdk);
    const { Role } = await iam.getRole({ RoleName: 'teleport-agent' });
    const { AttachedPolicies } = await iam.listAttachedRolePolicies({ RoleName: 'teleport-agent' });
    assert.equal(AttachedPolicies!.length, 1);
    assert.match(Role!.PermissionsBoundary!.PermissionsBoundaryArn!, /:policy\/fargate-/);
    const { Stacks } = await new CloudFormation(account.sdk).describeStacks({ StackName: 'fargate' });
    const { spec } = JSON.parse(Stacks![0].Outputs!.find(({ OutputKey }) => OutputKey === 'JoinToken')!.OutputValue!);
    assert.deepEqual(spec.allow, [{ aws_account: account.id, aws_arn: `arn:aws:sts::${account.id}:assumed-role/teleport-agent/*` }]);
  });
  await step('gets another task definition with another configuration, which the service runs', async () => {
    await app.deploy({ environment: 'test' });
    const { container, revision } = await agentOf(account);
    assert.notEqual(revision, first);
    assert.deepEqual(configurationOf(container).db_service.aws[0].tags, { 'teleport-env': ['test'] });
  });
  await step('is taken away', async () => {
    await app.destroy();
    await assert.rejects(statusOf(account, 'fargate'), /does not exist/);
    await assert.rejects(new IAM(account.sdk).getRole({ RoleName: 'teleport-agent' }), /NoSuchEntity|cannot be found/);
  });
  account.stop();
});

/** What ECS runs. */
async function agentOf(account: Account): Promise<{ service: any; container: any; revision: string }> {
  const { clusterArns: [cluster] } = await ecs(account, 'ListClusters', {});
  const { serviceArns } = await ecs(account, 'ListServices', { cluster });
  const { services: [service] } = await ecs(account, 'DescribeServices', { cluster, services: serviceArns });
  const { taskDefinition } = await ecs(account, 'DescribeTaskDefinition', { taskDefinition: service.taskDefinition });
  return { service, container: taskDefinition.containerDefinitions[0], revision: service.taskDefinition };
}

function configurationOf({ environment }: { readonly environment: readonly { readonly name: string; readonly value: string }[] }): any {
  const { value } = environment.find(({ name }) => name === 'TELEPORT_CONFIG')!;
  return JSON.parse(Buffer.from(value, 'base64').toString());
}
