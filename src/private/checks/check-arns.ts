import { Stack, Token } from 'aws-cdk-lib';
import { invalid, verbatim } from './invalid';
import { partitionOf } from '../aws/partition';
import { KnownArn, knownArn } from '../tokens/known-arn';

/** Refuses an ARN of another partition than the stack's: ARNs do not cross partitions. */
export function checkPartitionOfArn(prop: string, label: string, arn: string, stack: Stack): void {
  if (isOfAnotherPartition(knownArn(arn), stack)) {
    throw anotherPartition(prop, `${label}, ${arn}`, stack);
  }
}

/** False as long as one of them is not known. */
export function isOfAnotherPartition({ partition }: KnownArn, { region }: Pick<Stack, 'region'>): boolean {
  return partition !== undefined && !Token.isUnresolved(region) && partition !== partitionOf(region);
}

export function anotherPartition(prop: string, got: string, { region, node }: Stack): Error {
  return invalid(prop, `be in ${partitionOf(region)}, the partition of ${node.path}`, verbatim(got));
}
