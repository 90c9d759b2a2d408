// Makes the command of the package one file: commander and yaml are inside, so that users inherit no dependency; the library stands beside it in lib/.
import { relative, resolve } from 'node:path';
import { build, Plugin } from 'esbuild';

const ROOT = resolve(__dirname, '..');
const PACKED = /^(commander|yaml)$/;

/** What is not packed in: the compiled library in place of its sources, package.json, and what users have installed. */
const beside: Plugin = {
  name: 'beside',
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ kind, path, resolveDir }) => {
      if (kind === 'entry-point' || PACKED.test(path) || resolveDir.includes('node_modules')) {
        return undefined;
      }
      if (!path.startsWith('.')) {
        return { path, external: true };
      }
      const inside = relative(ROOT, resolve(resolveDir, path));
      return inside.startsWith('cli') ? undefined : { path: `../${inside.replace(/^src/, 'lib')}`, external: true };
    });
  },
};

void build({
  entryPoints: [resolve(ROOT, 'cli/main.ts')],
  outfile: resolve(ROOT, 'bin/cdk-teleport-database-access.js'),
  bundle: true,
  platform: 'node',
  target: 'node20.16',
  legalComments: 'inline',
  plugins: [beside],
});
