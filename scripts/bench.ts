// Compares the library with the same statements written by hand: `npx projen bench`. No number makes it fail: machines differ.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import type { Measurement, Variant } from './bench-app';

/** How many databases, and how many pairs of processes: the fewer databases, the more the noise weighs. */
const SIZES: readonly (readonly [databases: number, pairs: number])[] = [[1, 15], [100, 15], [1000, 11], [5000, 9]];

/** Two processes, one right after the other, so that they meet the same machine. */
type Pair = Record<Variant, Measurement>;

function measurePairs(app: string, folder: string, databases: number, count: number): Pair[] {
  const measure = (variant: Variant): Measurement => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--eval', app, variant, String(databases)], {
      cwd: __dirname,
      encoding: 'utf8',
      // newer versions of aws-cdk-lib check every template, which takes longer than all the rest
      env: { ...process.env, TMPDIR: folder, CDK_VALIDATION: 'false' },
    });
    if (status !== 0) {
      throw new Error(`${variant}, ${databases} databases: ${stderr}`);
    }
    return JSON.parse(stdout);
  };
  return Array.from({ length: count }, (_, index): Pair => {
    const [hand, library] = index % 2 === 0 ? [measure('hand'), measure('library')] : [measure('library'), measure('hand')].reverse();
    if (hand.fingerprint !== library.fingerprint) {
      throw new Error(`${databases} databases: the variants allow different things, so that there is nothing to compare`);
    }
    return { hand, library };
  });
}

function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
}

type Value = (measurement: Measurement) => number;
const construct: Value = (measurement) => measurement.construct;
const synth: Value = (measurement) => measurement.synth;
const both: Value = (measurement) => measurement.construct + measurement.synth;
const memory: Value = (measurement) => measurement.memory;

const of = (pairs: Pair[], variant: Variant, value: Value) => median(pairs.map((pair) => value(pair[variant])));
const ratio = (pairs: Pair[], value: Value) => median(pairs.map(({ hand, library }) => value(library) / value(hand))).toFixed(2);
const compared = (pairs: Pair[], value: Value) => [of(pairs, 'library', value).toFixed(0), of(pairs, 'hand', value).toFixed(0), ratio(pairs, value)];

function printTable(rows: string[][]): void {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  rows.forEach((row) => console.log(row.map((cell, column) => cell.padStart(widths[column])).join('  ')));
}

function report(results: [databases: number, pairs: Pair[]][]): void {
  console.log('Medians of the library, of the same statements by hand, and of their ratio; every process starts cold, as the CDK CLI starts an app.\n');
  printTable([
    ['databases', 'construct ms', 'by hand', 'ratio', 'synth ms', 'by hand', 'ratio', 'together', 'peak MB', 'by hand', 'ratio', 'policies', 'by hand', 'at least'],
    ...results.map(([databases, pairs]) => {
      const [{ hand, library }] = pairs;
      return [
        databases.toLocaleString('en'), ...compared(pairs, construct), ...compared(pairs, synth), ratio(pairs, both), ...compared(pairs, memory),
        String(library.policies), String(hand.policies), String(library.fewestPolicies),
      ];
    }),
  ]);
  console.log('\nEach further database:');
  results.slice(1).forEach(([databases, pairs], index) => {
    const [fewer, before] = results[index];
    const slope = (variant: Variant) => ((of(pairs, variant, both) - of(before, variant, both)) / (databases - fewer) * 1000).toFixed(0);
    console.log(`  from ${fewer} to ${databases}: ${slope('library')} µs, by hand ${slope('hand')} µs`);
  });
  const all = results.flatMap(([, pairs]) => pairs);
  const load: Value = (measurement) => measurement.load;
  console.log(`\nTo load: aws-cdk-lib ${of(all, 'hand', load).toFixed(0)} ms, with the library ${of(all, 'library', load).toFixed(0)} ms`);
}

function main(): void {
  const source = readFileSync(join(__dirname, 'bench-app.ts'), 'utf8');
  const app = transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 } }).outputText;
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    measurePairs(app, folder, 1, 2); // so that the files are in memory
    report(SIZES.map(([databases, pairs]) => [databases, measurePairs(app, folder, databases, pairs)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main();
