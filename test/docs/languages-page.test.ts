import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const text = (...path: string[]) => readFileSync(join(__dirname, '..', '..', ...path), 'utf8');
const PAGE = text('docs', 'languages.md');
const blockOf = (page: string, language: string) => new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(page)?.[1];

test.each(['python', 'java', 'go', 'csharp'])('the page has the smallest app in %s, which examples/compare runs where a toolchain is', (language) => {
  const app = blockOf(PAGE, language);
  expect(app).toContain('18.6.4');
  expect(app).toMatch(/synth/i);
});

test('the README for Go begins with the same app', () => {
  expect(blockOf(text('examples', 'go', 'README.md'), 'go')).toBe(blockOf(PAGE, 'go'));
});
