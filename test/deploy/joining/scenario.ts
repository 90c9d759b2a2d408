// `npx projen test:deploy`: what AWS says of a deployed agent is what its join token admits, and what it says of another one is not.
import assert from 'node:assert/strict';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { STS } from '@aws-sdk/client-sts';
import { Account, ClientConfiguration } from '../account';
import { DeployableApp } from '../cdk';
import { startEmulator } from '../emulator';
import { step } from '../step';
import { command } from '../teardown';

const AGENTS = ['Generated', 'WithPath', 'User'] as const;

command(async () => {
  console.log('\nAgents that join Teleport by IAM');
  const account = await startEmulator();
  const app = new DeployableApp(account, 'test/deploy/joining/app.ts');
  await step('are deployed, with their join tokens', () => app.deploy());
  const outputs = await outputsOf(account);
  const callers = new Map<string, string>();
  for (const agent of AGENTS) {
    callers.set(agent, await callerOf(account, agent, outputs[`${agent}Name`]));
  }
  for (const agent of AGENTS) {
    await step(`${agent}: the token admits ${callers.get(agent)}, and none of the others`, async () => {
      const { spec: { allow: [rule] } } = JSON.parse(outputs[`${agent}Token`]);
      assert.equal(rule.aws_account, account.id);
      assert.deepEqual(AGENTS.filter((other) => matches(rule.aws_arn, callers.get(other)!)), [agent]);
    });
  }
  account.stop();
});

async function outputsOf({ sdk }: Account): Promise<{ [name: string]: string }> {
  const { Stacks } = await new CloudFormation(sdk).describeStacks({ StackName: 'joining' });
  return Object.fromEntries(Stacks![0].Outputs!.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
}

/** Who AWS says that the agent is. */
async function callerOf(account: Account, agent: (typeof AGENTS)[number], name: string): Promise<string> {
  const session = agent === 'User' ? await asUser(account, name) : await asRole(account, name);
  const { Arn } = await new STS(session).getCallerIdentity({});
  return Arn!;
}

async function asRole({ sdk }: Account, RoleName: string): Promise<ClientConfiguration> {
  const { Role } = await new IAM(sdk).getRole({ RoleName });
  const { Credentials } = await new STS(sdk).assumeRole({ RoleArn: Role!.Arn, RoleSessionName: 'i-0123456789abcdef0' });
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
  return { ...sdk, credentials: { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken } };
}

async function asUser({ sdk }: Account, UserName: string): Promise<ClientConfiguration> {
  const { AccessKey } = await new IAM(sdk).createAccessKey({ UserName });
  const { AccessKeyId, SecretAccessKey } = AccessKey!;
  return { ...sdk, credentials: { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey! } };
}

/** Teleport's glob: `*` is any run of characters, `?` one. */
function matches(pattern: string, arn: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${escaped}$`).test(arn);
}
