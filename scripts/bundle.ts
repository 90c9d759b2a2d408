// What is published is two files: the library in one, which loads faster than the many that jsii writes, and the command, with commander and
// yaml inside, so that users inherit no dependency. See docs/decisions/one-file-is-published.md.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { build, BuildOptions, Plugin, transform } from 'esbuild';

const ROOT = resolve(__dirname, '..');
const BUNDLE = resolve(ROOT, 'bundle');

/**
 * Requires a module of Node or of aws-cdk-lib once, and as it is. Node looks it up anew for each `require()`, of which there are a hundred: 14 ms.
 * esbuild copies all names of a module for each file that imports the module as a whole: 3.5 ms.
 */
function requiredOnce(text: string): string {
  const required = new Map<string, string>();
  return text.replace(/^var (\w+) = (?:__toESM\()?require\("([^"]+)"\)\)?;$/gm, (_, variable, name) => {
    if (new RegExp(`\\b${variable}\\.default\\b`).test(text)) { // and not `node.defaultChild`
      throw new Error(`"${name}" is imported by its default, which only a copy has; import it by names or as a whole`);
    }
    const first = required.get(name);
    required.set(name, first ?? variable);
    return `var ${variable} = ${first ?? `require("${name}")`};`;
  });
}

/** Bundles what is in TypeScript: esbuild puts modules without wrappers into one scope, which V8 reads once. */
async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles = [] } = await build({
    bundle: true,
    platform: 'node',
    target: 'node20.16',
    external: ['aws-cdk-lib', 'constructs'],
    legalComments: 'inline',
    write: false,
    ...options,
  });
  const [{ text }] = outputFiles;
  return requiredOnce(text);
}

/** Gives each class what jsii wrote into it, by which the other languages know it, and its name: esbuild calls some of them `_RdsDatabase`. */
function asJsiiCompiledThem(): string {
  const compiled: object = createRequire(__filename)(resolve(ROOT, 'lib'));
  const classes = Object.entries(compiled).filter(([, value]) => typeof value === 'function');
  const known = classes.map(([name, value]) => [name, value[Symbol.for('jsii.rtti')]]);
  const unknown = known.filter(([, type]) => type === undefined);
  if (unknown.length > 0) {
    throw new Error(`jsii wrote nothing into ${unknown.map(([name]) => name).join(', ')}`);
  }
  return `
for (const [name, type] of ${JSON.stringify(known)}) {
  Object.defineProperty(module.exports[name], 'name', { value: name });
  module.exports[name][Symbol.for('jsii.rtti')] = type;
}`;
}

/** The command constructs policies with the library that is beside it. Only data and pure functions of the library are in it, too. */
const libraryBeside: Plugin = {
  name: 'library-beside',
  setup: ({ onResolve }) => onResolve({ filter: /\/src$/ }, () => ({ path: './index.js', external: true })),
};

async function main(): Promise<void> {
  mkdirSync(BUNDLE, { recursive: true });
  const library = await bundle({ entryPoints: [resolve(ROOT, 'src/index.ts')], footer: { js: asJsiiCompiledThem() } });
  writeFileSync(resolve(BUNDLE, 'index.js'), library);
  const command = await bundle({ entryPoints: [resolve(ROOT, 'cli/main.ts')], plugins: [libraryBeside] });
  const { code } = await transform(command, { minify: true, legalComments: 'inline', platform: 'node', target: 'node20.16' });
  writeFileSync(resolve(BUNDLE, 'command.js'), code); // nobody debugs it in an app: half as large
  chmodSync(resolve(BUNDLE, 'command.js'), 0o755); // npm does so for whoever installs it
}

void main();
