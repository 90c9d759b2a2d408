// Prints every policy of a synthesized app as a table: `tsx scripts/report.ts cdk.out`.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { QUOTAS } from '../src/private/aws/quotas';
import { templateLengthOf } from '../src/private/aws/template-length';
import { OPERATIONS } from '../src/private/catalogue/all-operations';
import { Operation } from '../src/private/catalogue/operation';

interface Statement { Sid?: string; Action: string | string[]; Resource: unknown; Condition?: Record<string, Record<string, unknown>> }
interface Resource { Type: string; Properties: { PolicyDocument: { Statement: Statement[] }; Roles?: unknown[]; Users?: unknown[] } }

const HEAD = ['Sid', 'Teleport needs it to', 'Actions', 'Resources', 'Conditions'];
const WIDTHS = [30, 34, 36, 58, 44];
const REASONS = new Map(OPERATIONS.map(({ sid, reason }: Operation) => [sid, reason]));

/** The reason of a statement by its Sid, which may be numbered. */
function reasonOf({ Sid = '' }: Statement): string {
  return REASONS.get(Sid) ?? REASONS.get(Sid.replace(/(\d+|Read)$/, '')) ?? '(granted by the app)';
}

/** CloudFormation's functions as people write them. */
function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return String(value);
  }
  if ('Fn::Join' in value) {
    const [delimiter, parts] = value['Fn::Join'] as [string, unknown[]];
    return parts.map(shown).join(delimiter);
  }
  if ('Ref' in value) {
    return `\${${String(value.Ref)}}`;
  }
  if ('Fn::GetAtt' in value) {
    return `\${${(value['Fn::GetAtt'] as string[]).join('.')}}`;
  }
  return JSON.stringify(value);
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(shown);

function conditionsOf({ Condition = {} }: Statement): string[] {
  return Object.entries(Condition).flatMap(([operator, keys]) => Object.entries(keys).map(([key, values]) => `${operator} ${key} = ${list(values).join(' or ')}`));
}

/** Lines of at most `width` characters: broken at spaces, or else anywhere. */
function wrap(text: string, width: number): string[] {
  return text.match(new RegExp(`.{1,${width}}(?: |$)|.{1,${width}}`, 'g'))?.map((line) => line.trimEnd()) ?? [''];
}

function row(cells: string[][]): string {
  const columns = cells.map((lines, index) => lines.flatMap((line) => wrap(line, WIDTHS[index])));
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) => columns.map((lines, index) => (lines[line] ?? '').padEnd(WIDTHS[index])).join('  ').trimEnd()).join('\n');
}

function table(statements: Statement[]): string {
  const rule = WIDTHS.map((width) => '-'.repeat(width)).join('  ');
  const rows = statements.map((statement) => row([
    [statement.Sid ?? ''], [reasonOf(statement)], list(statement.Action), list(statement.Resource), conditionsOf(statement),
  ]));
  return [row(HEAD.map((title) => [title])), rule, ...rows].join('\n');
}

function kindOf({ Type, Properties: { Roles = [], Users = [] } }: Resource): { kind: string; limit: number } {
  if (Type === 'AWS::IAM::Policy') {
    return { kind: `inline policy of ${list([...Roles, ...Users]).join(', ')}`, limit: Roles.length > 0 ? QUOTAS.inlinePolicies.Role : QUOTAS.inlinePolicies.User };
  }
  const attached = [...Roles, ...Users];
  return { kind: attached.length === 0 ? 'permissions boundary' : `managed policy of ${list(attached).join(', ')}`, limit: QUOTAS.managedPolicy };
}

function report(folder: string): void {
  const templates = readdirSync(folder).filter((file) => file.endsWith('.template.json'));
  for (const file of templates) {
    const resources: Record<string, Resource> = JSON.parse(readFileSync(join(folder, file), 'utf8')).Resources ?? {};
    for (const [id, resource] of Object.entries(resources).filter(([, { Type }]) => /^AWS::IAM::(Managed)?Policy$/.test(Type))) {
      const { kind, limit } = kindOf(resource);
      const size = templateLengthOf(resource.Properties.PolicyDocument);
      console.log(`\n${id}: ${kind}, at most ${size} of IAM's ${limit} characters\n\n${table(resource.Properties.PolicyDocument.Statement)}`);
    }
    console.log(`\nThe template: ${relative('.', join(folder, file))}`);
  }
}

report(process.argv[2] ?? 'cdk.out');
