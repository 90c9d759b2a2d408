import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { warn, WARNINGS } from '../../src/private/checks/warnings/warning';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'warnings.md'), 'utf8');
const ROWS = PAGE.split('\n').filter((line) => line.startsWith('| <a')).map((line) => line.split('|').slice(1, 3).map((cell) => cell.trim()));

test('the page has every warning, once and in order, under an anchor of its own', () => {
  expect(ROWS).toEqual(Object.entries(WARNINGS).map(([id, when]) => [`<a id="${id}"></a>\`${id}\``, when]));
});

test('a warning says how to acknowledge it, and links to its row', () => {
  const stack = new Stack();
  warn(stack, { id: 'tagReplaced', message: 'something is replaced' });
  expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => entry.data)).toEqual([
    'something is replaced. To acknowledge: Annotations.of(scope).acknowledgeWarning(\'cdk-teleport-database-access:tagReplaced\'). '
    + 'See https://github.com/cdk-teleport-database-access/cdk-teleport-database-access/blob/main/docs/warnings.md#tagReplaced '
    + '[ack: cdk-teleport-database-access:tagReplaced]',
  ]);
});
