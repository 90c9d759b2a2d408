import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { After } from './documented';
import { documentsIn, problemsOf, sampled, SAMPLE_ACCOUNT, SCHEMAS } from '../support/configuration';
import { stackIn } from '../support/template';

const MARKDOWN = readFileSync(join(__dirname, '..', '..', 'docs', 'configuration.md'), 'utf8');
const CHECKED = readFileSync(join(__dirname, 'documented.ts'), 'utf8');

const fences = (language: string): string[] => [...MARKDOWN.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, code]) => code);

/** What an example takes for given is a parameter, the rest the body. */
function asParts(example: string): { parameters: string[]; body: string } {
  const parameters = [...example.matchAll(/^declare const (.*);.*$/gm)].map(([, parameter]) => parameter);
  const body = example.replace(/^declare const .*\n/gm, '').trim().replace(/^(?=.)/gm, '    ');
  return { parameters, body };
}

test('the examples of docs/configuration.md are those that the type checker reads', () => {
  const methods = fences('ts').map(asParts).map(({ parameters, body }) => `(${parameters.join(', ')}): void {\n${body}\n  }\n`);
  expect(methods).toHaveLength(3);
  const [after, ...others] = methods;
  expect(CHECKED).toContain(after.slice(after.indexOf('\n'), after.lastIndexOf('\n  }')));
  others.forEach((method) => expect(CHECKED).toContain(method));
});

test('what stands under "After" gives what stands under "Before"', () => {
  const stack = new After(stackIn(), 'After', { env: { region: 'eu-west-1', account: SAMPLE_ACCOUNT } });
  const [{ db_service }] = documentsIn(sampled(stack.resolve(stack.teleportYaml)));
  const [before] = documentsIn(fences('yaml')[0]);
  expect(problemsOf(SCHEMAS.db_service, db_service)).toEqual([]);
  expect(db_service).toEqual(before.db_service);
});
