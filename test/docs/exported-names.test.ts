import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as cdk from 'aws-cdk-lib';
import * as ts from 'typescript';

const SRC = join(__dirname, '..', '..', 'src');

/** What a module exports by name: classes, structs, enums, and all else. */
function namesIn(source: string): string[] {
  const { statements } = ts.createSourceFile('module.ts', source, ts.ScriptTarget.Latest);
  const isExported = (node: ts.Statement) =>
    ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return statements.filter(isExported).flatMap((node) =>
    ts.isVariableStatement(node) ? node.declarationList.declarations.map(({ name }) => (name as ts.Identifier).text)
      : (node as ts.DeclarationStatement & { readonly name?: ts.Identifier }).name?.text ?? []);
}

/** The modules that `src/index.ts` exports. */
function exportedBy(index: string): string[] {
  return [...index.matchAll(/^export \* from '(.+)';$/gm)].map(([, module]) => module);
}

interface Assembly { readonly types: { readonly [fqn: string]: { readonly name: string; readonly namespace?: string } } }

/** What `aws-cdk-lib` exports without a submodule: in JavaScript, and, interfaces included, in jsii's description of it. */
function namesOfCdk(): Set<string> {
  const { types } = JSON.parse(gunzipSync(readFileSync(join(dirname(require.resolve('aws-cdk-lib')), '.jsii.gz'))).toString()) as Assembly;
  return new Set([...Object.keys(cdk), ...Object.values(types).filter(({ namespace }) => namespace === undefined).map(({ name }) => name)]);
}

const OWN = exportedBy(readFileSync(join(SRC, 'index.ts'), 'utf8')).flatMap((module) => namesIn(readFileSync(join(SRC, `${module}.ts`), 'utf8')));
const OF_CDK = namesOfCdk();
const clashesAmong = (names: readonly string[]) => names.filter((name) => OF_CDK.has(name));

test('no exported name is a name of the root of aws-cdk-lib: C# could not call a method of that name, and Java takes either for the other', () => {
  expect(OWN).toEqual(expect.arrayContaining(['TeleportDatabaseAccess', 'TeleportDatabaseAccessProps', 'ITeleportPolicy', 'DatabaseType']));
  expect(clashesAmong(OWN)).toEqual([]);
});

test.each(['export class Stack {}', 'export interface StackProps {}', 'export interface RoleOptions {}', 'export const Tags = 1;', 'export enum RemovalPolicy {}'])(
  'it would see %s', (source) => {
    expect(clashesAmong(namesIn(source))).toHaveLength(1);
  });

test.each(['class Stack {}', 'export class TeleportStack {}', 'export interface TeleportRoleOptions {}', 'export interface RoleProps {}'])('it would not mind %s', (source) => {
  expect(clashesAmong(namesIn(source))).toEqual([]);
});
