import { isText } from '../../src/private/tokens/is-text';

test.each([
  ['a string', 'a', true],
  ['a reference', { Ref: 'Parameter' }, true],
  ['a function', { 'Fn::Join': ['', ['a']] }, true],
  ['a list', ['a'], false],
  ['a list of a function', [{ Ref: 'Parameter' }], false],
  ['an object with a key besides', { Ref: 'Parameter', Type: 'String' }, false],
  ['an object with a key of another name that ends so', { NoRef: 'a' }, false],
  ['an object with a key of another name that begins so', { Reference: 'a' }, false],
  ['an empty object', {}, false],
])('whether a template has a text: %s', (_, value, expected) => {
  expect(isText(value)).toBe(expected);
});
