import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import * as library from '../../src';
import { CATALOGUE } from '../../src/private/types';

const ROOT = join(__dirname, '..', '..');
const PAGES = join('src', 'private', 'types');

/** What a type is called: here, by people, in Teleport's matchers and in the blocks of a registration. */
const NAMES = new Set(Object.entries(CATALOGUE).flatMap(([kind, { title, teleport: { matcher, block } }]) =>
  [kind, title, matcher, block?.name].flatMap((name) => name ?? [])));

/** A name of a type, as a text or as a member of the enum. */
function isName(node: ts.Node): boolean {
  return (ts.isStringLiteralLike(node) && NAMES.has(node.text))
    || (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'DatabaseType' && node.name.text in library.DatabaseType);
}

const COMPARES = [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken];

/** What a line does with the name of a type that a page should say; undefined for other nodes. */
function faultOf(node: ts.Node): string | undefined {
  if (ts.isBinaryExpression(node) && COMPARES.includes(node.operatorToken.kind) && [node.left, node.right].some(isName)) {
    return 'compares with a type';
  }
  if (ts.isCaseClause(node) && isName(node.expression)) {
    return 'switches by type';
  }
  if (ts.isPropertyAssignment(node)) {
    const { name } = node;
    const isKey = ts.isComputedPropertyName(name)
      ? isName(name.expression)
      : (ts.isIdentifier(name) || ts.isStringLiteral(name)) && NAMES.has(name.text);
    return isKey ? 'is a table by type' : undefined;
  }
  if (ts.isArrayLiteralExpression(node)) {
    const isAsked = ts.isPropertyAccessExpression(node.parent) && ['includes', 'indexOf', 'some'].includes(node.parent.name.text);
    return node.elements.filter(isName).length > (isAsked ? 0 : 1) ? 'is a list of types' : undefined;
  }
  return undefined;
}

/** Each fault of a source, with its line. */
function faultsIn(source: string, name: string): string[] {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true);
  const faults: string[] = [];
  const visit = (node: ts.Node): void => {
    const fault = faultOf(node);
    if (fault !== undefined) {
      faults.push(`${name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${fault}: ${node.getText().split('\n')[0]}`);
    }
    node.forEachChild(visit);
  };
  visit(file);
  return faults;
}

const FILES = ['src', 'cli'].flatMap((folder) => readdirSync(join(ROOT, folder), { encoding: 'utf8', recursive: true })
  .map((file) => join(folder, file))
  .filter((file) => file.endsWith('.ts') && !file.startsWith(PAGES)));

/** What a message of Cassandra is called, whatever Teleport calls its database. */
const NO_TYPE = /^cli\/explain\/denial\.ts:\d+ is a table by type: keyspaces: \[$/;

test.each(FILES)('%s neither decides by the name of a type nor has a table of types', (file) => {
  expect(faultsIn(readFileSync(join(ROOT, file), 'utf8'), file).filter((fault) => !NO_TYPE.test(fault))).toEqual([]);
});

test.each([
  ['if (kind === \'redshift\') {}', 'compares with a type'],
  ['const isRds = DatabaseType.RDS !== type;', 'compares with a type'],
  ['const isMemoryDb = service === \'MemoryDB\';', 'compares with a type'],
  ['switch (type) { case DatabaseType.AURORA: }', 'switches by type'],
  ['const PORTS = { memorydb: 6379 };', 'is a table by type'],
  ['const PORTS = { \'redshift-serverless\': 5439 };', 'is a table by type'],
  ['const PORTS = { [DatabaseType.OPENSEARCH]: 443 };', 'is a table by type'],
  ['const BLOCKS = { redshift_serverless: [] };', 'is a table by type'],
  ['const CACHES = [\'elasticache\', \'memorydb\'];', 'is a list of types'],
  ['const isDocDb = [\'docdb\'].includes(type);', 'is a list of types'],
])('it would see %s', (source, fault) => {
  expect(faultsIn(source, 'file.ts')).toEqual([expect.stringContaining(`file.ts:1 ${fault}: `)]);
});

test.each(['const facts = { types: [DatabaseType.MEMORYDB] };', 'const { rds } = aws;', 'const CLUSTER = \'AWS::Redshift::Cluster\';', 'if (protocol === \'redis\') {}'])(
  'it would not mind %s', (source) => {
    expect(faultsIn(source, 'file.ts')).toEqual([]);
  });

test.each(Object.entries(CATALOGUE))('the page of %s names a class of the library and its methods', (_, { value: { class: name, byName, byConstruct } }) => {
  const valueClass: object = library[name as keyof typeof library];
  expect([byName, byConstruct?.method ?? byName].filter((method) => !(method in valueClass))).toEqual([]);
});
