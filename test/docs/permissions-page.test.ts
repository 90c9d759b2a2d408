import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { permissionsPage } from '../../scripts/permissions-page';
import { OPERATIONS } from '../../src/private/types/uses';
import { DATABASES } from '../support/databases/index';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'permissions.md'), 'utf8');

test('the committed page is the generated one: npx projen permissions-page', async () => {
  expect(PAGE).toBe(await permissionsPage());
});

/** The cells of a row, without the marks of code; several values of one cell are a list. */
type Row = (string | string[])[];

/** The rows of every section of the page. */
const ROWS = new Map(PAGE.split(/^## /m).slice(1).map((section) => {
  const [title, ...lines] = section.split('\n');
  return [title, lines.filter((line) => /^\| (?!purpose|versions|---)/.test(line)).map((line) => line.split('|').slice(1, -1).map(cell))] as const;
}));

function cell(text: string): string | string[] {
  const values = text.split('<br>').map((value) => value.replaceAll('`', '').trim());
  return values.length === 1 ? values[0] : values;
}

test.each(DATABASES)('$title: the page has the statements of its policies, with their actions', (fixture) => {
  const { title, discovered = [], registered } = fixture;
  expect(statementsOnPage(title, ['discover'])).toEqual(statementsOf(discovered));
  expect(statementsOnPage(title, ['registered', 'connect'])).toEqual(statementsOf(registered));
});

function statementsOnPage(title: string, purposes: string[]): Row[] | undefined {
  return ROWS.get(title)?.filter(([purpose]) => purposes.includes(String(purpose))).map(([, sid, actions]) => [sid, actions]);
}

/** Roles are a section of their own. */
function statementsOf(statements: object[]): Row[] {
  return (statements as { Sid: string; Action: string | string[] }[]).filter(({ Sid }) => Sid !== 'AssumeRoles').map(({ Sid, Action }) => [Sid, Action]);
}

test('every statement that a policy can have is on the page', () => {
  const named = [...ROWS.values()].flatMap((rows) => rows.map(([, sid]) => sid));
  expect(OPERATIONS.map(({ sid }) => sid).filter((sid) => !named.includes(sid))).toEqual([]);
});

const LITERAL: { section: string; row: Row }[] = [
  {
    section: 'RDS',
    row: [
      'modify', 'RDSAutoEnableIAMAuth', 'rds:ModifyDBInstance', 'rds:…:db:*', 'aws:ResourceTag/<key> of databaseTags',
      'turn on IAM authentication for RDS instances, which AWS applies immediately with all other pending modifications',
      'instances without IAM authentication stay out of reach until somebody turns it on', 'all',
    ],
  },
  {
    section: 'Aurora',
    row: [
      'modify registered', 'AuroraAutoEnableIAMAuth', 'rds:ModifyDBCluster', 'rds:…:cluster:{dbClusterIdentifier}', '',
      'turn on IAM authentication for Aurora clusters, which AWS applies immediately with all other pending modifications',
      'clusters without IAM authentication stay out of reach until somebody turns it on', 'all',
    ],
  },
  {
    section: 'ElastiCache',
    row: [
      'connect', 'ElastiCacheConnect', 'elasticache:Connect',
      ['elasticache:…:replicationgroup:{replicationGroupId}', 'elasticache:…:serverlesscache:{serverlessCacheName}', 'elasticache:…:user:{elastiCacheUser}'],
      '', 'log in to ElastiCache with IAM authentication', 'the cache refuses the login', '13',
    ],
  },
  {
    section: 'MemoryDB',
    row: [
      'managed users', 'MemoryDBManageUsers', 'memorydb:UpdateUser', 'memorydb:…:user/*', 'aws:ResourceTag/teleport.dev/managed',
      'change the passwords of the MemoryDB users that are tagged for Teleport', 'passwords are neither set nor rotated', 'all',
    ],
  },
  {
    section: 'OpenSearch',
    row: [
      'registered', 'OpenSearchCheckDomainURL', 'es:DescribeDomains', 'es:…:domain/{domainName}', '',
      'check the endpoint of a registered OpenSearch domain',
      'domains with a custom endpoint are refused; Teleport checks other endpoints by the host name alone', '13',
    ],
  },
  {
    section: 'ElastiCache Serverless',
    row: [
      'discover', 'ElastiCacheServerlessFetchMetadata', 'ec2:DescribeSubnets', '*', 'aws:RequestedRegion',
      'read the networks of ElastiCache serverless caches', 'serverless caches lack the label vpc-id', '16.x',
    ],
  },
  {
    section: 'Secrets of managed users',
    row: [
      'managed users', 'ManagedUserSecretKeys', ['kms:GenerateDataKey', 'kms:Decrypt'], 'the key', 'kms:ViaService',
      'encrypt and decrypt these secrets, only through Secrets Manager',
      'secrets encrypted with a customer managed key can be neither written nor read', 'all',
    ],
  },
  {
    section: 'Roles, and the agent itself',
    row: [
      'self-grant', 'SelfGrant', ['iam:Get{kind}Policy', 'iam:Put{kind}Policy', 'iam:Delete{kind}Policy'],
      'the agent\'s own role or user', 'iam:PermissionsBoundary',
      'grant itself access to the databases that it discovers, by editing its own inline policies',
      'nothing is missing if a policy names the databases', 'up to 16',
    ],
  },
];

test.each(LITERAL)('$section: a row, word by word', ({ section, row }) => {
  expect(ROWS.get(section)).toContainEqual(row);
});
