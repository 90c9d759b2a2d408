import { Account } from './account';
import { Attempt, Decision } from './agent';

export interface Key {
  readonly arn: string;
  /** Something that it encrypted, if the calls are to be made. */
  readonly ciphertext?: Uint8Array;
}

const EVERYTHING = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });

/** What the agents of `app.ts` try, and what AWS has to say: after the first deployment, and after its declaration changed. */
export function attempts({ id, region }: Account, prefix: string, step: 'created' | 'changed', key: Key): Attempt[] {
  const [role, user] = [`role/${prefix}-agent`, `user/teleport/${prefix}-agent`];
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${id}:${resource}`;
  const login = (database: string, as = 'reader') => ({ action: 'rds-db:connect', resource: arn('rds-db', `dbuser:${database}/${as}`) });
  const modify = (DBInstanceIdentifier: string, env: string) => ({
    action: 'rds:ModifyDBInstance', resource: arn('rds', `db:${DBInstanceIdentifier}`), context: { 'aws:ResourceTag/env': env }, input: { DBInstanceIdentifier },
  });
  const alice = (keyPrefix: string) => `${keyPrefix}/elasticache/${region}/${id}/user/alice`;
  const secret = (operation: string, name: string, input: object) => ({
    action: `secretsmanager:${operation}`, resource: arn('secretsmanager', `secret:${name}-AbCdEf`), input,
  });
  const create = (Name: string) => secret('CreateSecret', Name, { Name, SecretString: 'password', KmsKeyId: key.arn });
  const [own, other] = step === 'created' ? ['teleport-one', 'teleport-two'] : ['teleport-two', 'teleport-one'];
  const decrypt = { action: 'kms:Decrypt', resource: key.arn };
  const changing = (created: Decision, changed: Decision) => step === 'created' ? created : changed;

  return [
    { as: role, action: 'rds:DescribeDBInstances', resource: '*', input: {}, expected: 'allowed' },
    { as: role, action: 'rds:DescribeDBInstances', resource: '*', context: { 'aws:RequestedRegion': 'us-east-1' }, input: {}, expected: 'denied' },
    { as: role, ...modify('shop', 'prod'), expected: 'allowed' },
    { as: role, ...modify('lab', 'test'), expected: 'denied' },
    { as: role, ...modifyUser(arn, 'alice', true), expected: 'allowed' },
    { as: role, ...modifyUser(arn, 'bob', false), expected: 'denied' },

    { as: role, ...create(alice(own)), expected: 'allowed' },
    { as: role, ...secret('PutSecretValue', alice(own), { SecretId: alice(own), SecretString: 'new' }), expected: 'allowed' },
    { as: role, ...secret('GetSecretValue', alice(own), { SecretId: alice(own) }), expected: 'allowed' },
    { as: role, ...secret('DeleteSecret', alice(own), { SecretId: alice(own), ForceDeleteWithoutRecovery: true }), expected: 'allowed' },
    { as: role, ...create(alice(other)), expected: 'denied' },
    { as: role, ...create(`${own}/other-tool`), expected: 'denied' },
    { as: role, ...decrypt, input: { CiphertextBlob: key.ciphertext }, expected: 'denied' },
    { as: role, ...decrypt, context: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` }, expected: 'allowed' },

    { as: role, ...login('db-CUSTOMERS'), expected: 'allowed' },
    { as: role, ...login('db-CUSTOMERS', 'admin'), expected: 'denied' },
    { as: role, ...login('db-ORDERS'), expected: changing('denied', 'allowed') },
    { as: user, ...login('db-ORDERS'), expected: changing('allowed', 'denied') },
    // of the other stack: inside the first boundary, outside the second
    { as: role, ...login('db-INVOICES'), expected: changing('allowed', 'denied') },
    { as: user, action: 'redshift:GetClusterCredentials', resource: arn('redshift', 'dbuser:warehouse/analyst'), expected: 'allowed' },
    { as: user, action: 'redshift:GetClusterCredentials', resource: arn('redshift', 'dbuser:warehouse/admin'), expected: 'denied' },
    { as: user, ...assumed('222222222222', { 'aws:ResourceOrgID': 'o-abcdef1234', 'sts:ExternalId': 'correct-horse' }), expected: 'allowed' },
    { as: user, ...assumed('333333333333', { 'aws:ResourceOrgID': 'o-zyxwvu9876', 'sts:ExternalId': 'correct-horse' }), expected: 'denied' },
    { as: user, ...assumed('222222222222', { 'aws:ResourceOrgID': 'o-abcdef1234' }), expected: 'denied' },
    { as: user, ...assumed('222222222222', { 'aws:ResourceOrgID': 'o-abcdef1234', 'sts:ExternalId': 'correct-horse' }, 'other'), expected: 'denied' },
  ];
}

/** A role of another account, in an organization or in none. */
function assumed(account: string, context: { readonly [key: string]: string }, name = 'teleport-access') {
  return { action: 'sts:AssumeRole', resource: `arn:aws:iam::${account}:role/${name}`, context };
}

/** What the agent tries in order to become more than it is: to grant itself everything. Only `SelfGrant.BOUNDED` lets it begin. */
export function escalation({ id, region }: Account, prefix: string, step: 'created' | 'changed'): Attempt[] {
  const RoleName = `${prefix}-agent`;
  const role = `role/${RoleName}`;
  const resource = `arn:aws:iam::${id}:${role}`;
  const arn = (service: string, name: string) => `arn:aws:${service}:${region}:${id}:${name}`;
  const begin: Decision = step === 'created' ? 'allowed' : 'denied';
  return [
    { as: role, action: 'iam:PutRolePolicy', resource, input: { RoleName, PolicyName: 'everything', PolicyDocument: EVERYTHING }, expected: begin },
    { as: role, action: 'iam:PutRolePolicy', resource: `arn:aws:iam::${id}:role/other`, input: { RoleName: 'other', PolicyName: 'everything', PolicyDocument: EVERYTHING }, expected: 'denied' },
    { as: role, action: 'iam:DeleteRolePermissionsBoundary', resource, input: { RoleName }, expected: 'denied' },
    { as: role, action: 'iam:ListUsers', resource: '*', input: {}, expected: 'denied' },
    { as: role, ...modifyUser(arn, 'bob', false), expected: 'denied' },
    { as: role, action: 'rds-db:connect', resource: arn('rds-db', 'dbuser:db-FOUND/admin'), expected: begin }, // what a self-grant is for
    { as: role, action: 'iam:DeleteRolePolicy', resource, input: { RoleName, PolicyName: 'everything' }, expected: begin },
  ];
}

function modifyUser(arn: (service: string, resource: string) => string, UserId: string, isManaged: boolean) {
  return {
    action: 'elasticache:ModifyUser',
    resource: arn('elasticache', `user:${UserId}`),
    context: isManaged ? { 'aws:ResourceTag/teleport.dev/managed': 'true' } : undefined,
    input: { UserId, Passwords: ['another-password-1'] },
  };
}
