// How mutation testing runs the tests, thousands of times: in one process, and only until one of them notices.
const { jest } = require('../../package.json');

/** They take seconds, compile code, or read what a changed library does not change. */
const LEFT_OUT = ['/test/proof/', '/test/properties', '/test/judges/(cdk-nag|validation)', '/temporary-folder', '/docs\\.test', 'examples\\.test', '/test/docs/', '/test/cli/'];

module.exports = {
  ...jest,
  rootDir: '../..',
  reporters: [],
  runtime: '<rootDir>/test/mutation/shared-cdk-runtime.js',
  testRunner: '<rootDir>/test/mutation/jest-circus-until-failure.js', // Stryker wants 'jest-circus' in its name
  testSequencer: '<rootDir>/test/mutation/quickest-first.js',
  testPathIgnorePatterns: ['/node_modules/', ...LEFT_OUT],
};
