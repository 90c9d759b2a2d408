import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const README = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

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
