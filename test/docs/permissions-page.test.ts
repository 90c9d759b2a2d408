import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASES } from '../support/databases/index';
import { CATALOGUE, DatabaseKind } from '../../src/private/catalogue/index';
import { assumeRoles, selfGrant, tagSessions } from '../../src/private/catalogue/iam';
import { DatabaseEntry, Era, Operation } from '../../src/private/catalogue/operation';
import { OPERATIONS } from '../../src/private/catalogue/all-operations';
import { manageSecrets, useKeys } from '../../src/private/catalogue/secrets';

const PURPOSES = { discover: 'discover', modify: 'modify', metadata: 'registered', connect: 'connect', manageUsers: 'managed users' } as const;
const SINCE: Record<Era, string> = { early: 'all', boundary: '13', static: '16.x' };

/** The cells of a row, without the marks of code; several values of one cell are a list. */
type Row = (string | string[])[];

/** The rows of every section of the page, and what it says of sources. */
const PAGE = new Map(readFileSync(join(__dirname, '..', '..', 'docs', 'permissions.md'), 'utf8').split(/^## /m).slice(1).map((section) => {
  const [title, ...lines] = section.split('\n');
  const rows = lines.filter((line) => /^\| (?!purpose|versions)/.test(line)).map((line) => line.split('|').slice(1, -1).map(cell));
  return [title, { rows, sources: lines.find((line) => line.startsWith('Sources:')) }] as const;
}));

function cell(text: string): string | string[] {
  const values = text.split('<br>').map((value) => value.replaceAll('`', '').trim());
  return values.length === 1 ? values[0] : values;
}

/** What the page has to say of an operation. */
function rowOf(purpose: string, entry: Pick<DatabaseEntry, 'since'>, operation: Operation, on = resourcesOf(operation), when = conditionOf(operation)): Row {
  const { sid, actions, reason, without } = operation;
  return [purpose, sid, single(actions), single(on), single(when), reason, without, sinceOf(entry, operation)];
}

const single = (values: readonly string[]) => values.length === 1 ? values[0] : [...values];

function resourcesOf({ resources = [] }: Operation): string[] {
  const named = resources.filter(({ documentedOnly }) => !documentedOnly).map(({ service, resource }) => `${service}:…:${resource}`);
  return named.length === 0 ? ['*'] : named;
}

function conditionOf({ resources, onlyTagged, onlyMatched }: Operation): string[] {
  if (resources === undefined) {
    return ['aws:RequestedRegion'];
  }
  return [onlyTagged !== undefined ? `aws:ResourceTag/${onlyTagged}` : onlyMatched ? 'aws:ResourceTag/<key> of databaseTags' : ''];
}

function sinceOf(entry: Pick<DatabaseEntry, 'since'>, { since, neededUntil }: Operation): string {
  const later = (['static', 'boundary'] as const).find((era) => era === since || era === entry.since) ?? 'early';
  return neededUntil === 'boundary' ? 'up to 16' : SINCE[later];
}

describe.each(DATABASES.map(([kind, { title }]) => [title, CATALOGUE[kind as DatabaseKind]] as const))('%s', (title, entry) => {

  test('the page has the rows of the catalogue, all of them and no others', () => {
    const expected = (Object.keys(PURPOSES) as (keyof typeof PURPOSES)[])
      .flatMap((purpose) => (entry[purpose] ?? []).map((operation) => rowOf(PURPOSES[purpose], entry, operation)));
    expect(PAGE.get(title)?.rows).toEqual(expected);
  });

  test('the page names the source', () => {
    expect(PAGE.get(title)?.sources).toContain(`[Teleport](${entry.docs})`);
  });
});

test('the page has the rows of what belongs to no type', () => {
  expect(PAGE.get('Secrets of managed users')?.rows).toEqual([
    rowOf('managed users', {}, manageSecrets, ['secretsmanager:…:secret:<prefix>/<service>/<region>/<account>/user/*'], ['']),
    rowOf('managed users', {}, useKeys, ['the key'], ['kms:ViaService']),
  ]);
  expect(PAGE.get('Roles, and the agent itself')?.rows).toEqual([
    rowOf('roles', {}, assumeRoles, ['the role'], ['sts:ExternalId']),
    rowOf('roles', {}, tagSessions, ['the role'], ['aws:RequestTag/<key>', 'aws:TagKeys']),
    rowOf('self-grant', {}, selfGrant, ['the agent\'s own role or user'], ['iam:PermissionsBoundary']),
  ]);
});

test('every statement that a policy can have is on the page', () => {
  const named = [...PAGE.values()].flatMap(({ rows }) => rows.map(([, sid]) => sid));
  expect(OPERATIONS.map(({ sid }) => sid).filter((sid) => !named.includes(sid))).toEqual([]);
});

const LITERAL: [section: string, row: Row][] = [
  ['RDS', [
    'modify', 'RDSAutoEnableIAMAuth', 'rds:ModifyDBInstance', 'rds:…:db:*', 'aws:ResourceTag/<key> of databaseTags',
    'turn on IAM authentication of RDS instances; applied at once, together with all pending changes of the instance',
    'instances without IAM authentication stay out of reach until somebody turns it on', 'all',
  ]],
  ['ElastiCache', [
    'connect', 'ElastiCacheConnect', 'elasticache:Connect',
    ['elasticache:…:replicationgroup:{replicationGroupId}', 'elasticache:…:serverlesscache:{serverlessCacheName}', 'elasticache:…:user:{elastiCacheUser}'], '',
    'log in to ElastiCache with IAM authentication', 'the cache refuses the login', '13',
  ]],
  ['MemoryDB', [
    'managed users', 'MemoryDBManageUsers', 'memorydb:UpdateUser', 'memorydb:…:user/*', 'aws:ResourceTag/teleport.dev/managed',
    'change the passwords of the MemoryDB users that are tagged for Teleport', 'passwords are neither set nor rotated', 'all',
  ]],
  ['OpenSearch', [
    'registered', 'OpenSearchCheckDomainURL', 'es:DescribeDomains', 'es:…:domain/{domainName}', '',
    'check the endpoint of a registered OpenSearch domain',
    'domains with a custom endpoint are refused; Teleport checks other endpoints by the host name alone', '13',
  ]],
  ['ElastiCache Serverless', [
    'discover', 'ElastiCacheServerlessFetchMetadata', 'ec2:DescribeSubnets', '*', 'aws:RequestedRegion',
    'read the networks of ElastiCache serverless caches', 'serverless caches lack the label vpc-id', '16.x',
  ]],
  ['Roles, and the agent itself', [
    'self-grant', 'SelfGrant', ['iam:Get{kind}Policy', 'iam:Put{kind}Policy', 'iam:Delete{kind}Policy'], 'the agent\'s own role or user', 'iam:PermissionsBoundary',
    'grant itself access to the databases that it discovers, in its own inline policies', 'nothing is missing when the databases are named in a connect policy',
    'up to 16',
  ]],
];
test.each(LITERAL)('%s: a row, word by word', (section, row) => {
  expect(PAGE.get(section)?.rows).toContainEqual(row);
});
