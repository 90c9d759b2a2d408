import { CloudFormation, StackResource } from '@aws-sdk/client-cloudformation';
import { Account } from './account';

/** What CloudFormation made of the resources of a stack. */
export async function resourcesOf({ sdk }: Account, StackName: string): Promise<StackResource[]> {
  const { StackResources = [] } = await new CloudFormation(sdk).describeStackResources({ StackName });
  return StackResources;
}

export async function statusOf({ sdk }: Account, StackName: string): Promise<string> {
  const { Stacks } = await new CloudFormation(sdk).describeStacks({ StackName });
  return Stacks![0].StackStatus!;
}

/** The ARN of the only KMS key of a stack. */
export async function keyArnIn(account: Account, stack: string): Promise<string> {
  const { PhysicalResourceId } = (await resourcesOf(account, stack)).find(({ ResourceType }) => ResourceType === 'AWS::KMS::Key')!;
  return `arn:aws:kms:${account.region}:${account.id}:key/${PhysicalResourceId}`;
}
