const { createEmptyTestResult } = require('@jest/test-result');
const { default: circus } = require('jest-circus/runner');
const { hasNoticed } = require('./quickest-first');

/** jest takes a file without a test for an error. */
const LEFT_OUT = {
  ...createEmptyTestResult(),
  numPendingTests: 1,
  testResults: [{ title: 'left out', fullName: 'left out', ancestorTitles: [], status: 'pending', failureMessages: [], failureDetails: [], numPassingAsserts: 0 }],
};

let mutant;
let noticed = false;

/** One test that notices a change is enough: the others, and their files, are left out. Stryker's runner for jest has no such thing. */
module.exports = async function run(globalConfig, config, environment, runtime, testPath, ...rest) {
  const active = process.env.__STRYKER_ACTIVE_MUTANT__;
  if (active === undefined) {
    return circus(globalConfig, config, environment, runtime, testPath, ...rest); // no change yet: Stryker looks which test runs which code
  }
  if (active !== mutant) {
    [mutant, noticed] = [active, false];
  }
  if (noticed) {
    return LEFT_OUT;
  }
  const handle = environment.handleTestEvent?.bind(environment);
  environment.handleTestEvent = async (event, state) => {
    if (event.name === 'test_done' && event.test.errors.length > 0) {
      noticed = true;
    } else if (event.name === 'test_start' && noticed) {
      event.test.mode = 'skip';
    }
    await handle?.(event, state);
  };
  const result = await circus(globalConfig, config, environment, runtime, testPath, ...rest);
  noticed ||= result.testExecError !== undefined && result.testExecError !== null;
  if (noticed) {
    hasNoticed(testPath);
  }
  return result;
};
