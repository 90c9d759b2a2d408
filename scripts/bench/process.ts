// One measurement, in a process of its own: `bench.ts` compiles this folder beforehand, so that nothing but Node, aws-cdk-lib and the compiled
// library takes part.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fewestPolicies, fingerprintOf, Resource } from './grants';
import { SCENARIOS, StackOfAgents } from './scenarios';
import { Modules, templateOf, Variant, WRITE } from './variants';

/** What the process reports; times in milliseconds of CPU, which other processes of the machine disturb less than those of a clock. */
export interface Measurement {
  readonly load: number;
  readonly construct: number;
  readonly synth: number;
  /** The most that the process had, in MB. */
  readonly memory: number;
  readonly policies: number;
  readonly fewestPolicies: number;
  readonly fingerprint: string;
}

/** aws-cdk-lib loads a class when it is first read. These are what every app with a policy reads, whoever reads them first. */
const READ_BY_ALL = { cdk: ['App', 'Stack', 'Stage', 'Aws'], iam: ['Role', 'ManagedPolicy', 'PolicyStatement', 'ServicePrincipal'] } as const;

type Phase = 'load' | 'construct' | 'synth';

/* eslint-disable @typescript-eslint/no-require-imports */
const loadCdk = (): typeof import('aws-cdk-lib') => require('aws-cdk-lib');
const loadIam = (): Modules['awsIam'] => require('aws-cdk-lib/aws-iam');
const loadLibrary = (path: string): Modules['library'] => require(path);
/* eslint-enable */

function measure(variant: Variant, stacks: readonly StackOfAgents[], library: string, folder: string): Measurement {
  const times: Partial<Record<Phase, number>> = {};
  const timed = <T>(phase: Phase, run: () => T): T => {
    const { user, system } = process.cpuUsage();
    const result = run();
    const after = process.cpuUsage();
    times[phase] = (after.user + after.system - user - system) / 1000;
    return result;
  };
  const templates = variant === 'json' ? measureJson(stacks, folder, timed) : measureCdk(variant, stacks, library, folder, timed);
  const memory = process.resourceUsage().maxRSS / 1024;
  const policies = templates.map(({ Resources }) => Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy'));
  return {
    load: times.load!,
    construct: times.construct!,
    synth: times.synth!,
    memory,
    policies: policies.flat().length,
    fewestPolicies: policies.reduce((sum, ofStack) => sum + fewestPolicies(ofStack), 0),
    fingerprint: fingerprintOf(policies.flat()),
  };
}

interface Template {
  readonly Resources: { readonly [id: string]: Resource };
}
type Timed = <T>(phase: Phase, run: () => T) => T;

type WithCdk = Exclude<Variant, 'json'>;

function measureCdk(variant: WithCdk, stacks: readonly StackOfAgents[], library: string, folder: string, timed: Timed): Template[] {
  const [cdk, modules] = timed('load', () => {
    const [loaded, awsIam] = [loadCdk(), loadIam()];
    READ_BY_ALL.cdk.forEach((name) => loaded[name]);
    READ_BY_ALL.iam.forEach((name) => awsIam[name]);
    return [loaded, { awsIam, library: variant === 'library' ? loadLibrary(library) : undefined }];
  });
  const [app, built] = timed('construct', () => {
    const whole = new cdk.App({ outdir: folder });
    return [whole, stacks.map(({ stage, account, agents }, index) => {
      const parent = stage === undefined ? whole : new cdk.Stage(whole, stage);
      const stack = new cdk.Stack(parent, `Stack${index}`, { env: { account, region: 'eu-west-1' } });
      agents.forEach((agent, id) => WRITE[variant](modules, stack, String(id), agent));
      return stack;
    })];
  });
  timed('synth', () => app.synth());
  return built.map((stack) => cdk.Stage.of(stack)!.synth().getStackArtifact(stack.artifactId).template);
}

function measureJson(stacks: readonly StackOfAgents[], folder: string, timed: Timed): Template[] {
  timed('load', () => undefined);
  const templates = timed('construct', () => stacks.map(({ agents, account }) => templateOf(agents, account) as Template));
  const write = (template: Template, index: number) => writeFileSync(join(folder, `${index}.json`), JSON.stringify(template, undefined, 1));
  timed('synth', () => templates.forEach(write));
  return templates;
}

const [, , variant, scenario, size, library, folder] = process.argv;
console.log(JSON.stringify(measure(variant as Variant, SCENARIOS[scenario].build(Number(size)), library, folder)));
