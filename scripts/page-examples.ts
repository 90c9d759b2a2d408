// Writes the examples of the Markdown pages below docs/ into files that a type checker reads, `tsx scripts/page-examples.ts <folder>`. jsii-rosetta
// does so for the README and the doc comments alone. An example begins with the same fixture, unless it says `nofixture`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const [folder] = process.argv.slice(2);
const [before, after] = readFileSync('rosetta/default.ts-fixture', 'utf8').split('/// here');
const pages = readdirSync('docs').filter((file) => file.endsWith('.md'));

for (const page of pages) {
  const blocks = [...readFileSync(join('docs', page), 'utf8').matchAll(/^```ts( nofixture)?\n(.*?)^```$/gms)];
  blocks.forEach(([, nofixture, block], index) => {
    const name = join(folder, `${basename(page, '.md')}-${index}.ts`);
    if (nofixture === undefined) { // what an example takes for given is declared outside of the constructor
      const given = [...block.matchAll(/^declare .*$/gm)].map(([line]) => line).join('\n');
      writeFileSync(name, `${before.replace('class Fixture', `${given}\nclass Fixture`)}${block.replace(/^declare .*$/gm, '')}${after}\nexport {};\n`);
    } else if (block.includes('import ') && !block.includes('Validations')) { // which the lowest aws-cdk-lib does not have
      writeFileSync(name, block);
    }
  });
}
