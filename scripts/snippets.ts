// Writes the examples of README and docstrings, as jsii-rosetta translates them, into files that a type checker reads:
// `tsx scripts/snippets.ts <folder>` makes snippets.py, Snippets.java, and App0.java and so on: a whole app is compiled with its own imports alone.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Snippet { location: { api: { api: string; fqn?: string }; field?: { line?: number } }; translations: Record<string, { source: string }> }

const [folder] = process.argv.slice(2);
const snippets: Snippet[] = Object.values(JSON.parse(readFileSync('.jsii.tabl.json', 'utf8')).snippets);
const fixture = readFileSync('rosetta/default.ts-fixture', 'utf8');
const [, core] = /import \{ (.*) \} from 'aws-cdk-lib';/.exec(fixture)!;
const modules = [...fixture.matchAll(/import \* as (\w+) from 'aws-cdk-lib\/aws-(\w+)'/g)];

const place = ({ location: { api, field } }: Snippet) => api.fqn ?? `README.md, line ${field?.line ?? '?'}`;
const indented = (source: string, spaces: number) => source.trim().replace(/^(?=.)/gm, ' '.repeat(spaces));

const computed = snippets.find(({ translations }) => /[{,]\s*\[[^\],]+\]:/.test(translations.$.source));
if (computed !== undefined) {
  throw new Error(`the example of ${place(computed)} has a computed key, which is a plain string in Python; write it out`);
}

// what an example declares and does not define is a comment in Python: an annotation makes it known
const python = snippets.map((snippet, index) => {
  const source = snippet.translations.python.source.replace(/^# (\w+): ([\w.]+)( #.*)?$/gm, '$1: $2');
  return `class Snippet${index}(Stack):\n    def __init__(self) -> None:  # ${place(snippet)}\n${indented(source, 8)}\n`;
});
writeFileSync(join(folder, 'snippets.py'), [
  `from aws_cdk import ${core}`,
  ...modules.map(([, name, module]) => `from aws_cdk import aws_${module} as ${name}`),
  'from cdk_teleport_database_access import *',
  '', ...python,
].join('\n'));

// ... and a variable without a value in Java: a parameter has one
const isWhole = ({ translations }: Snippet) => /^import /m.test(translations.java.source);
snippets.filter(isWhole).forEach((snippet, index) => {
  const { source } = snippet.translations.java;
  const imports = [...source.matchAll(/^import .*;$/gm)].map(([line]) => line);
  const body = indented(source.replace(/^import .*;$/gm, ''), 8);
  const whole = [...imports, '', `class App${index} { // ${place(snippet)}`, '    void app() {', body, '    }', '}', ''];
  writeFileSync(join(folder, `App${index}.java`), whole.join('\n'));
});
const java = snippets.filter((snippet) => !isWhole(snippet)).map((snippet, index) => {
  const parameters: string[] = [];
  const source = snippet.translations.java.source.replace(/^(\w+ \w+);( \/\/.*)?$/gm, (_, declared) => `${parameters.push(declared) && ''}`);
  return `    void snippet${index}(${parameters.join(', ')}) { // ${place(snippet)}\n${indented(source, 8)}\n    }\n`;
});
writeFileSync(join(folder, 'Snippets.java'), [
  ...['io.github.cdkteleport.databaseaccess', 'software.amazon.awscdk',
    ...modules.map(([, , module]) => `software.amazon.awscdk.services.${module}`)].map((name) => `import ${name}.*;`),
  'import java.util.List;', 'import java.util.Map;', '', 'class Snippets extends Stack {', ...java, '}', '',
].join('\n'));
