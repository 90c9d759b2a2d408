import { Stack } from 'aws-cdk-lib';
import { join, literal, BoundedText, bounded } from './bounded-text';
import { RULES } from '../aws/text-rules';

/** Where something happens: what an ARN says before it comes to the resource. */
export interface ArnScope {
  readonly partition: BoundedText;
  readonly account: BoundedText;
  /** `*` for everywhere, and then nothing else. */
  readonly regions: readonly BoundedText[];
}

export function arnScopeOf(stack: Stack, regions: readonly string[] = [stack.region]): ArnScope {
  return {
    partition: bounded(stack.partition, RULES.partition),
    account: bounded(stack.account, RULES.account),
    regions: [...new Set(regions)].map((region) => bounded(region, RULES.region)),
  };
}

export function isEverywhere({ regions }: ArnScope): boolean {
  return regions.some(({ text }) => text === '*');
}

export function arnIn({ partition, account }: ArnScope, service: string, region: BoundedText, resource: BoundedText): BoundedText {
  return join(literal('arn:'), partition, literal(`:${service}:`), region, literal(':'), account, literal(':'), resource);
}

/** IAM is global: its ARNs have no region. */
export function iamArn(scope: ArnScope, resource: BoundedText): BoundedText {
  return arnIn(scope, 'iam', literal(''), resource);
}
