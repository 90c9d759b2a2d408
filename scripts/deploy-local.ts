// `npm run deploy:local`: deploys the example app to an emulated AWS account, and tries what its agents may do and what not.
import { IAM } from '@aws-sdk/client-iam';
import { Account } from '../test/deploy/account';
import { Attempt, Outcome, tryAll, wrong } from '../test/deploy/agent';
import { bootstrap, DeployableApp } from '../test/deploy/cdk';
import { createCacheUser, createInstance, encrypt } from '../test/deploy/databases';
import { startEmulator } from '../test/deploy/emulator';
import { resourcesOf } from '../test/deploy/stacks';
import { step } from '../test/deploy/step';
import { command, Failure } from '../test/deploy/teardown';

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const LIMITS = `What this does not prove: the emulator is not AWS. It (MiniStack; test/deploy/emulator.py fills three of its gaps) reads IAM's rules in its own way,
knows few of IAM's limits, and has no database to log in to; simulated calls were not made, its IAM was only asked about them. \`npx projen integ\` is for a real account.`;

command(async () => {
  const account = await step('an emulated AWS account starts on this machine', startEmulator);
  await step('cdk bootstrap', () => bootstrap(account));
  const app = new DeployableApp(account, 'examples/typescript/app.ts', {}, 'TeleportStack');
  await step('cdk deploy TeleportStack: examples/typescript/app.ts', () => app.deploy());
  const idOf = await deployedIds(account, 'TeleportStack');
  const agents = {
    discovery: `role/${idOf('DiscoveryService')}`,
    databases: `role/${idOf('DatabaseService')}`,
    warehouse: `user/${idOf('WarehouseAgent')}`,
  };
  await createInstance(account, 'shop', { 'teleport-env': 'prod' });
  await createInstance(account, 'lab', { 'teleport-env': 'test' });
  await createCacheUser(account, 'alice', { 'teleport.dev/managed': 'true' });
  await createCacheUser(account, 'bob', {});

  const outcomes = await tryAll(account, await attempts(account, agents, idOf('Key')));
  print('What the agents tried, and what the emulator decided', outcomes, agents);

  const iam = new IAM(account.sdk);
  const administrator = { RoleName: idOf('DatabaseService'), PolicyArn: ADMINISTRATOR };
  await iam.attachRolePolicy(administrator);
  const bounded = await tryAll(account, beyondTheBoundary(account, agents.databases));
  print('The same Database Service, after somebody attached AdministratorAccess to its role', bounded, agents);
  await iam.detachRolePolicy(administrator);

  const all = [...outcomes, ...bounded];
  const mistakes = wrong(all).length;
  console.log(`\n${all.length - mistakes} of ${all.length} decisions are as they should be.\n\n${LIMITS}\n`);
  await step('cdk destroy', () => app.destroy());
  if (mistakes > 0) {
    throw new Failure(`decisions that are WRONG: ${mistakes}, marked above`);
  }
});

interface Agents { readonly discovery: string; readonly databases: string; readonly warehouse: string }

async function attempts(account: Account, { discovery, databases, warehouse }: Agents, keyId: string): Promise<Attempt[]> {
  const { id, region } = account;
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${id}:${resource}`;
  const elsewhere = { 'aws:RequestedRegion': 'us-east-1' };
  const managed = { 'aws:ResourceTag/teleport.dev/managed': 'true' };
  const instance = (DBInstanceIdentifier: string, tag: string) => ({
    resource: arn('rds', `db:${DBInstanceIdentifier}`), context: { 'aws:ResourceTag/teleport-env': tag }, input: { DBInstanceIdentifier },
  });
  const cacheUser = (UserId: string) => ({ resource: arn('elasticache', `user:${UserId}`), input: { UserId, Passwords: ['another-password-1'] } });
  const secret = (Name: string, input: object) => ({ resource: arn('secretsmanager', `secret:${Name}`), input });
  const alice = `teleport-prod/elasticache/${region}/${id}/user/alice`;
  const key = arn('kms', `key/${keyId}`);
  return [
    { as: discovery, action: 'rds:DescribeDBInstances', resource: '*', input: {}, expected: 'allowed' },
    { as: discovery, action: 'rds:DescribeDBInstances', resource: '*', context: elsewhere, input: {}, expected: 'denied' },
    { as: discovery, action: 'rds:DescribeDBClusters', resource: '*', input: {}, expected: 'allowed' },
    { as: discovery, action: 'elasticache:DescribeReplicationGroups', resource: '*', input: {}, expected: 'denied' },
    { as: discovery, action: 'rds:ModifyDBInstance', ...instance('shop', 'prod'), expected: 'denied' },
    { as: discovery, action: 'rds:ModifyDBInstance', ...instance('lab', 'test'), expected: 'denied' },
    { as: discovery, action: 'rds-db:connect', resource: arn('rds-db', 'dbuser:db-ABCDEFGHIJKL01234/reader'), expected: 'denied' },

    { as: databases, action: 'rds-db:connect', resource: arn('rds-db', 'dbuser:db-ABCDEFGHIJKL01234/reader'), expected: 'allowed' },
    { as: databases, action: 'rds-db:connect', resource: arn('rds-db', 'dbuser:db-ABCDEFGHIJKL01234/postgres'), expected: 'denied' },
    { as: databases, action: 'rds-db:connect', resource: arn('rds-db', 'dbuser:db-ANOTHER/reader'), expected: 'denied' },
    { as: databases, action: 'elasticache:DescribeUsers', resource: '*', input: {}, expected: 'allowed' },
    { as: databases, action: 'elasticache:ModifyUser', ...cacheUser('alice'), context: managed, expected: 'allowed' },
    { as: databases, action: 'elasticache:ModifyUser', ...cacheUser('bob'), expected: 'denied' },
    { as: databases, action: 'memorydb:UpdateUser', resource: arn('memorydb', 'user/alice'), context: managed, expected: 'allowed' },
    { as: databases, action: 'memorydb:UpdateUser', resource: arn('memorydb', 'user/bob'), expected: 'denied' },
    { as: databases, action: 'secretsmanager:CreateSecret', ...secret(alice, { Name: alice, SecretString: 'password', KmsKeyId: key }), expected: 'allowed' },
    { as: databases, action: 'secretsmanager:GetSecretValue', ...secret(alice, { SecretId: alice }), expected: 'allowed' },
    { as: databases, action: 'secretsmanager:DeleteSecret', ...secret(alice, { SecretId: alice, ForceDeleteWithoutRecovery: true }), expected: 'allowed' },
    { as: databases, action: 'secretsmanager:CreateSecret', ...secret('teleport-prod/other-tool', { Name: 'teleport-prod/other-tool' }), expected: 'denied' },
    { as: databases, action: 'kms:Decrypt', resource: key, context: { 'kms:ViaService': `secretsmanager.${region}.amazonaws.com` }, expected: 'allowed' },
    { as: databases, action: 'kms:Decrypt', resource: key, input: { CiphertextBlob: await encrypt(account, keyId) }, expected: 'denied' },

    { as: warehouse, action: 'redshift:DescribeClusters', resource: '*', expected: 'allowed' },
    { as: warehouse, action: 'redshift:GetClusterCredentials', resource: arn('redshift', 'dbuser:warehouse/analyst'), expected: 'allowed' },
    { as: warehouse, action: 'redshift:GetClusterCredentials', resource: arn('redshift', 'dbuser:warehouse/admin'), expected: 'denied' },
    { as: warehouse, action: 'redshift:GetClusterCredentials', resource: arn('redshift', 'dbuser:finance/analyst'), expected: 'denied' },
  ];
}

function beyondTheBoundary({ id, region }: Account, databases: string): Attempt[] {
  const [, RoleName] = databases.split('/');
  const role = `arn:aws:iam::${id}:${databases}`;
  return [
    { as: databases, action: 'elasticache:DescribeUsers', resource: '*', input: {}, expected: 'allowed' },
    { as: databases, action: 'iam:ListUsers', resource: '*', input: {}, expected: 'denied' },
    { as: databases, action: 'iam:DeleteRolePermissionsBoundary', resource: role, input: { RoleName }, expected: 'denied' },
    { as: databases, action: 'rds-db:connect', resource: `arn:aws:rds-db:${region}:${id}:dbuser:db-ANOTHER/reader`, expected: 'denied' },
  ];
}

/** The names that CloudFormation gave, by the ids of the example. */
async function deployedIds(account: Account, stack: string): Promise<(id: string) => string> {
  const resources = await resourcesOf(account, stack);
  return (id) => resources.find(({ LogicalResourceId }) => new RegExp(`^${id}[0-9A-F]{8}$`).test(LogicalResourceId!))!.PhysicalResourceId!;
}

function inWords([key, value]: [string, string]): string {
  const [, tag] = key.split('aws:ResourceTag/');
  return tag !== undefined ? `tagged ${tag} = ${value}` : key === 'kms:ViaService' ? `through ${value}` : `in ${value}`;
}

function print(title: string, outcomes: readonly Outcome[], { discovery, databases, warehouse }: Agents): void {
  const names: { readonly [as: string]: string } = { [discovery]: 'Discovery Service', [databases]: 'Database Service', [warehouse]: 'Warehouse agent' };
  const rows = [
    ['As', 'Tried', 'On', 'Decision', 'How'],
    ...outcomes.map(({ as, action, resource, context = {}, seen, expected, how }) => [
      names[as],
      action,
      [resource.split(':').slice(5).join(':').replace(/^key\/.*/, 'its key') || 'all', ...Object.entries(context).map(inWords)].join(' '),
      seen === expected ? seen : `${seen.toUpperCase()}, WRONG`,
      how,
    ]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  console.log(`\n${title}:\n\n${lines.join('\n')}`);
}
