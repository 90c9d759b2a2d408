import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const INDEX = textOf('docs/README.md');

test('docs/README.md leads to every other page', () => {
  const pages = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md') && file !== 'README.md');
  expect(pages.filter((page) => !INDEX.includes(`](${page}`))).toEqual([]);
});

test('... and to every construct, class and interface of API.md', () => {
  const sections = textOf('API.md').split(/^## /m).filter((section) => /^(Constructs|Classes|Protocols) /.test(section));
  const names = sections.flatMap((section) => [...section.matchAll(/^### (\w+) </gm)].map(([, name]) => name));
  const base = 'TeleportDatabase'; // the values derive from it; nobody makes one
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => name !== base && !INDEX.includes(`](../API.md#cdk-teleport-database-access.${name})`))).toEqual([]);
});
