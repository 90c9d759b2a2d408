import { Call, Code, Name, Program } from '../declare/code';

const WIDTH = 120;

/** The program, to move over to CDK. */
export function typescript({ account, region, context, variables, constructs }: Program): string {
  const all = [...variables.map(({ value }) => value), ...constructs.map(({ props }) => props)].flatMap(namesIn);
  const ofLibrary = all.map((name) => name.split('.')[0]).filter((name) => /^[A-Z]/.test(name));
  const classes = new Set([...constructs.map(({ type }) => type), ...ofLibrary]);
  const usesKms = all.some((name) => name.startsWith('kms.'));
  return [
    'import { App, Stack } from \'aws-cdk-lib\';',
    'import * as iam from \'aws-cdk-lib/aws-iam\';',
    ...usesKms ? ['import * as kms from \'aws-cdk-lib/aws-kms\';'] : [],
    `${inLines('import {', [...classes].sort(), '}', 0, ' ')} from 'cdk-teleport-database-access';`,
    '',
    `const app = new App(${Object.keys(context).length === 0 ? '' : written({ context }, 0)});`,
    `const stack = new Stack(app, 'TeleportDatabaseAccess', ${written({ env: { account, region } }, 0)});`,
    '',
    ...variables.map(({ name, value }) => `const ${name} = ${written(value, 0)};`),
    ...constructs.map(({ type, id, props }) => `\nnew ${type}(stack, ${quoted(id)}, ${written(props, 0)});`),
    '',
  ].join('\n');
}

function namesIn(code: Code | undefined): string[] {
  if (code instanceof Name) {
    return [code.path];
  }
  if (code instanceof Call) {
    return [code.name, ...code.args.flatMap(namesIn)];
  }
  return typeof code === 'object' ? Object.values(code).flatMap(namesIn) : [];
}

function written(code: Code | undefined, depth: number): string {
  if (code instanceof Name) {
    return code.path;
  }
  if (code instanceof Call) {
    return `${code.name}(${code.args.map((arg) => written(arg, depth)).join(', ')})`;
  }
  if (Array.isArray(code)) {
    return inLines('[', code.map((item: Code) => written(item, depth + 1)), ']', depth, '');
  }
  if (typeof code === 'object') {
    return inLines('{', Object.entries(code).map(([key, value]) => property(key, written(value, depth + 1))), '}', depth, ' ');
  }
  return typeof code === 'string' ? quoted(code) : String(code);
}

function property(key: string, value: string): string {
  const name = /^[A-Za-z_]\w*$/.test(key) ? key : quoted(key);
  return name === value ? name : `${name}: ${value}`;
}

/** On one line, if it fits there. */
function inLines(open: string, items: readonly string[], close: string, depth: number, padding: string): string {
  const line = `${open}${padding}${items.join(', ')}${padding}${close}`;
  const indent = '  '.repeat(depth);
  return line.length + indent.length <= WIDTH && !line.includes('\n')
    ? line
    : `${open}\n${items.map((item) => `${indent}  ${item},\n`).join('')}${indent}${close}`;
}

const quoted = (text: string): string => `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, '\\\'')}'`;
