import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { preProcessFile } from 'typescript';

const SRC = join(__dirname, '..', '..', 'src');

/** A module imports only from its own layer and from those above it in this list, as CONTRIBUTING.md says. */
const LAYERS: { name: string; modules: RegExp }[] = [
  { name: 'enums', modules: /^(databases\/database-type|policies\/self-grant)$/ },
  { name: 'aws', modules: /^private\/aws\// },
  { name: 'tokens', modules: /^private\/tokens\// },
  { name: 'types', modules: /^private\/types\// },
  { name: 'checks', modules: /^private\/checks\// },
  { name: 'identities', modules: /^private\/identities\// },
  { name: 'values', modules: /^(databases\/(?!ready-databases$).+|policies\/policy|roles\/assumed-role|configuration\/(?:resource-)?options)$/ },
  { name: 'permissions', modules: /^private\/permissions\// },
  { name: 'documents', modules: /^private\/documents\// },
  { name: 'synthesis', modules: /^private\/synthesis\// },
  { name: 'writing', modules: /^private\/writing\// },
  { name: 'configuration', modules: /^private\/configuration\// },
  { name: 'constructs', modules: /^(databases|policies|roles|configuration)\/[^/]+$/ },
  { name: 'agents', modules: /^(private\/)?agents\// },
  { name: 'index', modules: /^index$/ },
];
const layerOf = (module: string) => LAYERS.findIndex(({ modules }) => modules.test(module));

const MODULES = readdirSync(SRC, { encoding: 'utf8', recursive: true }).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -'.ts'.length));
const IMPORTS = new Map(MODULES.map((module) => [module, importsOf(readFileSync(join(SRC, `${module}.ts`), 'utf8'), posix.dirname(module))]));

/** What a source in a folder of `src` imports or exports from, types included. */
function importsOf(source: string, folder: string): string[] {
  return preProcessFile(source).importedFiles.filter(({ fileName }) => fileName.startsWith('.')).map(({ fileName }) => {
    const path = posix.join(folder, fileName);
    return MODULES.includes(path) ? path : `${path}/index`;
  });
}

/** Every module that a module needs, directly or by way of others. */
function neededBy(module: string, found = new Set<string>()): Set<string> {
  (IMPORTS.get(module) ?? []).filter((other) => !found.has(other)).forEach((other) => neededBy(other, found.add(other)));
  return found;
}

test('every module is in a layer', () => {
  expect(MODULES.filter((module) => layerOf(module) === -1)).toEqual([]);
});

test('every module imports only from its own layer and from those above it in the list', () => {
  expect(MODULES.flatMap((module) => IMPORTS.get(module)!
    .filter((other) => layerOf(other) > layerOf(module))
    .map((other) => `${module} imports ${other}`))).toEqual([]);
});

test('no module needs itself', () => {
  expect(MODULES.filter((module) => neededBy(module).has(module))).toEqual([]);
});

test('types and exports are imports too', () => {
  const source = 'import type { A } from \'../policies/policy\'; export * from \'../databases/database\'; export type B = import(\'./types\').B;';
  expect(importsOf(source, 'private')).toEqual(['policies/policy', 'databases/database', 'private/types/index']);
});

test('the types are data alone: they need no package', () => {
  const modules = MODULES.filter((module) => module.startsWith('private/types/')).flatMap((module) => [module, ...neededBy(module)]);
  const packages = [...new Set(modules)].flatMap((module) =>
    preProcessFile(readFileSync(join(SRC, `${module}.ts`), 'utf8')).importedFiles.map(({ fileName }) => fileName).filter((name) => !name.startsWith('.')));
  expect(modules).toContain('private/types/rds');
  expect(packages).toEqual([]);
});

test('the order of a policy fits one screen: at most 60 lines and 12 imports', () => {
  const source = readFileSync(join(SRC, 'private', 'writing', 'policy-base.ts'), 'utf8');
  expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  expect(source.match(/^import /gm)!.length).toBeLessThanOrEqual(12);
});
