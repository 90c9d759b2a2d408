import * as kms from 'aws-cdk-lib/aws-kms';
import { Permission } from './permission';
import { DatabaseType } from '../../databases/database-type';
import { SecretStore } from '../../databases/secret-store';
import { NAMES } from '../aws/name-rules';
import { RULES } from '../aws/text-rules';
import { arnIn, ArnScope, isEverywhere } from '../tokens/arn-scope';
import { join, literal, BoundedText, bounded } from '../tokens/bounded-text';
import { CATALOGUE } from '../types';
import { Operation } from '../types/operation';
import { manageSecrets, useKeys } from '../types/secrets';

/** What Teleport needs to keep the passwords of managed users. If no type is named, it applies to all types that have such users. */
export function managedSecrets(
  scope: ArnScope,
  types: readonly DatabaseType[],
  stores: readonly SecretStore[],
  asDocumented: boolean,
): Permission[] {
  const secrets = stores.flatMap(({ keyPrefix }) => {
    const prefix = bounded(keyPrefix, NAMES.prefix);
    return asDocumented ? [secretsUnder(scope, prefix)] : secretsOf(scope, types, prefix);
  });
  const keys = stores.flatMap(({ encryptionKey }) => encryptionKey === undefined ? [] : [encryptionKey]);
  return [
    ...secrets.length === 0 ? [] : [{ ...grantedBy(manageSecrets), resources: secrets }],
    ...keys.length === 0 ? [] : [throughSecretsManager(scope, keys)],
  ];
}

const grantedBy = ({ sid, reason, actions }: Operation) => ({ sid, reason, actions });

/** As on Teleport's reference page: every secret that starts with the prefix, in all regions. */
function secretsUnder(scope: ArnScope, prefix: BoundedText): BoundedText {
  return arnIn(scope, 'secretsmanager', literal('*'), join(literal('secret:'), prefix, literal('/*')));
}

/** The names that Teleport gives. The region of the ARN is also in the name. */
function secretsOf(scope: ArnScope, types: readonly DatabaseType[], prefix: BoundedText): BoundedText[] {
  const entries = types.length > 0 ? types.map((type) => CATALOGUE[type]) : Object.values(CATALOGUE);
  const services = new Set(entries.flatMap(({ users: { secretService } }) => secretService ?? []));
  return [...services].flatMap((service) => scope.regions.map((region) => arnIn(scope, 'secretsmanager', region,
    join(literal('secret:'), prefix, literal(`/${service}/`), region, literal('/'), scope.account, literal('/user/*')))));
}

/** These keys, for calls through Secrets Manager. Its suffix differs between partitions, and only AWS has services of that name. */
function throughSecretsManager(scope: ArnScope, keys: readonly kms.IKey[]): Permission {
  const services = scope.regions.map((region) => join(literal('secretsmanager.'), region, literal(isEverywhere(scope) ? '' : '.*')));
  return {
    ...grantedBy(useKeys),
    resources: keys.map(({ keyArn }) => bounded(keyArn, RULES.keyArn)),
    conditions: { StringLike: { 'kms:ViaService': services } },
  };
}
