import { Stack, Token } from 'aws-cdk-lib';
import { invalid, words } from './invalid';
import { knownArn } from '../aws/known-arn';
import { partitionOf } from '../aws/partition';

/** No partition knows anything in another one. */
export function checkPartitionOfArn(prop: string, label: string, arn: string, { region, node }: Stack): void {
  const { partition } = knownArn(arn);
  if (partition !== undefined && !Token.isUnresolved(region) && partition !== partitionOf(region)) {
    throw invalid(prop, `be in ${partitionOf(region)}, the partition of ${node.path}`, words(`${label}, ${arn}`));
  }
}
