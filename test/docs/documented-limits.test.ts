import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lazy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AssumedRole } from '../../src';
import { Place, PLACES } from '../support/places';
import { stackIn } from '../support/template';

const SRC = join(__dirname, '../../src');
const FILES = readdirSync(SRC, { encoding: 'utf8', recursive: true }).filter((file) => file.endsWith('.ts') && !file.includes('private'));

/** Numbers of the prose of a file's doc comments; versions of Teleport and of engines are none of its limits. */
function numbersIn(file: string): number[] {
  const comments = [...readFileSync(join(SRC, file), 'utf8').matchAll(/\/\*\*(.*?)\*\//gs)].map(([, comment]) => comment);
  const prose = comments.map((comment) => comment.replace(/^\s*\* ?/gm, ' ').replace(/@example.*$/s, '').replace(/@see \S+|`[^`]*`/g, '').replace(/\s+/g, ' '));
  return [...prose.join('\n').matchAll(/(?<!Teleport |version |,\d*)\b\d+(?:,\d{3})*\b(?! or later)/g)].map(([number]) => Number(number.replace(',', '')));
}

/** What other tests hold: pack.test.ts, attachment-quotas.test.ts and permissions-boundary.test.ts fill documents to the last character. */
const HELD_ELSEWHERE: { readonly [file: string]: readonly number[] } = {
  'policies/policy.ts': [2048, 10240],
  'policies/permissions-boundary.ts': [6144, 60],
};
const MOST_SESSION_TAGS = 50;

test('every limit that a doc comment names is tested here, and every limit is named in a doc comment', () => {
  const sorted = (numbers: Iterable<number>) => [...new Set(numbers)].sort((one, other) => one - other);
  const documented = Object.fromEntries(FILES.map((file) => [file, sorted(numbersIn(file))] as const).filter(([, numbers]) => numbers.length > 0));
  const limits = new Map<string, number[]>(Object.entries(HELD_ELSEWHERE).map(([file, sizes]) => [file, [...sizes]]));
  for (const { file, shortest, longest } of PLACES) {
    limits.set(file, [...limits.get(file) ?? [], ...[shortest, longest].filter((limit) => limit !== undefined)]);
  }
  limits.get('roles/assumed-role.ts')!.push(MOST_SESSION_TAGS);
  const held = [...limits].map(([file, numbers]) => [file, sorted(numbers)] as const).filter(([, numbers]) => numbers.length > 0);
  expect(documented).toEqual(Object.fromEntries(held));
});

/** As the valid text, but of another length. */
function ofLength({ valid }: Place, length: number): string {
  return valid.startsWith('/') ? `/${'a'.repeat(length - 2)}/` : valid.slice(0, length).padEnd(length, valid.at(-1));
}

const LIMITED = PLACES.flatMap((place) => place.longest === undefined ? [] : [{ ...place, longest: place.longest }]);

test.each(LIMITED)('$place has at most $longest characters', ({ longest, ...place }) => {
  expect(() => place.define(stackIn(), ofLength(place, longest))).not.toThrow();
  expect(() => place.define(stackIn(), ofLength(place, longest + 1))).toThrow(/^'\w/);
});

test.each(LIMITED)('$place beside a token has no more than $longest characters of text, so a token never counts too few', ({ longest, ...place }) => {
  const beside = (length: number) => place.define(stackIn(), `${ofLength(place, length)}${Lazy.string({ produce: () => '' })}`);
  expect(() => beside(longest + 1)).toThrow(/^'\w/);
});

const AT_LEAST = PLACES.flatMap((place) => place.shortest === undefined ? [] : [{ ...place, shortest: place.shortest }]);

test.each(AT_LEAST)('$place has at least $shortest characters', ({ shortest, ...place }) => {
  expect(() => place.define(stackIn(), ofLength(place, shortest))).not.toThrow();
  expect(() => place.define(stackIn(), ofLength(place, shortest - 1))).toThrow(/^'\w/);
});

test(`there are at most ${MOST_SESSION_TAGS} session tags`, () => {
  const role = iam.Role.fromRoleName(stackIn(), 'Role', 'role');
  const assume = (count: number) => () => AssumedRole.fromRole(role, { sessionTags: Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, 'x'])) });
  expect(assume(MOST_SESSION_TAGS)).not.toThrow();
  expect(assume(MOST_SESSION_TAGS + 1)).toThrow(/^'sessionTags'/);
});
