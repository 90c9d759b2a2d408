import { Stack, Token } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { SecretStore } from '../../secret-store';
import { ArnScope, isAnotherAccount } from '../aws/arn-scope';
import { checkPartitionOfArn } from '../checks/check-arns';
import { invalid, words } from '../checks/invalid';
import { Warning } from '../checks/warning';
import { keyOfAnotherAccount } from '../checks/warnings';

/** A key works in its own region only; one of another account has a key policy that must allow Teleport too. */
export function checkKeys(stack: Stack, scope: ArnScope, stores: readonly SecretStore[]): Warning[] {
  const keys = stores.flatMap(({ encryptionKey }) => encryptionKey ?? []);
  keys.forEach((key) => {
    checkPartitionOfArn('encryptionKey', key.node.path, key.keyArn, stack);
    checkRegionOfKey(key, scope.regions.map(({ text }) => text));
  });
  return keys
    .filter(({ env }) => isAnotherAccount(env.account, stack.account))
    .map(({ node, env }) => keyOfAnotherAccount(node.path, env.account));
}

function checkRegionOfKey({ env: { region }, node }: kms.IKey, regions: readonly string[]): void {
  const isOpen = [region, ...regions].some((one) => one === '*' || Token.isUnresolved(one));
  if (!isOpen && !regions.includes(region)) {
    const expected = `be in a region whose passwords Teleport keeps, ${regions.join(', ')}`;
    throw invalid('encryptionKey', expected, words(`${node.path} in ${region}`),
      'Secrets Manager encrypts with keys of its own region; give a key of that region, or name the region in \'regions\'');
  }
}
