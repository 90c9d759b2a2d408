const { dirname, join } = require('node:path');
const { default: Runtime } = require('jest-runtime');

// what test/support/no-manifest-schema.ts does for the other tests
const schema = join(dirname(require.resolve('@aws-cdk/cloud-assembly-schema')), '..', 'node_modules', 'jsonschema');
require(schema).Validator.prototype.validate = () => ({ errors: [] });

/** Loads aws-cdk-lib once, instead of once for each test file. */
module.exports = class SharedCdkRuntime extends Runtime {
  requireModuleOrMock(from, name) {
    return /^(aws-cdk-lib|constructs)(\/|$)/.test(name) ? require(name) : super.requireModuleOrMock(from, name);
  }
};
