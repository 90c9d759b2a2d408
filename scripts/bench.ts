// Compares the library with the same permissions by hand: `npx projen bench`, or `npx tsx scripts/bench.ts [scenario ...] [rounds]` once it is
// compiled. No number makes it fail: machines differ.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import type { Measurement } from './bench/process';
import { SCENARIOS } from './bench/scenarios';
import { exponentOf, median } from './bench/statistics';
import type { Variant } from './bench/variants';

const VARIANTS: readonly Variant[] = ['library', 'hand', 'resources', 'json'];
const ROUNDS = 9;
const SOURCES = join(__dirname, 'bench');
const LIBRARY = join(__dirname, '..', 'bundle');

/** One process of each variant, one right after the other, so that they meet the same machine. */
type Round = Record<Variant, Measurement>;
type Value = (measurement: Measurement) => number;

function measureRound(folder: string, scenario: string, size: number, round: number): Round {
  const measure = (variant: Variant): [Variant, Measurement] => {
    const output = mkdtempSync(join(folder, 'app-'));
    const parameters = [join(folder, 'process.js'), variant, scenario, String(size), LIBRARY, output];
    const { status, stdout, stderr } = spawnSync(process.execPath, parameters, {
      encoding: 'utf8',
      // newer versions of aws-cdk-lib check every template, which takes longer than all the rest
      env: { ...process.env, NODE_PATH: join(__dirname, '..', 'node_modules'), CDK_VALIDATION: 'false' },
    });
    rmSync(output, { recursive: true });
    if (status !== 0) {
      throw new Error(`${variant}, ${size} ${scenario}: ${stderr}`);
    }
    return [variant, JSON.parse(stdout)];
  };
  const order = VARIANTS.map((_, index) => VARIANTS[(index + round) % VARIANTS.length]); // none always after the same one
  const measurements = Object.fromEntries(order.map(measure)) as Round;
  if (new Set(VARIANTS.map((variant) => measurements[variant].fingerprint)).size > 1) {
    throw new Error(`${size} ${scenario}: the variants allow different things, so that there is nothing to compare`);
  }
  return measurements;
}

const work: Value = ({ construct, synth }) => construct + synth;
const values: { readonly [column: string]: Value } = {
  'construct': ({ construct }) => construct,
  'synth': ({ synth }) => synth,
  'together': work,
  'with loading': (measurement) => measurement.load + work(measurement),
  'peak MB': ({ memory }) => memory,
};

const of = (rounds: readonly Round[], variant: Variant, value: Value) => median(rounds.map((round) => value(round[variant])));
const ratio = (rounds: readonly Round[], variant: Variant, value: Value) =>
  median(rounds.map((round) => value(round[variant]) / value(round.hand))).toFixed(2);

function row(size: number, rounds: readonly Round[]): string[] {
  const [{ library, hand }] = rounds;
  return [
    size.toLocaleString('en'),
    ...Object.values(values).flatMap((value) => {
      const [ours, byHand] = [of(rounds, 'library', value), of(rounds, 'hand', value)];
      return [ours.toFixed(0), byHand.toFixed(0), ratio(rounds, 'library', value)];
    }),
    ratio(rounds, 'resources', work), ratio(rounds, 'json', work),
    `${library.policies} ${hand.policies} ${library.fewestPolicies}`,
  ];
}

function printTable(rows: readonly string[][]): void {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  rows.forEach((cells) => console.log(cells.map((cell, column) => cell.padStart(widths[column])).join('  ')));
}

function run(folder: string, scenario: string, count: number): void {
  const measured = (size: number) => Array.from({ length: count }, (_, round) => measureRound(folder, scenario, size, round));
  const results = SCENARIOS[scenario].sizes.map((size) => [size, measured(size)] as const);
  printTable([
    [scenario, ...Object.keys(values).flatMap((name) => [name, 'by hand', 'ratio']), 'L1', 'JSON', 'policies, by hand, at least'],
    ...results.map(([size, rounds]) => row(size, rounds)),
  ]);
  const exponent = (variant: Variant) => exponentOf(results.map(([size, rounds]) => [size, of(rounds, variant, work)])).toFixed(2);
  console.log(`grows with an exponent of ${exponent('library')}, by hand ${exponent('hand')}\n`);
}

function main([...names]: string[]): void {
  const rounds = Number(names.find((name) => /^\d+$/.test(name)) ?? ROUNDS);
  const chosen = names.filter((name) => name in SCENARIOS);
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    for (const file of readdirSync(SOURCES)) {
      const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
      const { outputText } = transpileModule(readFileSync(join(SOURCES, file), 'utf8'), { compilerOptions });
      writeFileSync(join(folder, `${basename(file, '.ts')}.js`), outputText);
    }
    console.log('Medians: milliseconds of CPU of the library and of the same permissions by hand (L2), and their ratio. "L1" and "JSON": construction\n'
      + 'and synthesis with nothing but resources, and without CDK, to by hand. Every process starts cold, as the CDK CLI starts an app.\n\n'
      + `Node ${process.version}, because versions of V8 compile differently\n`);
    measureRound(folder, 'databases', 1, 0); // so that the files are in memory
    (chosen.length === 0 ? Object.keys(SCENARIOS) : chosen).forEach((scenario) => run(folder, scenario, rounds));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

main(process.argv.slice(2));
