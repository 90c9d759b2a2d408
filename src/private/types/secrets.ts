import { Operation } from './operation';

/** The tag of the ElastiCache and MemoryDB users whose passwords Teleport manages. */
export const MANAGED_TAG = 'teleport.dev/managed';

export const manageSecrets: Operation = {
  sid: 'ManagedUserSecrets',
  reason: 'keep the passwords of managed users in Secrets Manager',
  without: 'managed users cannot log in, because Teleport cannot store their passwords',
  actions: ['DescribeSecret', 'CreateSecret', 'UpdateSecret', 'DeleteSecret', 'GetSecretValue', 'PutSecretValue', 'TagResource']
    .map((name) => `secretsmanager:${name}`),
};
export const useKeys: Operation = {
  sid: 'ManagedUserSecretKeys',
  reason: 'encrypt and decrypt these secrets, only through Secrets Manager',
  without: 'secrets encrypted with a customer managed key can be neither written nor read',
  actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
};
