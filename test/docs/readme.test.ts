import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WARNINGS } from '../../src/private/checks/warnings/warning';

const README = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

test('the table of warnings has every warning, once and in order', () => {
  const section = README.split('\n## Warnings\n')[1].split('\n## ')[0];
  const rows = section.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|').slice(1, 3).map((cell) => cell.trim()));
  expect(rows).toEqual(Object.entries(WARNINGS).map(([id, when]) => [`\`${id}\``, when]));
});

test('links are absolute, because registries show the README without its repository', () => {
  expect([...README.matchAll(/\]\((?!https:\/\/|#)([^)]*)\)/g)].map(([, link]) => link)).toEqual([]);
});

test('it can be read in a quarter of an hour', () => {
  expect(README.replace(/^ *```.*?^ *```/gms, '').split(/\s+/).length).toBeLessThan(1800);
});

test('the smallest app synthesizes by itself, which it must in every language but TypeScript', () => {
  const [, smallest] = /^```ts nofixture\n(.*?)^```$/ms.exec(README)!;
  expect(smallest).toMatch(/\napp\.synth\(\);\n$/);
});
