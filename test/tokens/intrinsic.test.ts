import { COPY, fold, functionOf, isText } from '../../src/private/tokens/intrinsic';

test.each([
  ['a string', 'a', true],
  ['a number', 0, true],
  ['nothing', undefined, false],
  ['null', null, false],
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

test('a function has a name and its arguments', () => {
  expect(functionOf({ 'Fn::Join': ['', ['a', 'b']] })).toEqual({ name: 'Fn::Join', argument: ['', ['a', 'b']], args: ['', ['a', 'b']] });
  expect(functionOf({ Ref: 'Parameter', Type: undefined })).toEqual({ name: 'Ref', argument: 'Parameter', args: ['Parameter'] });
});

const VALUE = { a: ['b', 1, true, null], c: { 'Fn::Sub': ['${d}', { d: { Ref: 'e' } }] } };

test('a copy is the same value', () => {
  expect(fold(VALUE, COPY)).toEqual(VALUE);
  expect(fold({ a: undefined, b: [undefined] }, COPY)).toEqual({ b: [undefined] });
});

test('a walk comes to every literal and to every function, and says itself whether it goes into the arguments', () => {
  const seen = (isDeep: boolean) => fold<string[]>(VALUE, {
    literal: (value) => [String(value)],
    list: (items) => items.flat(),
    object: (entries) => entries.flatMap(([key, inner]) => [`${key}:`, ...inner]),
    call: ({ name, argument }, inner) => isDeep ? [name, ...inner(argument)] : [name],
  });
  expect(seen(true)).toEqual(['a:', 'b', '1', 'true', 'null', 'c:', 'Fn::Sub', '${d}', 'd:', 'Ref', 'e']);
  expect(seen(false)).toEqual(['a:', 'b', '1', 'true', 'null', 'c:', 'Fn::Sub']);
});
