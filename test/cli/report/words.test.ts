import { conditionInWords } from '../../../cli/report/model/words';

test.each([
  ['StringLike', 'k is like a or b'],
  ['constructor', 'constructor k: a or b'],
  ['__proto__', '__proto__ k: a or b'],
])('the operator %s reads: %s', (operator, expected) => expect(conditionInWords({ operator, key: 'k', values: ['a', 'b'] })).toBe(expected));
