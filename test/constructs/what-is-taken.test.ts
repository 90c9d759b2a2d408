import { App, aws_iam as iam, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  AssumedRole, DatabaseProtocol, DatabaseType, RdsDatabase, RedshiftDatabase, TeleportAgentConfiguration, TeleportAgentPrincipal,
  TeleportDatabaseAccess, TeleportDatabaseAccessProps, TeleportDatabasePermissionsBoundary, TeleportReadyDatabases,
} from '../../src';
import { synthesisErrors } from '../support/synthesis-errors';
import { logicalIdsOf, resourcesOf, roleIn, stackIn } from '../support/template';

const reader = { databaseUsers: ['reader'] };
const roleOf = (stack: Stack, arn = 'arn:aws:iam::123456789012:role/agent') => iam.Role.fromRoleArn(stack, 'Imported', arn);

function access(props: Partial<TeleportDatabaseAccessProps> = {}, stack = stackIn()): TeleportDatabaseAccess {
  return new TeleportDatabaseAccess(stack, 'Teleport', { target: roleIn(stack), databases: [RdsDatabase.any(reader)], ...props });
}

test('what the app does to its lists afterwards changes neither the policy nor the configuration', () => {
  const build = (change: boolean) => {
    const databaseTypes = [DatabaseType.RDS, DatabaseType.AURORA];
    const [regions, users, names, where] = [['eu-west-1'], ['reader'], ['sales'], ['eu-west-1']];
    const databaseTags = { env: ['prod'] };
    const labels: { [key: string]: string } = { env: 'prod' };
    const databases = [
      RdsDatabase.any({ databaseUsers: users, regions: where }),
      RedshiftDatabase.fromClusterIdentifier('dwh', {
        databaseUsers: users, databaseNames: names, registration: { host: 'dwh.abc.eu-west-1.redshift.amazonaws.com', labels },
      }),
    ];
    const policy = access({ databaseTypes, regions, databaseTags, databases, allowDatabaseModification: true });
    if (change) {
      databaseTypes.push(DatabaseType.REDSHIFT);
      [regions, users, names, where, databaseTags.env].forEach((list) => list.push('*'));
      databases.pop();
      labels.team = 'other';
    }
    const agent = new TeleportAgentConfiguration({ policies: [policy] });
    return {
      template: Template.fromStack(Stack.of(policy)).toJSON(),
      configuration: [agent.dbService(), agent.databases(), agent.role({ name: 'reader', databaseLabels: { env: ['prod'] }, databaseNames: ['*'] })].map(({ content }) => content),
    };
  };
  expect(build(true)).toEqual(build(false));
});

describe('null says nothing', () => {
  test.each(['databaseTags', 'policyName', 'path', 'regions', 'selfGrant', 'inline', 'assumedRoles'])('%s', (prop) => {
    expect(() => access({ [prop]: null })).toThrow(new Error(`'${prop}' must have a value; got null; leave it out for the default`));
    expect(() => access({ [prop]: undefined })).not.toThrow();
  });
  test('the role before a database', () => {
    expect(() => RdsDatabase.fromResourceId('db-ABC', { ...reader, assumedRole: null as any })).toThrow('\'assumedRole\' must have a value; got null');
    expect(() => RdsDatabase.any({ ...reader, assumedRole: null as any })).toThrow('\'assumedRole\' must have a value; got null');
  });
});

test('a key that JavaScript drops when it copies an object is refused, as the configuration would select all databases', () => {
  const tags = (key: string) => access({ databaseTypes: [DatabaseType.RDS], databaseTags: JSON.parse(`{"${key}":["prod"]}`) });
  expect(() => tags('__proto__')).toThrow('\'databaseTags\' must have tag keys of 1 to 128 letters');
  expect(() => tags('_proto_')).not.toThrow();
});

test.each(['labels', 'dynamicLabels', 'resourceLabels', 'databaseLabels'])('so is one of %s', (prop) => {
  const write = (key: string) => {
    const given = (value: any): any => Object.fromEntries([[key, value], ['env', value]]);
    const registration = { labels: { labels: given('a') }, dynamicLabels: { dynamicLabels: given({ command: ['a'], period: Duration.hours(1) }) } }[prop] ?? {};
    const orders = { name: 'orders', host: 'orders.example.com', protocol: DatabaseProtocol.MYSQL, ...registration };
    const agent = new TeleportAgentConfiguration({
      policies: [access({ databases: [RdsDatabase.fromResourceId('db-ABC', { ...reader, registration: orders })] })],
    });
    agent.dbService(prop === 'resourceLabels' ? { resourceLabels: given(['a']) } : {});
    agent.role({ name: 'dba', databaseNames: ['*'], databaseLabels: prop === 'databaseLabels' ? given(['a']) : { env: ['a'] } });
  };
  expect(() => write('__proto__')).toThrow(new RegExp(`^'(?:registration\\.)?${prop}' must have at least one key, of at most 1,022 letters, digits and /._:\\*- without a token; got "__proto__"$`));
  expect(() => write('_proto_')).not.toThrow();
});

test('and one of the tags of databases', () => {
  expect(() => new TeleportReadyDatabases({ tags: JSON.parse('{"__proto__":"prod"}') })).toThrow('\'tags\' must have keys and values that AWS takes');
  expect(() => new TeleportReadyDatabases({ tags: { _proto_: 'prod' } })).not.toThrow();
});

test('session tags that differ in capitals only are one for STS', () => {
  const tags = (sessionTags: { [key: string]: string }) => AssumedRole.fromRole(roleOf(stackIn()), { sessionTags });
  expect(() => tags({ team: 'a', Team: 'b' })).toThrow(new Error('\'sessionTags\' must have keys that differ in more than capitals, because STS takes them for the same; got "Team"'));
  expect(() => tags({ team: 'a', teams: 'b' })).not.toThrow();
});

describe('a role that only AWS may change is no target', () => {
  const named = (name: string) => access({ target: roleOf(stackIn(), `arn:aws:iam::123456789012:role/${name}`) });
  test.each([
    'aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS', 'AWSServiceRoleForRDS', 'aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef',
    'AWSReservedSSO_Admin_0123456789abcdef',
  ])('%s', (name) => {
    expect(() => named(name)).toThrow(new Error('\'target\' must be a role that policies may be attached to; got Stack/Imported, which only AWS may change; '
      + 'give Teleport a role of its own'));
  });
  test.each(['aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS', 'AWSServiceRoleForRDS', 'AWSReservedSSO_Admin_0123456789abcdef'])('%s from a token', (name) => {
    const errors = (given: string, put: (role: iam.IRole, stack: Stack) => void = (target, stack) => access({ target }, stack)) => {
      const stack = stackIn();
      put(iam.Role.fromRoleName(stack, 'Imported', Lazy.string({ produce: () => given })), stack);
      return synthesisErrors(stack.node.root as App);
    };
    const message = '\'target\' must be a role that policies may be attached to, and not one that only AWS may change, at most 614 characters; '
      + `got "arn:<AWS::Partition>:iam::123456789012:role/${name}", which a token turns out to be; correct what the token resolves to`;
    expect(errors(name)).toContain(message);
    expect(errors(name, (role, stack) => new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [access({}, stack)] }).applyTo(role))).toContain(message);
    expect(errors(`My${name.split('/').pop()}`)).toEqual([]);
  });
  test.each(['service-role/AWSServiceRoleTeleport', 'teleport/agent'])('but %s', (name) => {
    expect(() => named(name)).not.toThrow();
  });
});

describe('names that IAM refuses are refused in users and L1 constructs too, which CDK does not check', () => {
  const user = (props: iam.UserProps, stack = stackIn()) => access({ target: new iam.User(stack, 'Someone', props) }, stack);
  const trusted = (roleName: string) => {
    const stack = stackIn();
    const role = new iam.CfnRole(stack, 'Agent', { roleName, assumeRolePolicyDocument: {} });
    return new TeleportAgentPrincipal(iam.Role.fromRoleArn(stack, 'Imported', role.attrArn));
  };
  const rule = 'must be a name of letters, digits and _+=,.@-, at most 64 characters; got';
  test.each(['a'.repeat(65), 'teleport agent', 'agent\n', ''])('%p', (name) => {
    expect(() => user({ userName: name })).toThrow(new Error(`'name of Stack/Someone' ${rule} ${JSON.stringify(name)}`));
    expect(() => trusted(name)).toThrow(new Error(`'name of Stack/Imported' ${rule} ${JSON.stringify(name)}`));
    expect(() => user({ userName: 'a'.repeat(64) })).not.toThrow();
    expect(() => trusted('a'.repeat(64))).not.toThrow();
  });
  test('and paths', () => {
    expect(() => user({ path: '/teleport' })).toThrow(new Error('\'path of Stack/Someone\' must be a path that starts and ends with / and has no wildcard, '
      + 'at most 512 characters; got "/teleport"'));
    expect(() => user({ path: '/teleport/' })).not.toThrow();
  });
});

test('inline and managed policies have logical ids of their own: CloudFormation does not change the type of a resource', () => {
  const ids = (inline: boolean) => {
    const policy = access({ inline, policyName: 'teleport' });
    new iam.Role(Stack.of(policy), 'Other', { assumedBy: new iam.AccountRootPrincipal() }).grantAssumeRole(policy.grantPrincipal);
    const policies = Object.entries(resourcesOf(Stack.of(policy))).filter(([, { Type }]) => /Policy$/.test(Type));
    return { all: policies.map(([id]) => id), resource: policy.node.defaultChild!.node.defaultChild };
  };
  const [managed, inline] = [ids(false), ids(true)];
  expect(managed.all.filter((id) => inline.all.includes(id))).toEqual([]);
  expect(managed.resource).toBeInstanceOf(iam.CfnManagedPolicy);
  expect(inline.resource).toBeInstanceOf(iam.CfnPolicy);
  expect(logicalIdsOf(Stack.of(access()), 'AWS::IAM::ManagedPolicy')).toHaveLength(1);
});
