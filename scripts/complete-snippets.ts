// Adds to the translated examples what jsii-rosetta leaves out, so that they compile as they stand: in Java, the imports of option structs
// and of `java.util`, which the TypeScript does not import; in C#, the type of an array whose values are of several classes.
import { readFileSync, writeFileSync } from 'node:fs';

interface Snippet { translations: Record<string, { source: string }>; fullSource?: string }

const FILE = '.jsii.tabl.json';
const PACKAGE = 'io.github.cdkteleport.databaseaccess';
const own = Object.values<{ name: string }>(JSON.parse(readFileSync('.jsii', 'utf8')).types).map(({ name }) => name);
const imports: Record<string, string> = {
  ...Object.fromEntries(own.map((name) => [name, `${PACKAGE}.${name}`])), List: 'java.util.List', Map: 'java.util.Map',
};

/** A whole app imports what it uses; a part of one does not. */
function completeJava(source: string): string {
  const imported = [...source.matchAll(/^import (?:static )?[\w.]+\.(\w+);$/gm)].map(([, name]) => name);
  if (imported.length === 0) {
    return source;
  }
  const used = new Set([...source.replace(/^import .*$/gm, '').matchAll(/\b[A-Z]\w+\b/g)].map(([name]) => name));
  const missing = [...used].filter((name) => !imported.includes(name) && imports[name] !== undefined).sort();
  const last = source.lastIndexOf('\nimport ') + 1;
  const end = source.indexOf('\n', last) + 1;
  return source.slice(0, end) + missing.map((name) => `import ${imports[name]};\n`).join('') + source.slice(end);
}

/** The classes whose factories make the values of a list. */
const classesIn = (list: string) => new Set([...list.matchAll(/(\w+Database)\.\w+\(/g)].map(([, name]) => name));

const completeCsharp = (source: string): string => source.replace(/\bDatabases = new \[\] (\{.*\})/g, (whole, list: string) =>
  classesIn(list).size > 1 ? `Databases = new TeleportDatabase[] ${list}` : whole);

const tablet: { snippets: Record<string, Snippet> } = JSON.parse(readFileSync(FILE, 'utf8'));
for (const snippet of Object.values(tablet.snippets)) {
  const { java, csharp } = snippet.translations;
  delete snippet.fullSource; // the fixture again for each example, which only the next extraction would compare
  java.source = completeJava(java.source);
  csharp.source = completeCsharp(csharp.source);
}
writeFileSync(FILE, JSON.stringify(tablet));
