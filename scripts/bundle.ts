// What is published is two files: the library in one, which loads faster than the many that jsii writes, and the command, with commander and
// yaml inside, so that users inherit no dependency.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { build, BuildOptions, Plugin } from 'esbuild';

const ROOT = resolve(__dirname, '..');
/** What jsii compiled. No other compiler writes the `jsii.rtti` that the other languages need in each class. */
const LIBRARY = resolve(ROOT, 'lib/index.js');

const OPTIONS: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20.16',
  legalComments: 'inline',
};

/** Node looks up `aws-cdk-lib` anew for each file that requires it: 89 times, 14 of the 36 ms that loading the library took. */
const lookedUpOnce: Plugin = {
  name: 'looked-up-once',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^(?:aws-cdk-lib|constructs)(?:\/|$)/ }, ({ path, namespace }) =>
      namespace === 'installed' ? { path, external: true } : { path, namespace: 'installed' });
    onLoad({ filter: /.*/, namespace: 'installed' }, ({ path }) => ({ contents: `module.exports = require('${path}');` }));
  },
};

/**
 * Loads an export when it is first read, as aws-cdk-lib does, because most apps need no configuration of Teleport: 14 ms instead of 20.
 * Classes get their names back: esbuild names one that mentions itself `_RdsDatabase`.
 */
const LAZILY = `
Object.defineProperty(exports, '__esModule', { value: true });
function lazily(name, load) {
  Object.defineProperty(exports, name, { configurable: true, enumerable: true, get: () => {
    const value = load();
    if (typeof value === 'function') {
      Object.defineProperty(value, 'name', { value: name });
    }
    Object.defineProperty(exports, name, { value });
    return value;
  } });
}`;

async function bundleLibrary(): Promise<void> {
  const files = [...readFileSync(LIBRARY, 'utf8').matchAll(/__exportStar\(require\("(.+)"\)/g)].map(([, file]) => file);
  const exported = files.flatMap((file) => Object.keys(createRequire(LIBRARY)(file)).map((name) => ({ name, file })));
  const definitions = exported.map(({ name, file }) => `lazily('${name}', () => require('${file}').${name});`);
  // ES modules read the names without running the file
  const names = `0 && (module.exports = { ${exported.map(({ name }) => name).join(', ')} });`;
  await build({
    ...OPTIONS,
    stdin: { contents: [LAZILY, ...definitions].join('\n'), resolveDir: dirname(LIBRARY), sourcefile: 'exports.js' },
    outfile: resolve(ROOT, 'bundle/index.js'),
    plugins: [lookedUpOnce],
    footer: { js: names },
  });
}

/** The command constructs policies with the library that is beside it. Only data and pure functions of the library are in it, too. */
const libraryBeside: Plugin = {
  name: 'library-beside',
  setup: ({ onResolve }) => onResolve({ filter: /\/src$/ }, () => ({ path: './index.js', external: true })),
};

async function bundleCommand(): Promise<void> {
  await build({
    ...OPTIONS,
    entryPoints: [resolve(ROOT, 'cli/main.ts')],
    outfile: resolve(ROOT, 'bundle/command.js'),
    plugins: [libraryBeside, lookedUpOnce],
  });
}

void Promise.all([bundleLibrary(), bundleCommand()]);
