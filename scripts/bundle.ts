// What is published is two files: the library in one, which loads faster than the many that jsii writes, and the command, with commander and
// yaml inside, so that users inherit no dependency. See docs/decisions/one-file-is-published.md.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { build, BuildOptions, Plugin } from 'esbuild';

const ROOT = resolve(__dirname, '..');
const BUNDLE = resolve(ROOT, 'bundle');

/** Node looks up `aws-cdk-lib` anew for each file that requires it: nearly a hundred times, 14 ms. */
const LOOK_UP_ONCE = 'require = ((load, loaded = {}) => (name) => loaded[name] ??= load(name))(require);';

/** esbuild makes an object with every name of a module for each file that imports the module as a whole: 3.5 ms, for nothing. */
const WITHOUT_COPIES = [/__toESM\((require\("[^"]+"\))\)/g, '$1'] as const;

/** Bundles what is in TypeScript: esbuild puts modules without wrappers into one scope, which V8 reads once. */
async function bundle(file: string, options: BuildOptions): Promise<void> {
  const { outputFiles = [] } = await build({
    bundle: true,
    platform: 'node',
    target: 'node20.16',
    external: ['aws-cdk-lib', 'constructs'],
    legalComments: 'inline',
    banner: { js: `'use strict';\n${LOOK_UP_ONCE}` },
    write: false,
    ...options,
  });
  outputFiles.forEach(({ text }) => writeFileSync(resolve(BUNDLE, file), text.replace(...WITHOUT_COPIES)));
}

/**
 * What jsii wrote into each class, by which the other languages know it. Classes get their names back, too: esbuild names one that mentions
 * itself `_RdsDatabase`.
 */
function asJsiiCompiledIt(): string {
  const compiled: object = createRequire(__filename)(resolve(ROOT, 'lib'));
  const classes = Object.entries(compiled).filter(([, value]) => typeof value === 'function');
  const known = Object.fromEntries(classes.map(([name, value]) => [name, value[Symbol.for('jsii.rtti')]]));
  return `
for (const [name, value] of Object.entries(${JSON.stringify(known)})) {
  Object.defineProperty(module.exports[name], 'name', { value: name });
  module.exports[name][Symbol.for('jsii.rtti')] = value;
}`;
}

/** The command constructs policies with the library that is beside it. Only data and pure functions of the library are in it, too. */
const libraryBeside: Plugin = {
  name: 'library-beside',
  setup: ({ onResolve }) => onResolve({ filter: /\/src$/ }, () => ({ path: './index.js', external: true })),
};

async function main(): Promise<void> {
  mkdirSync(BUNDLE, { recursive: true });
  await bundle('index.js', { entryPoints: [resolve(ROOT, 'src/index.ts')], footer: { js: asJsiiCompiledIt() } });
  await bundle('command.js', { entryPoints: [resolve(ROOT, 'cli/main.ts')], plugins: [libraryBeside] });
  chmodSync(resolve(BUNDLE, 'command.js'), 0o755); // npm does so for whoever installs it
}

void main();
