import { Stack, Token } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { isAnotherAccount } from '../aws/accounts';
import { anotherPartition, isOfAnotherPartition } from '../checks/check-arns';
import { invalid, verbatim } from '../checks/invalid';
import { keyOfAnotherAccount } from '../checks/warnings/policies';
import { Warning } from '../checks/warnings/warning';
import { KnownArn, knownArn } from '../tokens/known-arn';

/** The keys of passwords, and the regions whose passwords they encrypt. */
export interface KeysInUse {
  readonly keys: readonly kms.IKey[];
  readonly regions: readonly string[];
}

/** A key works in its own region only; one of another account has a key policy that must allow Teleport too. */
export function checkKeys(stack: Stack, { keys, regions }: KeysInUse): Warning[] {
  const places = keys.map((key) => ({ key, place: { ...key.env, partition: knownArn(key.keyArn).partition } }));
  const [wrong] = places.flatMap(({ key, place }) => wrongPlace(stack, key, place, regions) ?? []);
  if (wrong !== undefined) {
    throw wrong;
  }
  return places.flatMap(({ key, place }) => adviceOnKey(stack, key, place));
}

/** Why a key cannot encrypt these passwords, as far as its region and partition are known. */
export function wrongPlace(stack: Stack, { keyArn, node }: kms.IKey, place: KnownArn, regions: readonly string[]): Error | undefined {
  if (isOfAnotherPartition(place, stack)) {
    return anotherPartition('encryptionKey', `${node.path}, ${Token.isUnresolved(keyArn) ? `in ${place.partition}` : keyArn}`, stack);
  }
  const { region = '*' } = place;
  const isUnknown = [region, ...regions].some((one) => one === '*' || Token.isUnresolved(one));
  return isUnknown || regions.includes(region) ? undefined : invalid('encryptionKey',
    `be in one of the regions of the secrets, ${regions.join(', ')}`, verbatim(`${node.path} in ${region}`),
    'Secrets Manager encrypts with keys of its own region; give a key of that region, or name the region in \'regions\'');
}

export function adviceOnKey({ account: own }: Stack, { node }: kms.IKey, { account }: KnownArn): Warning[] {
  return account !== undefined && isAnotherAccount(account, own) ? [keyOfAnotherAccount(node.path, account)] : [];
}
