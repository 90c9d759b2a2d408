import { Stack, Token } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CATALOGUE } from '../catalogue/index';
import { NAMES } from '../catalogue/name-rules';
import { manageSecrets, useKeys } from '../catalogue/secrets';
import { Permission } from './permission';
import { arnIn, isAnotherAccount, isEverywhere, ArnScope } from '../aws/arn-scope';
import { join, literal, Sized, sized } from '../aws/sized-text';
import { Warning } from '../checks/warnings';
import { DatabaseType } from '../../database-type';
import { SecretStore } from '../../secret-store';

/** `arn:<partition>:kms:<region>:<account>:key/<36 characters>` with the longest of each. */
const LONGEST_KEY_ARN = 88;

/** What Teleport needs to keep the passwords of managed users of these types, of all types that have such users if none is named. */
export function keepPasswords(place: ArnScope, types: readonly DatabaseType[], stores: readonly SecretStore[], asDocumented: boolean): Permission[] {
  const keys = stores.flatMap(({ encryptionKey }) => encryptionKey === undefined ? [] : [encryptionKey]);
  const { sid, reason, actions } = manageSecrets;
  const secrets = stores.flatMap(({ keyPrefix }) => {
    const prefix = sized(keyPrefix, NAMES.prefix.maxLength);
    return asDocumented ? [arnIn(place, 'secretsmanager', literal('*'), join(literal('secret:'), prefix, literal('/*')))] : secretsOf(place, types, prefix);
  });
  return [
    ...secrets.length === 0 ? [] : [{ sid: asDocumented ? undefined : sid, reason, actions, resources: secrets }],
    ...keys.length === 0 ? [] : [useOf(place, keys, asDocumented)],
  ];
}

/** The names that Teleport gives: the region of the ARN is the region in the name. */
function secretsOf(place: ArnScope, types: readonly DatabaseType[], prefix: Sized): Sized[] {
  const entries = types.length > 0 ? types.map((type) => CATALOGUE[type]) : Object.values(CATALOGUE);
  const services = new Set(entries.flatMap(({ secretService }) => secretService === undefined ? [] : [secretService]));
  return [...services].flatMap((service) => place.regions.map((region) => arnIn(place, 'secretsmanager', region,
    join(literal('secret:'), prefix, literal(`/${service}/`), region, literal('/'), place.account, literal('/user/*')))));
}

function useOf(place: ArnScope, keys: readonly kms.IKey[], asDocumented: boolean): Permission {
  const { sid, reason, actions } = useKeys;
  const resources = keys.map(({ keyArn }) => sized(keyArn, LONGEST_KEY_ARN));
  if (asDocumented) {
    return { reason, actions, resources };
  }
  // the suffix differs between partitions, and nobody but AWS has a service of that name
  const services = place.regions.map((region) => join(literal('secretsmanager.'), region, literal(isEverywhere(place) ? '' : '.*')));
  return { sid, reason, actions, resources, conditions: { StringLike: { 'kms:ViaService': services } } };
}

/** A key works in its own region only; one of another account has a key policy that has to allow Teleport too. */
export function checkKeys(stack: Stack, place: ArnScope, stores: readonly SecretStore[]): Warning[] {
  return stores.flatMap(({ encryptionKey }) => {
    if (encryptionKey === undefined) {
      return [];
    }
    const { region, account } = encryptionKey.env;
    const unknown = [region, ...place.regions.map(({ text }) => text)].some((one) => one === '*' || Token.isUnresolved(one));
    if (!unknown && !place.regions.some(({ text }) => text === region)) {
      throw new Error(`'encryptionKey' ${encryptionKey.node.path} is in ${region}, Teleport keeps passwords in ${place.regions.map(({ text }) => text).join(', ')}: `
        + 'Secrets Manager encrypts with keys of its own region; give a key of that region, or name the region in \'regions\'');
    }
    return isAnotherAccount(account, stack.account)
      ? [{
        id: 'keyOfAnotherAccount',
        message: `the key ${encryptionKey.node.path} is in account ${account}, whose key policy has to allow this identity kms:GenerateDataKey and kms:Decrypt as well`,
      }]
      : [];
  });
}
