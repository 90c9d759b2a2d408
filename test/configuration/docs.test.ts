import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import * as library from '../../src';
import { documentsIn, problemsOf, sampled, SAMPLE_ACCOUNT, SCHEMAS } from '../support/configuration';
import { stackIn } from '../support/template';

const ROOT = join(__dirname, '..', '..');
const MARKDOWN = readFileSync(join(ROOT, 'docs', 'configuration.md'), 'utf8');
const FIXTURE = readFileSync(join(ROOT, 'rosetta', 'default.ts-fixture'), 'utf8');

const fences = (language: string): string[] => [...MARKDOWN.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, code]) => code);

/** `declare` within a function, which examples may have: jsii-rosetta looks over it as well. */
const DECLARE = 1184;

/** What is wrong with each program, as TypeScript says it. */
function errorsIn(programs: readonly string[]): string[][] {
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(join(ROOT, 'tsconfig.dev.json'), ts.sys.readFile).config, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const files = new Map(programs.map((text, index) => [join(ROOT, `docs-${index}.ts`), text]));
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.getSourceFile = (name, version, ...rest) =>
    files.has(name) ? ts.createSourceFile(name, files.get(name)!, version) : getSourceFile(name, version, ...rest);
  const lenient = { ...options, noEmit: true, skipLibCheck: true, noUnusedLocals: false, noUnusedParameters: false };
  const program = ts.createProgram([...files.keys()], lenient, host);
  return [...files.keys()].map((name) => {
    const file = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
      .filter(({ code }) => code !== DECLARE)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  });
}

test('the examples of docs/configuration.md compile', () => {
  expect(fences('ts')).toHaveLength(3);
  const inFixture = (code: string) => FIXTURE.replace('/// here', code);
  expect(errorsIn([...fences('ts'), 'const text: string = 1;'].map(inFixture))).toEqual([[], [], [], ['Type \'number\' is not assignable to type \'string\'.']]);
}, 60_000);

test('what stands under "After" gives what stands under "Before"', () => {
  const [after] = fences('ts');
  const { outputText } = ts.transpileModule(FIXTURE.replace('/// here', `${after}\n(this as any).teleportYaml = teleportYaml;`).replace('class Fixture', 'export class Fixture'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const module: any = { exports: {} };
  new Function('require', 'exports', outputText)((name: string) => name === 'cdk-teleport-database-access' ? library : jest.requireActual(name), module.exports);

  const stack = new module.exports.Fixture(stackIn(), 'Fixture', { env: { region: 'eu-west-1', account: SAMPLE_ACCOUNT } });
  const [{ db_service }] = documentsIn(sampled(stack.resolve(stack.teleportYaml)));
  const [before] = documentsIn(fences('yaml')[0]);
  expect(problemsOf(SCHEMAS.db_service, db_service)).toEqual([]);
  expect(db_service).toEqual(before.db_service);
});
