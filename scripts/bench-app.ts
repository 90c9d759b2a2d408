// One measurement, in a process of its own: an app that is written with the library, or by hand. `bench.ts` compiles this file beforehand, so that
// nothing but Node, aws-cdk-lib and the compiled library takes part, and gives the variant and the number of databases.
import { createHash } from 'node:crypto';
import type { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';

export type Variant = 'library' | 'hand';

/** What the process reports; times in milliseconds. */
export interface Measurement {
  readonly load: number;
  readonly construct: number;
  readonly synth: number;
  /** The most that the process had, in MB. */
  readonly memory: number;
  readonly policies: number;
  /** No way to divide the statements needs fewer. */
  readonly fewestPolicies: number;
  /** Stands for which role may do what on what, however that is divided into policies. */
  readonly fingerprint: string;
}

const MANAGED_POLICY = 6144;
const DATABASES_PER_ROLE = 500;
/** As many as fit, whatever the partition: counted once, as people do. */
const DATABASES_PER_POLICY = 64;
const USER = 'teleport';

function measure(variant: Variant, databases: number): Measurement {
  const start = performance.now();
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { App, Stack: CdkStack }: typeof import('aws-cdk-lib') = require('aws-cdk-lib');
  const awsIam: typeof iam = require('aws-cdk-lib/aws-iam');
  const library: typeof import('../src') | undefined = variant === 'library' ? require('../lib') : undefined;
  /* eslint-enable */
  const loaded = performance.now();

  const app = new App();
  const stack = new CdkStack(app, 'Bench', { env: { account: '123456789012', region: 'eu-west-1' } });
  for (let first = 0; first < databases; first += DATABASES_PER_ROLE) {
    const role = new awsIam.Role(stack, `Agent${first}`, { assumedBy: new awsIam.ServicePrincipal('ecs-tasks.amazonaws.com') });
    const ids = Array.from({ length: Math.min(DATABASES_PER_ROLE, databases - first) }, (_, index) => `db-${String(first + index).padStart(26, 'A')}`);
    if (library === undefined) {
      policiesByHand(awsIam, stack, role, ids);
    } else {
      new library.TeleportDatabaseAccess(stack, `Access${first}`, {
        target: role,
        databases: ids.map((id) => library.RdsDatabase.fromResourceId(id, { databaseUsers: [USER] })),
      });
    }
  }
  const constructed = performance.now();
  const assembly = app.synth();
  const synthesized = performance.now();
  const memory = process.resourceUsage().maxRSS / 1024;

  const resources: Resource[] = Object.values(assembly.getStackByName('Bench').template.Resources);
  const policies = resources.filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy');
  const grants = policies.flatMap(grantsOf);
  return {
    load: loaded - start,
    construct: constructed - loaded,
    synth: synthesized - constructed,
    memory,
    policies: policies.length,
    fewestPolicies: [...grouped(grants, ({ role }) => role).values()].reduce((sum, ofRole) => sum + fewestPoliciesFor(ofRole), 0),
    fingerprint: createHash('sha256').update(grants.map((grant) => JSON.stringify(grant)).sort().join('\n')).digest('hex'),
  };
}

function policiesByHand(awsIam: typeof iam, stack: Stack, role: iam.Role, ids: string[]): void {
  for (let first = 0; first < ids.length; first += DATABASES_PER_POLICY) {
    const isLast = first + DATABASES_PER_POLICY >= ids.length;
    new awsIam.ManagedPolicy(stack, `${role.node.id}Policy${first}`, {
      roles: [role],
      statements: [
        new awsIam.PolicyStatement({
          sid: 'RDSConnect',
          actions: ['rds-db:connect'],
          resources: ids.slice(first, first + DATABASES_PER_POLICY)
            .map((id) => `arn:${stack.partition}:rds-db:${stack.region}:${stack.account}:dbuser:${id}/${USER}`),
        }),
        ...isLast ? ['Instances', 'Clusters'].map((what) => new awsIam.PolicyStatement({
          sid: `RDSDescribe${what}`,
          actions: [`rds:DescribeDB${what}`],
          resources: ['*'],
          conditions: { StringEquals: { 'aws:RequestedRegion': stack.region } },
        })) : [],
      ],
    });
  }
}

interface Resource {
  readonly Type: string;
  readonly Properties: { readonly Roles: unknown[]; readonly PolicyDocument: { readonly Statement: { readonly Resource: unknown }[] } };
}

/** One resource of one statement. */
interface Grant {
  readonly role: string;
  readonly statement: string;
  readonly resource: string;
}

function grantsOf({ Properties: { Roles, PolicyDocument } }: Resource): Grant[] {
  return PolicyDocument.Statement.flatMap(({ Resource, ...statement }) => [Resource].flat().map((resource) => ({
    role: JSON.stringify(Roles),
    statement: JSON.stringify(statement),
    resource: arnOf(resource),
  })));
}

/** The partition, all that is open in these ARNs, is filled with the longest that there is. */
function arnOf(resource: any): string {
  return typeof resource === 'string' ? resource : resource['Fn::Join'][1].map((part: unknown) => typeof part === 'string' ? part : 'aws-us-gov').join('');
}

/** As if one policy had all of it, and nothing were lost where it is divided. */
function fewestPoliciesFor(grants: Grant[]): number {
  const frame = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  const Statement = [...grouped(grants, ({ statement }) => statement)].map(([statement, ofStatement]) =>
    ({ ...JSON.parse(statement), Resource: ofStatement.map(({ resource }) => resource) }));
  return Math.ceil((JSON.stringify({ Version: '2012-10-17', Statement }).length - frame.length) / (MANAGED_POLICY - frame.length));
}

function grouped<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  items.forEach((item) => groups.set(keyOf(item), [...groups.get(keyOf(item)) ?? [], item]));
  return groups;
}

const [, variant, databases] = process.argv;
console.log(JSON.stringify(measure(variant as Variant, Number(databases))));
