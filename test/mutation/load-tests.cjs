// Reads test files outside of jest: jest loads every module once for each test file, and mutation testing runs them thousands of times.
const { readFileSync } = require('node:fs');
const { Module, createRequire } = require('node:module');
const { dirname, join } = require('node:path');
const { transformSync } = require('esbuild');
const { expect } = require('expect');
const { describe, getState, resetState, test } = require('jest-circus');

const ROOT = process.cwd();
const TSCONFIG = readFileSync(join(ROOT, 'tsconfig.dev.json'), 'utf8').replace(/^\/\/.*$/gm, '');

Object.assign(globalThis, { describe, test, expect, jest: { setTimeout() {} } });

const compiled = new Map();
require.extensions['.ts'] = (module, file) => {
  if (!compiled.has(file)) {
    const options = { loader: 'ts', format: 'cjs', sourcefile: file, sourcemap: 'inline', tsconfigRaw: TSCONFIG };
    compiled.set(file, transformSync(readFileSync(file, 'utf8'), options).code);
  }
  module._compile(compiled.get(file), file);
};

// what jest's moduleNameMapper does for the other tests
const resolve = Module._resolveFilename;
Module._resolveFilename = function (name, ...rest) {
  return resolve.call(this, name === 'cdk-teleport-database-access' ? join(ROOT, 'src/index.ts') : name, ...rest);
};
const schema = join(dirname(require.resolve('@aws-cdk/cloud-assembly-schema')), '..', 'node_modules', 'jsonschema');
require(schema).Validator.prototype.validate = () => ({ errors: [] });

/** The tests of a file, each with a name that no other test has. The library is loaded anew, but nothing that is installed is. */
exports.load = function load(file) {
  Object.keys(require.cache).filter((path) => path.endsWith('.ts')).forEach((path) => delete require.cache[path]);
  resetState();
  createRequire(join(ROOT, 'package.json'))(file);
  const tests = [];
  collect(getState().rootDescribeBlock, [file.slice(ROOT.length + 1)], false, tests);
  const times = new Map();
  return tests.map(({ name, ...rest }) => {
    times.set(name, (times.get(name) ?? 0) + 1);
    return { ...rest, file, id: times.get(name) === 1 ? name : `${name} (${times.get(name)})` };
  });
};

function collect(block, names, skipped, tests) {
  if (block.hooks.length > 0) {
    throw new Error(`${names.join(' ')} has hooks, which mutation testing does not run: leave the file out, or do without them`);
  }
  for (const child of block.children) {
    const [path, skip] = [[...names, child.name], skipped || child.mode === 'skip'];
    if (child.type === 'describeBlock') {
      collect(child, path, skip, tests);
    } else if (!skip) {
      tests.push({ name: path.join(' '), run: child.fn });
    }
  }
}
