import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SYNTHESIS_RULES } from '../../src/private/synthesis/synthesis-rules';

const FOLDER = join(__dirname, '..', '..', 'src', 'private', 'synthesis');
const textOf = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

/** The rules that a file exports: by their type, or by what makes one. */
const rulesIn = (source: string) =>
  [...source.matchAll(/^export const (\w+)(?:: SynthesisRule =| = acrossStages\()/gm)].map(([, name]) => name);

test('every rule of the folder is in the list, once', () => {
  const [, list] = /^export const SYNTHESIS_RULES: readonly SynthesisRule\[\] = \[([^]*?)^\];/m.exec(textOf('synthesis-rules.ts'))!;
  const listed = [...list.replace(/\/\/.*/g, '').matchAll(/\w+/g)].map(([name]) => name);
  const written = readdirSync(FOLDER).filter((file) => file.endsWith('.ts')).flatMap((file) => rulesIn(textOf(file)));
  expect(listed.sort()).toEqual(written.sort());
  expect(new Set(SYNTHESIS_RULES).size).toBe(listed.length);
});

test.each([
  ['export const labelsStay: SynthesisRule = (app) => [];', ['labelsStay']],
  ['export const namesAreUnique = acrossStages((app) => []);', ['namesAreUnique']],
  ['export const LONGEST = 128;', []],
])('%s is told from what is no rule', (source, names) => expect(rulesIn(source)).toEqual(names));
