import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

interface Package { size: number; unpackedSize: number; files: { path: string }[] }

/** What `npm publish` would send. */
function packageOf(folder: string): Package {
  const [content] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  return content;
}

test('the npm package holds the library and the command, one file each, its types, the jsii assembly, the translated examples, README and LICENSE, and nothing else', () => {
  const needed = [
    '.jsii', '.jsii.tabl.json', 'LICENSE', 'README.md', 'bundle/command.js', 'bundle/index.js', 'lib/index.d.ts', 'lib/private/pack.d.ts',
  ];
  const others = [
    '.env', 'API.md', 'CONTRIBUTING.md', 'cdk.out/manifest.json', 'coverage/lcov.info', 'docs/trust.svg', 'examples/python/.venv/lib/huge.py',
    'lib/index.js', 'lib/index.js.map', 'lib/tsconfig.tsbuildinfo', 'src/index.ts', 'stray/index.js', 'stray.txt', 'test/package.test.ts', 'tsconfig.json',
  ];
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  ['package.json', '.npmignore'].forEach((file) => copyFileSync(join(ROOT, file), join(folder, file)));
  [...needed, ...others].forEach((file) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), 'content');
  });

  expect(packageOf(folder).files.map(({ path }) => path).sort()).toEqual([...needed, 'package.json'].sort());
});

describe('the npm package of this folder, as far as it is built', () => {
  const { size, unpackedSize, files } = packageOf(ROOT);

  test('has no other files', () => {
    const expected = /^(bundle\/(command|index)\.js|lib\/.+\.d\.ts|\.jsii|\.jsii\.tabl\.json|LICENSE|README\.md|package\.json)$/;
    expect(files.map(({ path }) => path).filter((path) => !expected.test(path))).toEqual([]);
  });

  test('stays under 420 kB to download and 1.8 MB to install', () => {
    expect(size).toBeLessThan(420_000);
    expect(unpackedSize).toBeLessThan(1_800_000);
  });
});
