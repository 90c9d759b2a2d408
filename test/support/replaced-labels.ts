import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { IConstruct } from 'constructs';
import { roleIn, stackIn } from './template';
import { DatabaseType, TeleportAgentConfiguration, TeleportDatabaseAccess, TeleportDatabaseAccessProps } from '../../src';

export const JOIN = { proxyServer: 'example.teleport.sh:443', joinTokenName: 'agent' };
export const withGroup = (agent: TeleportAgentConfiguration) =>
  agent.teleportYaml({ ...JOIN, discoveryGroup: 'prod' });

export interface Selected {
  readonly declared?: Partial<TeleportDatabaseAccessProps>;
  readonly write?: (agent: TeleportAgentConfiguration) => unknown;
  readonly vpcId?: string;
}

/** What synthesis says of a database that an agent in the same stack may find. */
export function warnedOfLabels(
  define: (stack: Stack) => unknown, { declared, write = withGroup, vpcId }: Selected = {}, stack = stackIn(),
): string[] {
  const policy = new TeleportDatabaseAccess(stack, 'Access', {
    target: roleIn(stack), databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA], ...declared,
  });
  const vpc = vpcId === undefined ? undefined : ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId, availabilityZones: ['a'], region: 'eu-west-1' });
  write(new TeleportAgentConfiguration({ policies: [policy], vpc }));
  define(stack);
  return labelWarnings(stack);
}

export const labelWarnings = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('takes the place'))
  .map(({ entry }) => String(entry.data).split('. To acknowledge')[0]);

export const labelReplaced = (path: string, key: string, tag: string, selected: string) =>
  `${path} has ${tag} as its tag ${key}, which takes the place of the label ${key} that Teleport gives to what it finds: the Database Service of Stack/Access `
  + `selects ${key} ${selected}, and does not open what a Discovery Service finds here; tag with another key, or select by other labels with 'resourceLabels'`;

export const tagged = (tags: { [key: string]: string } = { region: 'emea' }) => Object.entries(tags).map(([key, value]) => ({ key, value }));
export const instanceIn = (scope: IConstruct, props: Partial<rds.CfnDBInstanceProps> = {}) =>
  new rds.CfnDBInstance(scope, 'Db', { engine: 'postgres', ...props });
export const instanceWith = (tags: { [key: string]: string }) => (stack: Stack) => instanceIn(stack, { tags: tagged(tags) });
