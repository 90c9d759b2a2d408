// Unpacks the packages in `dist`, and compares what they say of themselves with what it must be: `tsx scripts/package-metadata.ts python go`.
import { deepStrictEqual } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DESCRIPTION = 'The AWS permissions of Teleport\'s Database Service and Discovery Service as AWS CDK constructs: '
  + 'least privilege by default, Teleport\'s documented policies on request';
const HOMEPAGE = 'https://constructs.dev/packages/cdk-teleport-database-access';
const REPOSITORY = 'https://github.com/cdk-teleport-database-access/cdk-teleport-database-access.git';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const run = (command: string, ...args: string[]) => execFileSync(command, args, { encoding: 'utf8' });
const fileIn = (folder: string, ending: string) => join(folder, readdirSync(folder).find((name) => name.endsWith(ending))!);
const inTar = (archive: string, path: string) => run('tar', '-xzOf', archive, path);
const inZip = (archive: string, ending: string) => run('python3', '-c', `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    print(archive.read(next(name for name in archive.namelist() if name.endswith(sys.argv[2]))).decode(), end='')`, archive, ending);
const inXml = (text: string, element: string) => new RegExp(`<${element}(?: [^>]*)?>([^<]*)</${element}>`).exec(text)?.[1];

/** What each says, and what it must say. */
const PACKAGES: { readonly [language: string]: () => readonly [said: object, expected: object] } = {
  typescript: () => {
    const archive = fileIn('dist/js', '.tgz');
    const { name, homepage, repository, license, stability, keywords, engines, peerDependencies, dependencies } =
      JSON.parse(inTar(archive, 'package/package.json'));
    return [
      { name, homepage, repository, license, stability, keywords, engines, peerDependencies, dependencies },
      {
        name: 'cdk-teleport-database-access',
        homepage: HOMEPAGE,
        repository: { type: 'git', url: REPOSITORY },
        license: 'Apache-2.0',
        stability: 'experimental',
        keywords: ['aws', 'aws-iam', 'awscdk', 'cdk', 'database', 'least-privilege', 'teleport'],
        engines: { node: '>= 20.16.0' },
        peerDependencies: { 'aws-cdk-lib': '^2.220.0', 'constructs': '^10.4.2' },
        dependencies: undefined,
      },
    ];
  },
  python: () => {
    const [head] = inZip(fileIn('dist/python', '.whl'), '/METADATA').split('\n\n');
    const said = (key: string) => head.split('\n').filter((line) => line.startsWith(`${key}: `)).map((line) => line.slice(key.length + 2));
    return [
      {
        ...Object.fromEntries(['Name', 'Summary', 'Home-page', 'Project-URL', 'License', 'Requires-Dist', 'Description-Content-Type'].map((key) => [key, said(key)])),
        Classifier: said('Classifier').filter((classifier) => /^(Development Status|Framework|Topic|License|Typing)/.test(classifier)),
      },
      {
        'Name': ['cdk-teleport-database-access'],
        'Summary': [DESCRIPTION],
        'Home-page': [HOMEPAGE],
        'Project-URL': [`Source, ${REPOSITORY}`],
        'License': ['Apache-2.0'],
        'Requires-Dist': ['aws-cdk-lib <3.0.0,>=2.220.0', 'constructs <11.0.0,>=10.4.2', 'jsii <2.0.0,>=1.140.0', 'publication >=0.0.3'],
        'Description-Content-Type': ['text/markdown'],
        'Classifier': [
          'Typing :: Typed',
          'Development Status :: 4 - Beta',
          'License :: OSI Approved',
          'Framework :: AWS CDK',
          'Framework :: AWS CDK :: 2',
          'Topic :: Security',
          'Topic :: System :: Systems Administration :: Authentication/Directory',
        ],
      },
    ];
  },
  java: () => {
    const folder = `dist/java/io/github/cdkteleport/cdk-teleport-database-access/${version}`;
    const pom = readFileSync(fileIn(folder, '.pom'), 'utf8');
    const dependencies = [...pom.matchAll(/<artifactId>([\w.-]+)<\/artifactId>\s*<version>(\[.+)<\/version>/g)].map(([, artifact, range]) => `${artifact} ${range}`);
    return [
      {
        description: inXml(pom, 'description'),
        homepage: inXml(pom, 'url'),
        license: /<license>\s*<name>([^<]*)/.exec(pom)?.[1],
        dependencies,
        jars: readdirSync(folder).filter((name) => name.endsWith('.jar')).sort(),
      },
      {
        description: DESCRIPTION,
        homepage: HOMEPAGE,
        license: 'Apache License 2.0',
        dependencies: [
          'aws-cdk-lib [2.220.0,3.0.0)', 'constructs [10.4.2,11.0.0)', 'jsii-runtime [1.140.0,2.0.0)',
          'annotations [16.0.3,20.0.0)', 'javax.annotation-api [1.3.2,1.4.0)', // while it compiles
        ],
        jars: ['-javadoc', '-sources', ''].map((kind) => `cdk-teleport-database-access-${version}${kind}.jar`),
      },
    ];
  },
  go: () => {
    const folder = 'dist/go/cdkteleportdatabaseaccess';
    const text = (name: string) => readFileSync(join(folder, name), 'utf8');
    return [
      {
        module: /^module (.+)$/m.exec(text('go.mod'))?.[1],
        requires: [...text('go.mod').matchAll(/^\t(github\.com\/aws\/\S+ \S+)$/gm)].map(([, requirement]) => requirement).sort(),
        license: text('LICENSE').includes('Apache License'),
        readme: text('README.md'),
      },
      {
        module: 'github.com/cdk-teleport-database-access/cdk-teleport-database-access-go/cdkteleportdatabaseaccess',
        requires: [
          'github.com/aws/aws-cdk-go/awscdk/v2 v2.220.0', 'github.com/aws/constructs-go/constructs/v10 v10.4.2', 'github.com/aws/jsii-runtime-go v1.140.0',
        ],
        license: true,
        readme: readFileSync('examples/go/README.md', 'utf8'),
      },
    ];
  },
  csharp: () => {
    const nuspec = inZip(fileIn('dist/dotnet', '.nupkg'), '.nuspec');
    const dependencies = [...nuspec.matchAll(/<dependency id="(.+?)" version="(.+?)"/g)].map(([, id, range]) => `${id} ${range.replace(/ /g, '')}`).sort();
    return [
      {
        id: inXml(nuspec, 'id'),
        description: inXml(nuspec, 'description'),
        license: inXml(nuspec, 'license'),
        tags: inXml(nuspec, 'tags'),
        repository: nuspec.includes(REPOSITORY),
        dependencies,
      },
      {
        id: 'CdkTeleport.DatabaseAccess',
        description: `${DESCRIPTION} (Stability: Experimental)`,
        license: 'Apache-2.0',
        tags: 'aws aws-iam awscdk cdk database least-privilege teleport',
        repository: true,
        dependencies: ['Amazon.CDK.Lib [2.220.0,3.0.0)', 'Amazon.JSII.Runtime [1.140.0,2.0.0)', 'Constructs [10.4.2,11.0.0)'],
      },
    ];
  },
};

for (const language of process.argv.slice(2)) {
  const [said, expected] = PACKAGES[language]();
  deepStrictEqual(said, expected);
  console.log(`${language}: the package says what it must`);
}
