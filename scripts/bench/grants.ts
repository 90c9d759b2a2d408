// What templates allow, however it is divided into policies: variants must allow the same, or there is nothing to compare.
import { createHash } from 'node:crypto';

export interface Resource {
  readonly Type: string;
  readonly Properties: { readonly Roles: unknown[]; readonly PolicyDocument: { readonly Statement: StatementInTemplate[] } };
}

interface StatementInTemplate {
  readonly Sid?: string;
  readonly Resource: unknown;
}

/** One resource of one statement. */
interface Grant {
  readonly statement: string;
  readonly resource: string;
}

const MANAGED_POLICY = 6144;

export function fingerprintOf(policies: readonly Resource[]): string {
  const grants = policies.flatMap(grantsOf).map(({ statement, resource }) => `${statement} ${resource}`);
  return createHash('sha256').update(grants.sort().join('\n')).digest('hex');
}

/** No way to divide the statements of the roles of a template needs fewer policies. */
export function fewestPolicies(policies: readonly Resource[]): number {
  const byRole = grouped(policies, ({ Properties: { Roles } }) => JSON.stringify(Roles));
  return [...byRole.values()].reduce((sum, ofRole) => sum + fewestOfRole(ofRole.flatMap(grantsOf)), 0);
}

/** As if one policy had all of it, and nothing were lost where it is divided. */
function fewestOfRole(grants: readonly Grant[]): number {
  const frame = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  const Statement = [...grouped(grants, ({ statement }) => statement)].map(([statement, ofStatement]) =>
    ({ ...Object.fromEntries(JSON.parse(statement)), Resource: ofStatement.map(({ resource }) => resource) }));
  return Math.ceil((JSON.stringify({ Version: '2012-10-17', Statement }).length - frame.length) / (MANAGED_POLICY - frame.length));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    groups.set(keyOf(item), group);
    group.push(item);
  }
  return groups;
}

function grantsOf({ Properties: { PolicyDocument } }: Resource): Grant[] {
  return PolicyDocument.Statement.flatMap(({ Resource: resources, Sid, ...statement }) => [resources].flat().map((resource) => ({
    statement: JSON.stringify(Object.entries(statement).sort(([one], [other]) => one.localeCompare(other))),
    resource: arnOf(resource),
  })));
}

/** The partition, all that is open in these ARNs, is filled with the longest that there is. */
function arnOf(resource: any): string {
  if (typeof resource === 'string') {
    return resource;
  }
  const parts: unknown[] = 'Fn::Sub' in resource ? String(resource['Fn::Sub']).split(/(?=\$\{)|(?<=\})/) : resource['Fn::Join'][1];
  return parts.map((part) => typeof part === 'string' && !part.startsWith('${') ? part : 'aws-us-gov').join('');
}
