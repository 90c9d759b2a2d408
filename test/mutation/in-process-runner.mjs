// Runs the tests for Stryker: in one process, and only until one of them notices.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus, determineHitLimitReached } from '@stryker-mutator/api/test-runner';

const { load } = createRequire(import.meta.url)('./load-tests.cjs');

/** They take seconds, compile code, or read what a changed library does not change. */
const LEFT_OUT = /^(proof|cli|docs|deploy|mutation|properties)\/|^judges\/(cdk-nag|validation)|\/temporary-folder/;
const TEST_FILES = readdirSync('test', { recursive: true }).filter((file) => file.endsWith('.test.ts') && !LEFT_OUT.test(file));

const stryker = globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};

class InProcessRunner {
  /** The tests by id, each file with a library of its own, as in jest. */
  tests = new Map();
  /** For each file, the changes that it meets while it is loaded, before its first test. */
  metByLoading = new Map();
  /** The tests that noticed a change, the latest first: changes come in the order of the code, and the next one is near. */
  noticed = [];

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    process.env.CDK_VALIDATION = 'false'; // as test/support/global-setup.ts
    this.folder = mkdtempSync(join(tmpdir(), 'mutation-'));
    this.useFolder('loaded'); // what a file writes while it is loaded stays
    for (const file of TEST_FILES.map((name) => resolve('test', name))) {
      stryker.currentTestId = file;
      load(file).forEach((test) => this.tests.set(test.id, test));
      this.metByLoading.set(file, stryker.mutantCoverage?.perTest[file] ?? {});
    }
    for (const file of this.metByLoading.keys()) { // in place, since each loaded module holds the object
      Object.assign(stryker.mutantCoverage?.static ?? {}, this.metByLoading.get(file));
      delete stryker.mutantCoverage?.perTest[file];
    }
    this.useFolder('run');
  }

  dispose() {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async dryRun() {
    const tests = [];
    for (const test of this.tests.values()) {
      stryker.currentTestId = test.id;
      const failure = await failureOf(test);
      const common = { id: test.id, name: test.id, timeSpentMs: Math.round(test.time), fileName: test.file };
      tests.push(failure === undefined ? { ...common, status: TestStatus.Success } : { ...common, status: TestStatus.Failed, failureMessage: failure });
    }
    stryker.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant: { id }, testFilter = [...this.tests.keys()], hitLimit }) {
    Object.assign(stryker, { hitLimit, hitCount: hitLimit ? 0 : undefined });
    try {
      return await this.lookForNotice(id, testFilter) ?? { status: MutantRunStatus.Survived, nrOfTests: testFilter.length };
    } finally {
      stryker.activeMutant = undefined;
      readdirSync(process.env.TMPDIR).forEach((name) => rmSync(join(process.env.TMPDIR, name), { recursive: true, force: true }));
    }
  }

  /** First with what is loaded. What a test noticed there must be noticed anew, since a cache may remember an earlier change. */
  async lookForNotice(mutant, ids) {
    stryker.activeMutant = mutant;
    const again = new Set();
    for (const test of this.inOrder(ids)) {
      if (again.has(test.file) || await failureOf(test) === undefined) {
        continue;
      }
      const result = this.limitReached() ?? await this.runAnew(test.file, new Set([test.id]));
      if (result !== undefined) {
        return result;
      }
      again.add(test.file);
    }
    const files = new Set(ids.map((id) => this.tests.get(id).file));
    for (const file of files) {
      const result = again.has(file) || mutant in this.metByLoading.get(file) ? await this.runAnew(file, new Set(ids)) : undefined;
      if (result !== undefined) {
        return result;
      }
    }
    return undefined;
  }

  async runAnew(file, ids) {
    let tests;
    try {
      tests = load(file);
    } catch (error) {
      return this.limitReached() ?? killed(file, error);
    }
    for (const test of tests.filter(({ id }) => ids.has(id))) {
      const failure = await failureOf(test);
      if (failure !== undefined) {
        this.noticed = [test.id, ...this.noticed.filter((id) => id !== test.id)];
        return this.limitReached() ?? killed(test.id, failure);
      }
    }
    return undefined;
  }

  /** Those that noticed a change of late, then the quickest. */
  inOrder(ids) {
    const rank = new Map(this.noticed.map((id, index) => [id, index - this.noticed.length]));
    const place = ({ id, time = 0 }) => rank.get(id) ?? time;
    return ids.map((id) => this.tests.get(id)).sort((one, other) => place(one) - place(other));
  }

  limitReached() {
    return determineHitLimitReached(stryker.hitCount, stryker.hitLimit);
  }

  useFolder(name) {
    process.env.TMPDIR = join(this.folder, name);
    mkdirSync(process.env.TMPDIR);
  }
}

async function failureOf(test) {
  const start = performance.now();
  try {
    await test.run();
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    test.time = performance.now() - start; // in milliseconds
  }
}

const killed = (test, failure) => ({ status: MutantRunStatus.Killed, killedBy: [test], failureMessage: String(failure), nrOfTests: 1 });

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
