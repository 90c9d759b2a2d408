import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FEATURES } from '../../src/private/configuration/versions/features';
import { CATALOGUE } from '../../src/private/types';

const README = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');
const TYPES = Object.values(CATALOGUE);

test('README names every type of database', () => {
  const [, list = ''] = /^\*\*Databases:\*\* ([^]*?)\n\n/m.exec(README) ?? [];
  expect(list.split(/\s+·\s+/).sort()).toEqual(TYPES.map(({ title }) => title).sort());
});

/** Known to every Teleport that the library writes for. Whatever is not here has its release in `database-features.ts`. */
const OLD = {
  matchers: ['rds', 'redshift'],
  blocks: ['opensearch', 'rds', 'rdsproxy'],
};
const knowsMatcher = (matcher: string) => FEATURES.some(({ part, keys: { types } }) => part === 'matcher' && types instanceof RegExp && types.test(matcher));
const knowsBlock = (block: string) =>
  FEATURES.some(({ part, keys }) => part === 'database' && Object.keys(keys).some((key) => key.split('.').includes(block)));

test('since when Teleport finds a type is in the table of features, unless it always did', () => {
  const matchers = [...new Set(TYPES.flatMap(({ teleport: { matcher } }) => matcher ?? []))];
  expect(matchers.filter((matcher) => !knowsMatcher(matcher)).sort()).toEqual(OLD.matchers);
});

test('and since when it knows a registered one', () => {
  const blocks = [...new Set(TYPES.flatMap(({ teleport: { block } }) => block?.name ?? []))];
  expect(blocks.filter((block) => !knowsBlock(block)).sort()).toEqual(OLD.blocks);
});
