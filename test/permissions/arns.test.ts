import { App, Aws, aws_iam as iam, aws_kms as kms, Stack } from 'aws-cdk-lib';
import {
  AssumedRole, OpenSearchDatabase, RdsDatabase, SecretStore, TeleportDatabaseAccess, TeleportDatabaseAccessProps, TeleportDatabasePermissionsBoundary,
  TeleportRdsConnectPolicy,
} from '../../src';
import { roleIn, stackIn } from '../support/template';

const GOV = { account: '123456789012', region: 'us-gov-west-1' };
const reader = { databaseUsers: ['reader'] };

function access(props: (stack: Stack) => Partial<TeleportDatabaseAccessProps>) {
  const stack = stackIn(GOV);
  new TeleportDatabaseAccess(stack, 'Teleport', { target: iam.Role.fromRoleName(stack, 'Agent', 'agent'), databases: [RdsDatabase.any(reader)], ...props(stack) });
}

describe('everything is in the partition of the stack', () => {
  interface Case {
    readonly prop: string;
    readonly props: (partition: string) => (stack: Stack) => Partial<TeleportDatabaseAccessProps>;
    readonly got: string;
  }
  const role = (partition: string, stack: Stack) => iam.Role.fromRoleArn(stack, 'Other', `arn:${partition}:iam::123456789012:role/other`);
  const CASES: Case[] = [
    { prop: 'target', props: (partition) => (stack) => ({ target: role(partition, stack) }), got: 'arn:aws:iam::123456789012:role/other' },
    {
      prop: 'assumedRoles',
      got: 'arn:aws:iam::123456789012:role/other',
      props: (partition) => (stack) => ({ assumedRoles: [AssumedRole.fromRole(role(partition, stack))] }),
    },
    {
      prop: 'databaseRoles',
      got: 'arn:aws:iam::123456789012:role/other',
      props: (partition) => (stack) => ({
        databases: [OpenSearchDatabase.fromDomainName('orders', { databaseRoles: [AssumedRole.fromRole(role(partition, stack))] })],
      }),
    },
    {
      prop: 'assumedRole',
      got: 'arn:aws:iam::123456789012:role/other',
      props: (partition) => (stack) => ({
        databases: [RdsDatabase.fromResourceId('db-ORDERS', { ...reader, assumedRole: AssumedRole.fromRole(role(partition, stack)) })],
      }),
    },
    {
      prop: 'encryptionKey',
      got: 'arn:aws:kms:us-gov-west-1:123456789012:key/0',
      props: (partition) => (stack) => ({
        secretStores: [SecretStore.of('team', { encryptionKey: kms.Key.fromKeyArn(stack, 'Other', `arn:${partition}:kms:us-gov-west-1:123456789012:key/0`) })],
      }),
    },
  ];
  test.each(CASES)('$prop', ({ prop, props, got }) => {
    expect(() => access(props('aws'))).toThrow(new Error(`'${prop}' must be in aws-us-gov, the partition of Stack; got Stack/Other, ${got}`));
    expect(() => access(props('aws-us-gov'))).not.toThrow();
    expect(() => access(props(Aws.PARTITION))).not.toThrow();
  });
});

describe('a boundary is in the account of its policies', () => {
  const build = (account: string) => {
    const app = new App();
    const stack = stackIn(undefined, 'Stack', app);
    const other = stackIn({ account, region: 'us-east-1' }, 'Other', app);
    const policy = new TeleportRdsConnectPolicy(other, 'Policy', { target: roleIn(other), databases: [RdsDatabase.any(reader)] });
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [policy] });
  };
  test('one of another account is refused', () => {
    expect(() => build('999999999999')).toThrow(new Error('\'policies\' must be in the account of Stack, 123456789012, because a boundary limits identities of its own account; '
      + 'got Other/Policy in 999999999999; define the boundary in a stack of account 999999999999'));
  });
  test('one of another stack of the account passes', () => {
    expect(() => build('123456789012')).not.toThrow();
  });
});

describe('the role of a StackSet is one of many accounts', () => {
  class StackSetStack extends Stack {
    public readonly templateFile = 'Hub.stackset.template.json';
  }
  const build = (spokeIn: (hub: Stack) => Stack) => {
    const hub = new Stack(new App(), 'Hub');
    const role = roleIn(spokeIn(hub), 'Access', { roleName: 'access' });
    new TeleportDatabaseAccess(hub, 'Teleport', { target: roleIn(hub), assumedRoles: [AssumedRole.fromRole(role)] });
  };
  test('is refused, as its ARN would be that of a role of the hub\'s own account', () => {
    expect(() => build((hub) => new StackSetStack(hub, 'Spoke'))).toThrow(new Error('\'assumedRoles\' must name roles of accounts that the app knows; got Hub/Spoke/Access in '
      + 'Hub/Spoke, whose template is deployed by others; use AssumedRole.inOrganization(), or import the role of each account by its ARN'));
  });
  test('that of another stack of the app passes', () => {
    expect(() => build((hub) => new Stack(hub, 'Spoke'))).not.toThrow();
  });
});
