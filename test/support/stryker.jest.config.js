// The tests that mutation testing repeats thousands of times: without those that take seconds, compile code or read documents.
const { jest } = require('../../package.json');

const SLOW = ['/test/proof/', '/test/properties', '/test/cdk-nag', '/test/validation', '/docs\\.test', 'examples\\.test', 'package\\.test', 'doc-comments'];

module.exports = {
  ...jest,
  rootDir: '../..',
  collectCoverage: false,
  reporters: [],
  // a file takes hours with all tests, and minutes with those that are about it: MUTATION_TESTS='pack|limits' npx projen mutation --mutate src/private/pack.ts
  testMatch: process.env.MUTATION_TESTS?.split('|').map((name) => `<rootDir>/test/${name}.test.ts`) ?? jest.testMatch,
  transform: { '^.+\\.[t]sx?$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', diagnostics: false, isolatedModules: true }] },
  testPathIgnorePatterns: ['/node_modules/', ...SLOW],
};
