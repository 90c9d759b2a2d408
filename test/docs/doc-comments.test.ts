import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SRC = join(__dirname, '../../src');

/** The prose of the doc comments that become docstrings and Javadoc: each description and each `@param`, without examples. */
const PROSE = readdirSync(SRC, { encoding: 'utf8', recursive: true }).filter((file) => file.endsWith('.ts') && !file.includes('private')).flatMap((file) =>
  [...readFileSync(join(SRC, file), 'utf8').matchAll(/\/\*\*(.*?)\*\//gs)]
    .map(([, comment]) => comment.replace(/^\s*\* ?/gm, '').trim())
    .flatMap((comment) => comment.split(/^(?=@)/m))
    .filter((part) => !/^@(?!param)/.test(part))
    .map((part) => `${file}: ${part.replace(/\s+/g, ' ')}`));

test('no first sentence has a semicolon, at which jsii cuts it for every language', () => {
  expect(PROSE.filter((part) => /^[^.!?;]*?;\s/.test(part.replace(/^\S+: /, '')))).toEqual([]);
});

test('no prose has a list literal, which is TypeScript', () => {
  expect(PROSE.filter((part) => /`\[|\(\[|\['/.test(part))).toEqual([]);
});

test('no prose calls a method with arguments, which is TypeScript: an @example is translated', () => {
  expect(PROSE.filter((part) => /`[^`]*\w+\.\w+\([^)`]+\)[^`]*`/.test(part))).toEqual([]);
});

test('there is prose to look at', () => {
  expect(PROSE.length).toBeGreaterThan(100);
});
