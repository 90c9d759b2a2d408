import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '..', '..');
/** Links of pages that registries show are absolute: they lead to the repository's main branch. */
const REPOSITORY = 'https://github.com/cdk-teleport-database-access/cdk-teleport-database-access/blob/main/';
const NOT_OURS = /^(node_modules|lib|dist|coverage|cdk\.out|reports|\.(?!github$).+)$/;

function markdownIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? NOT_OURS.test(entry.name) ? [] : markdownIn(path) : entry.name.endsWith('.md') ? [path] : [];
  });
}

/** Without code, where brackets are no links and `#` is no heading. */
const proseOf = (text: string) => text.replace(/^ *```.*?^ *```/gms, '').replace(/`[^`\n]*`/g, 'code');

function linksOf(text: string): string[] {
  return [...proseOf(text).matchAll(/\]\(([^)\s]+)\)|(?:href|src)="([^"]+)"|^\[[^\]]+\]: (\S+)$/gm)].map(([, markdown, html, reference]) => markdown ?? html ?? reference);
}

/** References such as `[text][name]` that nothing defines, and definitions that nothing uses. */
function looseReferencesOf(text: string): string[] {
  const used = [...proseOf(text).matchAll(/\]\[([^\]]+)\]/g)].map(([, name]) => name);
  const defined = [...proseOf(text).matchAll(/^\[([^\]]+)\]: /gm)].map(([, name]) => name);
  return [...used.filter((name) => !defined.includes(name)), ...defined.filter((name) => !used.includes(name))];
}

/** The ids that GitHub gives to headings, and those written as HTML. */
function anchorsOf(text: string): string[] {
  const withoutBlocks = text.replace(/^ *```.*?^ *```/gms, '');
  const slugs = [...withoutBlocks.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => slugOf(heading.replace(/<[^>]+>|\[([^\]]*)\]\([^)]*\)/g, '$1')));
  const ids = [...withoutBlocks.matchAll(/\b(?:id|name)="([^"]+)"/g)].map(([, id]) => id);
  return [...slugs.map((slug, index) => numbered(slug, slugs.slice(0, index))), ...ids];
}

const slugOf = (heading: string) => heading.trim().toLowerCase().replace(/[^\p{L}\p{N}_ -]/gu, '').replaceAll(' ', '-');
const numbered = (slug: string, before: string[]) => [slug, ...before.filter((other) => other === slug).map((_, index) => `${slug}-${index + 1}`)].at(-1)!;

/** What of a file is dead, among its links that stay in the repository. */
function deadLinksOf(file: string, text: string): string[] {
  const own = new Set(anchorsOf(text));
  const isAlive = (path: string, anchor?: string) => path === ''
    ? own.has(anchor!)
    : existsSync(path) && (anchor === undefined || anchorsOf(readFileSync(path, 'utf8')).includes(anchor));
  return linksOf(text).filter((link) => link.startsWith(REPOSITORY) || !/^[a-z]+:/.test(link)).filter((link) => {
    const [path, anchor] = link.split('#');
    const [, inRepository] = /^https:.*?\/main\/(.*)$/.exec(path) ?? [];
    return !isAlive(inRepository === undefined ? path && join(dirname(file), path) : join(ROOT, inRepository), anchor);
  });
}

const FILES = markdownIn(ROOT);

test.each(FILES.map((file) => relative(ROOT, file)))('every file and #anchor that %s links to exists', (name) => {
  const file = join(ROOT, name);
  expect(deadLinksOf(file, readFileSync(file, 'utf8'))).toEqual([]);
  expect(looseReferencesOf(readFileSync(file, 'utf8'))).toEqual([]);
});

test.each(FILES.map((file) => relative(ROOT, file)))('every file and folder of the repository that %s names in code exists', (name) => {
  const named = [...readFileSync(join(ROOT, name), 'utf8').matchAll(/`((?:src|test|docs|scripts|examples|projenrc|rosetta)\/[\w./-]*)`/g)].map(([, path]) => path);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('README, API.md and the chapters are among them', () => {
  expect(FILES.map((file) => relative(ROOT, file))).toEqual(expect.arrayContaining(['README.md', 'API.md', 'CONTRIBUTING.md', 'docs/security.md']));
});

test('a link is dead without its file, without its heading, and in HTML too; code has none', () => {
  const text = [
    '# A `heading`, twice', '## A `heading`, twice', '```md', '# No heading', '[none](gone.md)', '```', '`[none](gone.md)`',
    '[a](README.md) [b](gone.md) [c](#a-heading-twice-1) [d](#a-heading-twice-2) [e](README.md#try-it) [f](README.md#try-that) [g](#no-heading)',
    '[h](https://example.com/gone.md) <a href="gone.html">i</a>', `[j](${REPOSITORY}gone.md) [k](${REPOSITORY}README.md)`,
    '[l][loose] [m][defined]', '', '[defined]: gone.md', '[unused]: README.md',
  ].join('\n');
  expect(deadLinksOf(join(ROOT, 'text.md'), text)).toEqual(['gone.md', '#a-heading-twice-2', 'README.md#try-that', '#no-heading', 'gone.html', `${REPOSITORY}gone.md`, 'gone.md']);
  expect(looseReferencesOf(text)).toEqual(['loose', 'unused']);
});
