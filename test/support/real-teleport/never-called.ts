import { Declared } from './declarations';

interface OfDeclaration {
  readonly declared: Declared;
  readonly action: string;
}

const of = (declared: Declared, ...actions: string[]): OfDeclaration[] => actions.map((action) => ({ declared, action }));

/** What the policies allow, and the Teleport that was watched (14.0.0-dev) never called with them. */
export const NEVER_CALLED: readonly { readonly reason: string; readonly actions: readonly OfDeclaration[] }[] = [
  {
    reason: 'the agent signs the login itself, and the database asks AWS: nothing is called',
    actions: [...of('agent', 'rds-db:connect', 'elasticache:Connect', 'memorydb:Connect'), ...of('spoke', 'rds-db:connect')],
  },
  { reason: 'the emulated Aurora cluster had IAM authentication on', actions: of('agent', 'rds:ModifyDBCluster') },
  { reason: 'Secrets Manager calls KMS in the name of the agent', actions: of('own store', 'kms:GenerateDataKey', 'kms:Decrypt') },
  {
    reason: 'RdsDatabase.any() takes in proxies, of which the other account had none',
    actions: of('spoke', 'rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints'),
  },
];

const RDS = 'arn:aws:rds:eu-west-1';
const ROLE = 'arn:aws:iam::123456789012:role/teleport';

/** What it called, and is denied on purpose. */
export const DENIED: readonly (OfDeclaration & { readonly on: string; readonly reason: string })[] = [
  {
    declared: 'agent',
    action: 'rds:DescribeDBProxyTargets',
    on: `${RDS}:123456789012:db-proxy:prx-0123456789abcdef0`,
    reason: 'only releases before 14.2.2 call it',
  },
  ...['Get', 'Put', 'Delete'].map((verb): typeof DENIED[number] => ({
    declared: 'agent', action: `iam:${verb}RolePolicy`, on: ROLE, reason: 'an agent grants itself nothing unless \'selfGrant\' asks for it',
  })),
  { declared: 'spoke', action: 'rds:ModifyDBInstance', on: `${RDS}:222222222222:db:orders`, reason: 'only \'allowDatabaseModification\' gives it' },
  {
    declared: 'agent',
    action: 'redshift:GetClusterCredentials',
    on: 'arn:aws:redshift:eu-west-1:123456789012:dbname:warehouse/finance',
    reason: 'the declaration pairs the user with another database',
  },
];
