import { Arn, ArnFormat, Token } from 'aws-cdk-lib';

/** What an ARN says literally: parts that are tokens are absent. */
export interface KnownArn {
  readonly partition?: string;
  readonly region?: string;
  readonly account?: string;
}

export function knownArn(arn: string): KnownArn {
  const { partition, region, account } = Arn.split(arn, ArnFormat.NO_RESOURCE_NAME);
  return { partition: known(partition), region: known(region), account: known(account) };
}

const known = (part: string | undefined) => part === undefined || Token.isUnresolved(part) ? undefined : part;
