import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../../src/private/types';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'prerequisites.md'), 'utf8');

test('docs/prerequisites.md has a section for each type of database, in the order of the catalogue', () => {
  const headings = [...PAGE.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual([...Object.values(CATALOGUE).map(({ title }) => title), 'Not verified']);
});

test.each(Object.values(CATALOGUE).map(({ title }) => title))('%s: the page names what declares it, and its users', (title) => {
  const section = PAGE.split(`\n## ${title}\n`)[1].split('\n## ')[0];
  expect(section).toMatch(/^\| declared by \| `\w+Database\.\w+\(\)`/m);
  expect(section).toMatch(/^\| (users|PostgreSQL)/m);
});
