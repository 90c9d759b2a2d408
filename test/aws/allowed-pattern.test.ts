import * as fc from 'fast-check';
import { canContain } from '../../src/private/tokens/allowed-pattern';

const wildcardsOf = (pattern: string) => ['*', '?', '$', '{'].filter((character) => canContain(pattern, character)).join('');

describe('the wildcards that a text can contain which matches', () => {
  test.each([
    ['^[A-Za-z0-9-]+$', ''],
    ['[a-z]{1,20}', ''],
    ['\\d{12}', ''],
    ['(?:db|cluster)-\\w+', ''],
    ['[^*?${}]+', ''],
    ['[^*]+', '?${'],
    ['[\\w+=,.@-]+', ''],
    ['[\\w-*]+', '*'],
    ['[+-.]', ''],
    ['[)-.]', '*'],
    ['[ -~]+', '*?${'],
    ['.*', '*?${'],
    ['a\\*', '*'],
    ['a*', ''],
    ['a?', ''],
    ['\\S+', '*?${'],
    ['\\p{Alpha}+', '*?${'],
    ['\\{2}[a-z]', '{'],
    ['[]*]', '*'],
    ['[a-z&&[^b]]+', '*?${'],
    ['', ''],
  ])('%p: %p', (pattern, expected) => {
    expect(wildcardsOf(pattern)).toBe(expected);
  });

  test('are never fewer than a regular expression finds', () => {
    const part = fc.constantFrom('a', '.', '\\*', '\\$', '[a-z]', '[^a-z]', '[*?]', '[^*?]', '[)-+]', '[\\w$]', '[^\\w]', '\\W', '\\{', '[{]', '(a|\\?)', 'a{2}', '.?', '[!-/]*');
    const text = fc.string({ unit: fc.constantFrom(...'aZ0*?${}-'), maxLength: 4 });
    fc.assert(fc.property(fc.array(part, { maxLength: 4 }), text, (parts, one) => {
      const pattern = parts.join('');
      fc.pre(new RegExp(`^(?:${pattern})$`).test(one));
      expect([...one].filter((character) => !canContain(pattern, character))).toEqual([]);
    }), { numRuns: 300 });
  });
});
