// What is published is two files: the library in one, which loads in half the time of the many that jsii writes, and the command, with commander and
// yaml inside, so that users inherit no dependency.
import { resolve } from 'node:path';
import { build, BuildOptions, Plugin } from 'esbuild';

const ROOT = resolve(__dirname, '..');
/** What jsii compiled. No other compiler writes the `jsii.rtti` that the other languages need in each class. */
const LIBRARY = resolve(ROOT, 'lib/index.js');

const OPTIONS: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20.16',
  external: ['aws-cdk-lib', 'constructs'], // what users have installed
  legalComments: 'inline',
};

async function bundleLibrary(): Promise<void> {
  const library: object = await import(LIBRARY);
  const names = Object.keys(library).filter((name) => !['default', '__esModule', 'module.exports'].includes(name));
  await build({ ...OPTIONS, entryPoints: [LIBRARY], outfile: resolve(ROOT, 'bundle/index.js'), footer: { js: footerFor(names) } });
}

/** ES modules read the names of exports without running the file; and esbuild names a class that mentions itself `_RdsDatabase`. */
const footerFor = (names: readonly string[]) => [
  `0 && (module.exports = { ${names.join(', ')} });`,
  'Object.entries(module.exports).forEach(([name, value]) => typeof value === "function" && Object.defineProperty(value, "name", { value: name }));',
].join('\n');

/** The command constructs policies with the library that is beside it. Only data and pure functions of the library are in it, too. */
const libraryBeside: Plugin = {
  name: 'library-beside',
  setup: ({ onResolve }) => onResolve({ filter: /\/src$/ }, () => ({ path: './index.js', external: true })),
};

async function bundleCommand(): Promise<void> {
  await build({
    ...OPTIONS, entryPoints: [resolve(ROOT, 'cli/main.ts')], outfile: resolve(ROOT, 'bundle/command.js'), plugins: [libraryBeside],
  });
}

void Promise.all([bundleLibrary(), bundleCommand()]);
