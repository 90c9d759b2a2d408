// The same permissions in four ways: with the library, with the constructs of aws-cdk-lib, with its resources, and with nothing but JSON.
import type { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Agent, Database } from './scenarios';

export type Variant = 'library' | 'hand' | 'resources' | 'json';

/** What a process loads before it is measured. */
export interface Modules {
  readonly awsIam: typeof iam;
  readonly library?: typeof import('../../src');
}

/** Writes an agent into a stack. */
export type Write = (modules: Modules, stack: Stack, id: string, agent: Agent) => void;

/** As many as fit, whatever the partition: counted once, as people do. */
const RESOURCES_PER_POLICY = 64;
/** Of the lists, which are two statements a region. */
const REGIONS_PER_POLICY = 10;
const AGENT = 'ecs-tasks.amazonaws.com';

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: string;
  readonly Resource: string[];
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string } };
}

const withLibrary: Write = ({ awsIam, library }, stack, id, { databases }) => {
  const { TeleportDatabaseAccess, RdsDatabase } = library!;
  new TeleportDatabaseAccess(stack, `Access${id}`, {
    target: new awsIam.Role(stack, `Agent${id}`, { assumedBy: new awsIam.ServicePrincipal(AGENT) }),
    databases: databases.map(({ id: name, region, users }) => RdsDatabase.fromResourceId(name, { databaseUsers: [...users], region })),
  });
};

const byHand: Write = ({ awsIam }, stack, id, { databases }) => {
  const role = new awsIam.Role(stack, `Agent${id}`, { assumedBy: new awsIam.ServicePrincipal(AGENT) });
  for (const [index, statements] of policiesFor(databases, stack.partition, stack.account).entries()) {
    new awsIam.ManagedPolicy(stack, `Agent${id}Policy${index}`, {
      roles: [role],
      statements: statements.map(({ Sid, Action, Resource, Condition }) => new awsIam.PolicyStatement({
        sid: Sid, actions: [Action], resources: Resource, conditions: Condition,
      })),
    });
  }
};

const withResources: Write = ({ awsIam }, stack, id, { databases }) => {
  const role = new awsIam.CfnRole(stack, `Agent${id}`, { assumeRolePolicyDocument: trust() });
  for (const [index, Statement] of policiesFor(databases, stack.partition, stack.account).entries()) {
    new awsIam.CfnManagedPolicy(stack, `Agent${id}Policy${index}`, { roles: [role.ref], policyDocument: { Version: '2012-10-17', Statement } });
  }
};

export const WRITE: { readonly [variant in Exclude<Variant, 'json'>]: Write } = { library: withLibrary, hand: byHand, resources: withResources };

/** The template without CDK: nothing that writes templates takes less. */
export function templateOf(agents: readonly Agent[], account: string): object {
  const resources = agents.flatMap(({ databases }, id) => [
    [`Agent${id}`, { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust() } }],
    ...policiesFor(databases, '${AWS::Partition}', account).map((statements, index) => [`Agent${id}Policy${index}`, {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        Roles: [{ Ref: `Agent${id}` }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: statements.map(({ Resource, ...rest }) => ({ ...rest, Resource: Resource.map((arn) => arn === '*' ? arn : { 'Fn::Sub': arn }) })),
        },
      },
    }]),
  ]);
  return { Resources: Object.fromEntries(resources) };
}

function policiesFor(databases: readonly Database[], partition: string, account: string): Statement[][] {
  const arns = databases.flatMap(({ id, region, users }) =>
    users.map((user) => `arn:${partition}:rds-db:${region}:${account}:dbuser:${id}/${user}`));
  const regions = [...new Set(databases.map(({ region }) => region))];
  const listsOf = (region: string) => ['Instances', 'Clusters'].map((what) =>
    allow(`RDSDescribe${what}${region.replace(/-/g, '')}`, `rds:DescribeDB${what}`, ['*'], { StringEquals: { 'aws:RequestedRegion': region } }));
  const lists = regions.flatMap(listsOf);
  const policies = chunks(arns, RESOURCES_PER_POLICY).map((some) => [allow('RDSConnect', 'rds-db:connect', some)]);
  const [fewLists, ...manyLists] = chunks(lists, 2 * REGIONS_PER_POLICY);
  return regions.length > 1 ? [...policies, fewLists, ...manyLists] : [...policies.slice(0, -1), [...policies[policies.length - 1], ...fewLists]];
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

const allow = (Sid: string, Action: string, Resource: string[], Condition?: Statement['Condition']): Statement =>
  ({ Sid, Effect: 'Allow', Action, Resource, ...Condition && { Condition } });

const trust = () => ({
  Version: '2012-10-17',
  Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: AGENT } }],
});
