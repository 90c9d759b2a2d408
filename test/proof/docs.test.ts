import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownOf } from './markdown';
import { TABLE } from './table';

const FILE = join(__dirname, '..', '..', 'docs', 'security.md');
const [START, END] = ['<!-- the table of the proof: PROOF=docs npx projen proof -->', '<!-- end of the table -->'];

test('docs/security.md shows the table that is proven', () => {
  const before = readFileSync(FILE, 'utf8');
  const [head, rest] = before.split(START);
  const after = `${head}${START}\n\n${markdownOf(TABLE)}\n\n${END}${rest.split(END)[1]}`;
  if (process.env.PROOF === 'docs') {
    writeFileSync(FILE, after);
  }
  expect(before).toBe(after);
});
