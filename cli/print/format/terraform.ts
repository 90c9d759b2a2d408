import type { Policy, Statement } from './policies';
import { Problem } from '../../problem';

/** Data sources with the documents, policies of them, and attachments. Laid out as `terraform fmt` does. */
export function terraform(policies: readonly Policy[]): string {
  return policies.map((policy, index) => policyBlocks(policy, index === 0 ? 'teleport' : `teleport_${index + 1}`).join('\n')).join('\n');
}

function policyBlocks({ isManaged, name, description, statements, identity: { kind, ...identity } }: Policy, label: string): string[] {
  const document = `data.aws_iam_policy_document.${label}.json`;
  const data = block(`data "aws_iam_policy_document" "${label}"`, spaced(statements.map(statementBlock)));
  if (!isManaged) {
    const inline = attributes({ name: text(name), [kind]: text(identity.name), policy: document });
    return [data, block(`resource "aws_iam_${kind}_policy" "${label}"`, inline)];
  }
  return [
    data,
    block(`resource "aws_iam_policy" "${label}"`, attributes({ name: text(name), description: text(description), policy: document })),
    block(`resource "aws_iam_${kind}_policy_attachment" "${label}"`,
      attributes({ [kind]: text(identity.name), policy_arn: `aws_iam_policy.${label}.arn` })),
  ];
}

function statementBlock({ Sid, Action, Resource, Condition = {} }: Statement): string {
  const conditions = Object.entries(Condition).flatMap(([test, keys]) => Object.entries(keys).map(([variable, values]) =>
    block('condition', attributes({ test: text(test), variable: text(variable), values: list(values) }))));
  return block('statement', spaced([attributes({ sid: text(Sid), actions: list(Action), resources: list(Resource) }), ...conditions]));
}

type Value = string | readonly string[] | undefined;

const block = (head: string, body: string): string => `${head} {\n${body.replace(/^(?=.)/gm, '  ')}}\n`;
const spaced = (blocks: readonly string[]): string => blocks.join('\n');

/** Equals signs of neighbours stand below each other, unless one takes several lines. */
function attributes(values: { readonly [name: string]: string | undefined }): string {
  const given = Object.entries(values).flatMap(([name, value]) => value === undefined ? [] : [{ name, value }]);
  const runs = given.reduce<(typeof given)[]>((before, one) => {
    const last = before[before.length - 1];
    const isShort = [...last ?? [], one].every(({ value }) => !value.includes('\n'));
    return last !== undefined && isShort ? [...before.slice(0, -1), [...last, one]] : [...before, [one]];
  }, []);
  return runs.map((run) => {
    const width = Math.max(...run.map(({ name }) => name.length));
    return run.map(({ name, value }) => `${name.padEnd(width)} = ${value}\n`).join('');
  }).join('');
}

function list(values: Value): string {
  const all = [values ?? []].flat().map(text);
  return all.length === 1 ? `[${all[0]}]` : `[\n${all.map((item) => `  ${item},\n`).join('')}]`;
}

/** A quoted text, without what Terraform would fill in. Its data source takes `&{` for a variable of IAM. */
function text(value: string): string;
function text(value: string | undefined): string | undefined;
function text(value: string | undefined): string | undefined {
  if (value?.includes('&{')) {
    throw new Problem(`Terraform cannot write ${JSON.stringify(value)}, because it takes &{ for a variable of IAM; use --format json`);
  }
  return value === undefined ? undefined : JSON.stringify(value).replace(/\$\{/g, '$$${').replace(/%\{/g, '%%{');
}
