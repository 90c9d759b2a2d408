// The tests that mutation testing repeats thousands of times: without those that take seconds, compile code or read documents.
const { jest } = require('../../package.json');

module.exports = {
  ...jest,
  rootDir: '../..',
  collectCoverage: false,
  reporters: [],
  transform: { '^.+\\.[t]sx?$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', diagnostics: false, isolatedModules: true }] },
  testPathIgnorePatterns: ['/node_modules/', '/test/proof/', '/test/properties', '/test/cdk-nag', '/test/validation', '/docs\\.test', 'examples\\.test', 'package\\.test', 'doc-comments'],
};
