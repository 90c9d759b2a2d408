import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Answer, answer } from '../../../cli/explain/answer';
import { CATALOGUE } from '../../../src/private/types';
import { OPERATIONS } from '../../../src/private/types/uses';
import * as library from 'cdk-teleport-database-access';

const AT = 'eu-west-1:111111111111';
const SECRET = `arn:aws:secretsmanager:${AT}:secret:own/elasticache/eu-west-1/111111111111/user/alice-AbCdEf`;

/** What AWS refuses each action on: a resource of Teleport's, and one that nobody gives it. */
const REFUSED: { readonly [action: string]: { on: string; notOn?: string } } = {
  'rds:DescribeDBInstances': { on: `arn:aws:rds:${AT}:db:*` },
  'rds:DescribeDBClusters': { on: `arn:aws:rds:${AT}:cluster:*` },
  'rds:DescribeDBProxies': { on: `arn:aws:rds:${AT}:db-proxy:*` },
  'rds:DescribeDBProxyEndpoints': { on: `arn:aws:rds:${AT}:db-proxy-endpoint:*` },
  'rds:ListTagsForResource': { on: `arn:aws:rds:${AT}:db-proxy:prx-0123456789abcdef0`, notOn: `arn:aws:rds:${AT}:db:orders` },
  'rds:ModifyDBInstance': { on: `arn:aws:rds:${AT}:db:orders`, notOn: `arn:aws:rds:${AT}:pg:orders` },
  'rds:ModifyDBCluster': { on: `arn:aws:rds:${AT}:cluster:orders`, notOn: `arn:aws:rds:${AT}:cluster-pg:orders` },
  'rds-db:connect': { on: `arn:aws:rds-db:${AT}:dbuser:db-ABCDEFGHIJKL01234/reader`, notOn: `arn:aws:rds-db:${AT}:dbuser:db-ABC` },
  'redshift:DescribeClusters': { on: `arn:aws:redshift:${AT}:cluster:*` },
  'redshift:GetClusterCredentials': { on: `arn:aws:redshift:${AT}:dbuser:warehouse/reader`, notOn: `arn:aws:redshift:${AT}:dbgroup:warehouse/readers` },
  'redshift-serverless:ListWorkgroups': { on: `arn:aws:redshift-serverless:${AT}:workgroup/*` },
  'redshift-serverless:ListEndpointAccess': { on: '*' },
  'redshift-serverless:ListTagsForResource': {
    on: `arn:aws:redshift-serverless:${AT}:workgroup/0f0f`, notOn: `arn:aws:redshift-serverless:${AT}:namespace/0f0f`,
  },
  'redshift-serverless:GetEndpointAccess': {
    on: `arn:aws:redshift-serverless:${AT}:managedvpcendpoint/0f0f`, notOn: `arn:aws:redshift-serverless:${AT}:snapshot/0f0f`,
  },
  'redshift-serverless:GetWorkgroup': { on: `arn:aws:redshift-serverless:${AT}:workgroup/0f0f`, notOn: `arn:aws:redshift:${AT}:workgroup/0f0f` },
  'elasticache:ListTagsForResource': { on: `arn:aws:elasticache:${AT}:user:alice`, notOn: `arn:aws:elasticache:${AT}:cluster:sessions-001` },
  'elasticache:DescribeReplicationGroups': { on: `arn:aws:elasticache:${AT}:replicationgroup:*` },
  'elasticache:DescribeCacheClusters': { on: `arn:aws:elasticache:${AT}:cluster:*` },
  'elasticache:DescribeCacheSubnetGroups': { on: `arn:aws:elasticache:${AT}:subnetgroup:*` },
  'elasticache:DescribeUsers': { on: `arn:aws:elasticache:${AT}:user:*` },
  'elasticache:Connect': { on: `arn:aws:elasticache:${AT}:serverlesscache:sessions`, notOn: `arn:aws:elasticache:${AT}:cluster:sessions-001` },
  'elasticache:ModifyUser': { on: `arn:aws:elasticache:${AT}:user:alice`, notOn: `arn:aws:elasticache:${AT}:usergroup:readers` },
  'elasticache:DescribeServerlessCaches': { on: `arn:aws:elasticache:${AT}:serverlesscache:*` },
  'ec2:DescribeSubnets': { on: '*' },
  'memorydb:ListTags': { on: `arn:aws:memorydb:${AT}:cluster/ledger`, notOn: `arn:aws:memorydb:${AT}:cluster:ledger` },
  'memorydb:DescribeClusters': { on: `arn:aws:memorydb:${AT}:cluster/*` },
  'memorydb:DescribeSubnetGroups': { on: `arn:aws:memorydb:${AT}:subnetgroup/*` },
  'memorydb:DescribeUsers': { on: `arn:aws:memorydb:${AT}:user/*` },
  'memorydb:Connect': { on: `arn:aws:memorydb:${AT}:cluster/ledger`, notOn: `arn:aws:memorydb:${AT}:cluster:ledger` },
  'memorydb:UpdateUser': { on: `arn:aws:memorydb:${AT}:user/alice`, notOn: `arn:aws:memorydb:${AT}:acl/readers` },
  'es:ListDomainNames': { on: '*' },
  'es:DescribeDomains': { on: `arn:aws:es:${AT}:domain/logs`, notOn: `arn:aws:es:${AT}:application/logs` },
  'es:ListTags': { on: `arn:aws:es:${AT}:domain/logs`, notOn: `arn:aws:es:${AT}:application/logs` },
  'secretsmanager:DescribeSecret': { on: SECRET, notOn: `arn:aws:secretsmanager:${AT}:secret:own/other-AbCdEf` },
  'secretsmanager:CreateSecret': { on: SECRET },
  'secretsmanager:UpdateSecret': { on: SECRET },
  'secretsmanager:DeleteSecret': { on: SECRET },
  'secretsmanager:GetSecretValue': { on: SECRET, notOn: `arn:aws:secretsmanager:${AT}:secret:own/rds/eu-west-1/111111111111/user/alice-AbCdEf` },
  'secretsmanager:PutSecretValue': { on: SECRET },
  'secretsmanager:TagResource': { on: SECRET },
  'kms:GenerateDataKey': { on: `arn:aws:kms:${AT}:key/0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f`, notOn: `arn:aws:kms:${AT}:alias/own` },
  'kms:Decrypt': { on: `arn:aws:kms:${AT}:key/0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f` },
  'sts:AssumeRole': { on: 'arn:aws:iam::222222222222:role/teleport/access', notOn: 'arn:aws:iam::222222222222:user/access' },
  'sts:TagSession': { on: 'arn:aws:iam::222222222222:role/access', notOn: 'arn:aws:sts::222222222222:assumed-role/access/session' },
};
const SELF = ['iam:GetRolePolicy', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy', 'iam:GetUserPolicy', 'iam:PutUserPolicy', 'iam:DeleteUserPolicy'];

/** What the app of a reader would have in the places that a message leaves open. */
const FILLED: { readonly [placeholder: string]: string } = {
  resourceId: 'ABC',
  databaseUsers: 'reader',
  databaseNames: 'dev',
  clusterIdentifier: 'warehouse',
  replicationGroupId: 'sessions',
  clusterName: 'ledger',
  serverlessCacheName: 'sessions',
  workgroupName: 'analytics',
  domainName: 'logs',
  keyPrefix: 'own',
  organizationId: 'o-abcdef1234',
  key: 'team',
  value: 'a',
};

/** Every permission of an app that has taken an option. */
function permissionsWith(option: readonly string[]): library.TeleportPermission[] {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111111111111', region: 'eu-west-1' } });
  const code = `{ ${option.join(', ')} }`.replace(/<(\w+)>/g, (_, name: string) => FILLED[name] ?? `no value for ${name}`);
  const role = iam.Role.fromRoleArn(stack, 'DatabaseRole', 'arn:aws:iam::111111111111:role/reader');
  const instance = rds.DatabaseInstance.fromDatabaseInstanceAttributes(stack, 'Instance', {
    instanceIdentifier: 'orders', instanceResourceId: 'db-ABC', instanceEndpointAddress: 'orders.example.com', port: 5432, securityGroups: [],
  });
  const cluster = rds.DatabaseCluster.fromDatabaseClusterAttributes(stack, 'Cluster', { clusterIdentifier: 'orders', clusterResourceIdentifier: 'cluster-ABC' });
  const scope = { ...library, iam, kms, role, instance, cluster };
  const props = new Function(...Object.keys(scope), `return ${code};`).call(stack, ...Object.values(scope));
  const target = iam.Role.fromRoleArn(stack, 'Agent', 'arn:aws:iam::111111111111:role/Agent');
  return new library.TeleportDatabaseAccess(stack, 'Access', { target, ...props }).permissions;
}

/** Whether a permission is on a resource of a message; a `*` of the message is any. */
function isOn(permission: library.TeleportPermission, on: string): boolean {
  const resources = permission.resources.map((resource) => resource.replace(/\$\{Token\[AWS\.Partition\.\d+\]\}/, 'aws'));
  return on.endsWith('*') || resources.some((resource) => new RegExp(`^${resource.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`).test(on));
}

/** An answer to a message of IAM. */
const asked = (action: string, resource: string): Answer => answer({ action, resource });

test('every action of the catalogue is here', () => {
  const actions = OPERATIONS.flatMap((operation) => operation.actions).filter((action) => !action.includes('{kind}'));
  expect(Object.keys(REFUSED).sort()).toEqual([...new Set(actions)].sort());
});

test.each(Object.entries(REFUSED))('every option against a refusal of %s gives it', (action, { on }) => {
  const { verdict, options, neededTo, without } = asked(action, on);
  expect(verdict).toBe('give');
  expect(options).not.toEqual([]);
  expect(neededTo).not.toEqual([]);
  expect(without).not.toEqual([]);
  options.forEach((option) => {
    const giving = permissionsWith(option).filter(({ actions }) => actions.includes(action));
    expect(giving.filter((permission) => isOn(permission, on))).not.toEqual([]);
  });
});

test.each(Object.entries(REFUSED).filter(([, { notOn }]) => notOn !== undefined))('no option gives %s on what Teleport does not use', (action, { notOn }) => {
  const { verdict, options } = asked(action, notOn!);
  expect({ verdict, options }).toEqual({ verdict: 'otherResource', options: [] });
});

test.each(SELF)('no option is offered for %s', (action) => {
  const { verdict, options, advice } = asked(action, 'arn:aws:iam::111111111111:role/Agent');
  expect({ verdict, options }).toEqual({ verdict: 'refuse', options: [] });
  expect(advice.join()).toContain('SelfGrant.BOUNDED');
});

test('no type of database is forgotten', () => {
  const offered = Object.entries(REFUSED).flatMap(([action, { on }]) => asked(action, on).options.flat()).join();
  Object.values(library.DatabaseType).forEach((type) => {
    const member = Object.keys(library.DatabaseType).find((name) => library.DatabaseType[name as keyof typeof library.DatabaseType] === type);
    expect(offered).toContain(`[DatabaseType.${member}]`);
  });
  expect(Object.keys(CATALOGUE)).toHaveLength(13);
});
