import * as fc from 'fast-check';
import { covers, matches } from '../../src/private/aws/matches';

describe('a pattern is matched as IAM matches it', () => {
  test.each([
    ['db-1', 'db-1', true],
    ['db-1', 'db-12', false],
    ['db-12', 'db-1', false],
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['**', 'anything', true],
    ['db-*', 'db-', true],
    ['db-*', 'db', false],
    ['*/app', 'db-1/app', true],
    ['*/app', 'db-1/apps', false],
    ['*/app', 'db-1/app/app', true],
    ['db-?', 'db-1', true],
    ['db-?', 'db-', false],
    ['db-?*', 'db-', false],
    ['*a?c*', 'xxabxabcx', true],
    ['arn:aws:iam::*:role/a.b', 'arn:aws:iam::1:role/a.b', true],
    ['a.b', 'axb', false],
    ['a*b', 'a\nb', true],
    ['(a+)+$', '(a+)+$', true],
    ['DB-*', 'db-1', false],
  ])('%p and %p: %p', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test.each([
    ['db-*', 'db-1*', true],
    ['db-*', 'db-?', true],
    ['db-?', 'db-?', true],
    ['db-?', 'db-1', true],
    ['db-?', 'db-*', false],
    ['db-??', 'db-*', false],
    ['db-?*', 'db-*', false],
    ['db-1', 'db-?', false],
  ])('%p covers all that %p matches: %p', (pattern, other, expected) => {
    expect(covers(pattern, other)).toBe(expected);
  });

  test('as a regular expression would', () => {
    const word = (characters: string) => fc.string({ unit: fc.constantFrom(...characters), maxLength: 8 });
    fc.assert(fc.property(word('ab*?'), word('ab'), (pattern, text) => {
      const expression = new RegExp(`^${pattern.replace(/\*+/g, '.*').replace(/\?/g, '.')}$`);
      expect(matches(pattern, text)).toBe(expression.test(text));
    }));
  });

  test('without trying every way to divide the text: a regular expression would take years', () => {
    const start = process.cpuUsage().user;
    expect(matches(`${'*a'.repeat(40)}*c`, 'a'.repeat(2000))).toBe(false);
    expect((process.cpuUsage().user - start) / 1000).toBeLessThan(1000);
  });
});
