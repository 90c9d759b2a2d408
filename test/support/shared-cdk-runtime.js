const { default: Runtime } = require('jest-runtime');

/** These load one of their own: they tell it something by an environment variable, of which jest gives each file a copy, or leave something of it running. */
const ALONE = /\/test\/(docs\/examples|judges\/validation)\.test\.ts$/;

// what no-manifest-schema.ts does for a test file that loads aws-cdk-lib itself
const schema = require.resolve('@aws-cdk/cloud-assembly-schema', { paths: [require.resolve('aws-cdk-lib')] });
require(require.resolve('jsonschema', { paths: [schema] })).Validator.prototype.validate = () => ({ errors: [] });

/** Loads aws-cdk-lib once for each process, instead of once for each test file: a third of the time. */
module.exports = class SharedCdkRuntime extends Runtime {
  constructor(config, environment, resolver, transformer, cacheFS, coverageOptions, testPath, ...rest) {
    super(config, environment, resolver, transformer, cacheFS, coverageOptions, testPath, ...rest);
    this.isAlone = ALONE.test(testPath);
  }

  requireModuleOrMock(from, name) {
    return !this.isAlone && /^(aws-cdk-lib|constructs)(\/|$)/.test(name) ? require(name) : super.requireModuleOrMock(from, name);
  }
};
