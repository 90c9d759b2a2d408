import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const SRC = join(__dirname, '..', '..', 'src');
const FRAMES = join('private', 'checks', 'invalid.ts');

const files = readdirSync(SRC, { encoding: 'utf8', recursive: true }).filter((file) => file.endsWith('.ts') && file !== FRAMES);
const makesError = (source: string) => /\bnew (?:\w*Error)\(/.test(source);

test(`every error is made in ${relative('.', FRAMES)}, so that each says what is wrong and what to do`, () => {
  expect(files.filter((file) => makesError(readFileSync(join(SRC, file), 'utf8')))).toEqual([]);
});

test.each([['throw new Error(message);', true], ['throw new TypeError(message);', true], ['throw invalid(prop, shape, got);', false]])(
  'it tells %s: %s', (source, expected) => {
    expect(makesError(source)).toBe(expected);
  });
