import { App, CfnParameter, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { DatabaseType, RdsDatabase, RedshiftDatabase, SelfGrant, TeleportDatabaseAccess, TeleportDatabaseAccessProps, TeleportDatabasePermissionsBoundary, TeleportRdsConnectPolicy, TeleportRedshiftConnectPolicy } from '../../src';
import { acknowledging } from '../support/acknowledging';
import { roleIn, stackIn, warningsOf, warningTextsBelow } from '../support/template';

const ID = 'cdk-teleport-database-access:policyOutsideBoundary';
const bounded = (stack: Stack, target: iam.IIdentity, id = 'Bounded', more: Partial<TeleportDatabaseAccessProps> = {}) =>
  new TeleportDatabaseAccess(stack, id, { target, databaseTypes: [DatabaseType.RDS], selfGrant: SelfGrant.BOUNDED, ...more });
const warehouse = (stack: Stack, target: iam.IIdentity) => new TeleportDatabaseAccess(stack, 'Warehouse', {
  target, databases: [RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers: ['analyst'], databaseNames: ['sales'] })],
});
const orders = (stack: Stack, target: iam.IIdentity, resourceId = 'db-ORDERS') =>
  new TeleportRdsConnectPolicy(stack, 'Orders', { target, databases: [RdsDatabase.fromResourceId(resourceId, { databaseUsers: ['reader'] })] });

describe('a boundary that comes with one policy cuts what another one allows', () => {
  const message = 'the permissions boundary of Stack/Bounded is on the same identity and does not contain redshift:DescribeClusters, redshift:GetClusterCredentials as '
    + 'Stack/Warehouse allows it, so these calls are denied; declare everything in one construct, grant the rest to Stack/Bounded, or leave \'selfGrant\' out. '
    + acknowledging('policyOutsideBoundary');

  test.each([
    ['before', (stack: Stack, target: iam.IIdentity) => [bounded(stack, target), warehouse(stack, target)]],
    ['after', (stack: Stack, target: iam.IIdentity) => [warehouse(stack, target), bounded(stack, target)]],
  ])('which is warned about, %s it is defined', (_, define) => {
    const stack = stackIn();
    define(stack, roleIn(stack));
    expect(Annotations.fromStack(stack).findWarning('/Stack/Warehouse', Match.anyValue()).map(({ entry }) => entry.data)).toEqual([message]);
  });

  test('as it does with what others grant to the identity, but not with what they grant to the policy', () => {
    const stack = stackIn();
    const role = roleIn(stack);
    const policy = bounded(stack, role);
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.grantRead(policy);
    role.addToPolicy(new iam.PolicyStatement({ actions: ['RDS:describeDBInstances', 's3:GetObject*'], resources: ['*'] }));
    role.addToPolicy(new iam.PolicyStatement({ actions: ['sqs:*'], resources: ['*'], effect: iam.Effect.DENY }));
    expect(warningsOf(stack)).toEqual([]);

    role.addToPolicy(new iam.PolicyStatement({ actions: ['logs:PutLogEvents', 's3:*'], resources: ['*'] }));
    new iam.ManagedPolicy(stack, 'Others', { roles: [role], statements: [new iam.PolicyStatement({ actions: ['logs:CreateLogStream'], resources: ['*'] })] });
    const warnings = Annotations.fromStack(stack).findWarning('/Stack/Bounded', Match.anyValue()).map(({ entry }) => String(entry.data).split(';')[0]);
    expect(warnings).toEqual([
      'the permissions boundary of Stack/Bounded is on the same identity and does not contain logs:PutLogEvents, s3:* as Stack/Agent/DefaultPolicy allows it, so these calls are denied',
      'the permissions boundary of Stack/Bounded is on the same identity and does not contain logs:CreateLogStream as Stack/Others allows it, so these calls are denied',
    ]);
  });

  test('and with what AWS or the identity itself grants', () => {
    const stack = stackIn();
    const role = roleIn(stack, 'Agent', { managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')] });
    role.addToPolicy(new iam.PolicyStatement({ actions: ['sqs:*'], resources: ['*'] }));
    bounded(stack, role);
    const wayOut = 'grant these actions to Stack/Bounded too, such as with its grantPrincipal.addToPrincipalPolicy(), or leave \'selfGrant\' out';
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data).split('. To ')[0])).toEqual([
      `the permissions boundary of Stack/Bounded is on the same identity and does not contain sqs:* as Stack/Agent/DefaultPolicy allows it, so these calls are denied; ${wayOut}`,
      'the permissions boundary of Stack/Bounded is on the same identity as arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore, whose statements this app '
      + `cannot read; the boundary denies everything in them that it does not allow; ${wayOut}, as far as the identity needs them`,
    ]);
  });

  test('of several resources, if one is not in the boundary', () => {
    const stack = stackIn();
    const role = roleIn(stack);
    const [inside, half] = [['dev'], ['dev', 'prod']].map((databaseNames) =>
      RedshiftDatabase.fromClusterIdentifier('sales', { databaseUsers: ['reader'], databaseNames }));
    bounded(stack, role, 'Bounded', { databases: [inside] });
    new TeleportRedshiftConnectPolicy(stack, 'One', { target: role, databases: [inside] });
    expect(warningsOf(stack)).toEqual([]);
    new TeleportRedshiftConnectPolicy(stack, 'Two', { target: role, databases: [half] });
    expect(warningsOf(stack)).toEqual([ID]);
  });

  test('also if the identity is imported twice', () => {
    const stack = stackIn();
    bounded(stack, iam.Role.fromRoleName(stack, 'Once', 'agent'));
    warehouse(stack, iam.Role.fromRoleName(stack, 'Twice', 'agent'));
    expect(warningsOf(stack)).toContain(ID);
  });

  test.each<[string, (stack: Stack) => [iam.IIdentity, iam.IIdentity]]>([
    ['a role by its name', (stack) => [roleIn(stack, 'Agent', { roleName: 'agent' }), iam.Role.fromRoleName(stack, 'Again', 'agent')]],
    ['a role by the ARN of its name and path', (stack) => [
      roleIn(stack, 'Agent', { roleName: 'agent', path: '/a/' }), iam.Role.fromRoleArn(stack, 'Again', 'arn:aws:iam::123456789012:role/a/agent'),
    ]],
    ['a role by the name that CloudFormation gives it', (stack) => {
      const role = roleIn(stack);
      return [role, iam.Role.fromRoleName(stack, 'Again', role.roleName)];
    }],
    ['a role by the ARN that CloudFormation gives it', (stack) => {
      const role = roleIn(stack);
      return [role, iam.Role.fromRoleArn(stack, 'Again', role.roleArn)];
    }],
    ['a user by its name', (stack) => [new iam.User(stack, 'Agent', { userName: 'agent' }), iam.User.fromUserName(stack, 'Again', 'agent')]],
    ['a role in a nested stack', (stack) => [roleIn(stack, 'Agent', { roleName: 'agent' }), iam.Role.fromRoleName(new NestedStack(stack, 'Nested'), 'Again', 'agent')]],
  ])('also if one policy defines the identity and another imports it: %s', (_, identities) => {
    const stack = stackIn();
    const [owned, imported] = identities(stack);
    bounded(stack, owned);
    warehouse(stack, imported);
    expect(warningsOf(stack)).toEqual([ID]);
    expect(() => bounded(stack, imported, 'Second')).toThrow(
      /^(?:'selfGrant' must be SelfGrant.BOUNDED in one policy of Stack\/(?:Nested\/)?Again only, because|Stack\/Again already has another permissions boundary, )/);
  });

  describe('also in two stacks whose accounts only the deployment knows', () => {
    const agent = (stack: Stack) => iam.Role.fromRoleName(stack, 'Agent', 'agent');

    test('if one stage has both: they count as one account', () => {
      const app = new App();
      const [one, other] = ['One', 'Other'].map((id) => new Stack(app, id));
      bounded(one, agent(one));
      warehouse(other, agent(other));
      expect(warningsOf(other)).toEqual([ID]);
    });

    test('where a second boundary is warned about, because nobody knows that they are one', () => {
      const app = new App();
      const [one, other] = ['One', 'Other'].map((id) => new Stack(app, id));
      bounded(one, agent(one));
      bounded(other, agent(other));
      expect(() => app.synth()).not.toThrow();
      expect(Annotations.fromStack(other).findWarning('/Other/Bounded', Match.anyValue()).map(({ entry }) => String(entry.data).split('. To ')[0])).toContain(
        'the accounts of some stacks are unknown, and if they are one account: One/Bounded and Other/Bounded each put a permissions boundary on Other/Agent, which has only one; name all of its policies in one boundary; '
        + 'give each stack an \'env\' with an account');
    });

    test('but not in two stages, which may be deployed to two accounts', () => {
      const app = new App();
      const [one, other] = ['One', 'Other'].map((id) => new Stack(new Stage(app, id), 'Stack'));
      bounded(one, agent(one));
      warehouse(other, agent(other));
      bounded(other, agent(new Stack(Stage.of(other)!, 'More')));
      app.synth();
      expect(warningTextsBelow(other).filter((text) => text.includes('One/'))).toEqual([]);
    });
  });

  test('but not what the boundary contains: logins of the types that Teleport may grant itself', () => {
    const stack = stackIn();
    const target = roleIn(stack);
    bounded(stack, target);
    orders(stack, target);
    expect(warningsOf(stack)).not.toContain(ID);
  });

  test('a login of another type is none of them', () => {
    const stack = stackIn();
    const target = roleIn(stack);
    bounded(stack, target);
    orders(stack, target, 'cluster-ORDERS');
    expect(warningsOf(stack)).toContain(ID);
  });

  test('and not what another identity may do, or what was declared in one construct', () => {
    const stack = stackIn();
    bounded(stack, roleIn(stack), 'Bounded', {
      databases: [RedshiftDatabase.fromClusterIdentifier('warehouse', { databaseUsers: ['analyst'], databaseNames: ['sales'] })],
    });
    warehouse(stack, roleIn(stack, 'Other'));
    expect(warningsOf(stack)).not.toContain(ID);
  });
});

describe('so does a boundary of its own', () => {
  const GRANT = 'grant these actions to Stack/Boundary too, such as with its grantPrincipal.addToPrincipalPolicy()';
  const OUTSIDE = (policy: string, actions: string, wayOut = GRANT) => `the permissions boundary of Stack/Boundary is on the same identity and does not contain ${actions} as `
    + `${policy} allows it, so these calls are denied; ${wayOut}`;
  const UNKNOWN = (arns: string) => `the permissions boundary of Stack/Boundary is on the same identity as ${arns}, whose statements this app cannot read; the boundary `
    + `denies everything in them that it does not allow; ${GRANT}, as far as the identity needs them`;
  const allow = (...actions: string[]) => new iam.PolicyStatement({ actions, resources: ['*'] });
  const build = <T extends iam.Role | iam.User = iam.Role>(
    make: (stack: Stack, identity: T) => unknown, define: (stack: Stack) => T = ((stack: Stack) => roleIn(stack)) as unknown as (stack: Stack) => T,
  ) => {
    const stack = stackIn();
    const role = define(stack);
    const policy = orders(stack, role);
    const boundary = new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [policy] });
    boundary.applyTo(role);
    make(stack, role);
    return { policy, boundary, messages: () => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('cdk-teleport-database-access:')).map(({ entry }) => String(entry.data).split('. To ')[0]) };
  };

  test('of a policy that it does not name', () => {
    const { messages } = build(warehouse);
    expect(messages()).toEqual([OUTSIDE('Stack/Warehouse', 'redshift:DescribeClusters, redshift:GetClusterCredentials',
      'name it in \'policies\', or grant the rest to Stack/Boundary')]);
  });

  test('of what others grant, unless it is granted to the boundary too', () => {
    const send = allow('sqs:SendMessage');
    const { boundary, messages } = build((_, role) => role.addToPolicy(send));
    boundary.grantPrincipal.addToPrincipalPolicy(allow('sqs:Get*'));
    expect(messages()).toEqual([OUTSIDE('Stack/Agent/DefaultPolicy', 'sqs:SendMessage')]);
    const granted = build((_, role) => role.addToPolicy(send));
    granted.boundary.grantPrincipal.addToPrincipalPolicy(send);
    expect(granted.messages()).toEqual([]);
    const toPolicy = build(() => undefined);
    toPolicy.policy.grantPrincipal.addToPrincipalPolicy(send);
    expect(toPolicy.messages()).toEqual([]);
    expect(actionsIn(toPolicy.boundary)).toEqual(['rds-db:connect', 'sqs:SendMessage']);
  });

  const actionsIn = ({ managedPolicy }: TeleportDatabasePermissionsBoundary) =>
    Stack.of(managedPolicy).resolve((managedPolicy as iam.ManagedPolicy).document).Statement.map(({ Action }: any) => Action);

  const inline = (...actions: string[]) => new iam.PolicyDocument({ statements: [allow(...actions)] });
  test('of the inline policies that a role was defined with', () => {
    const { boundary, messages } = build(() => undefined, (stack) => roleIn(stack, 'Agent', { inlinePolicies: { logs: inline('logs:PutLogEvents'), queue: inline('sqs:Get*') } }));
    expect(messages()).toEqual([OUTSIDE('the inline policy "logs" of Stack/Agent', 'logs:PutLogEvents'), OUTSIDE('the inline policy "queue" of Stack/Agent', 'sqs:Get*')]);
    boundary.grantPrincipal.addToPrincipalPolicy(allow('logs:*', 'sqs:*'));
    expect(build(() => undefined, (stack) => roleIn(stack, 'Agent', { inlinePolicies: { connect: inline('rds-db:connect') } })).messages()).toEqual([]);
  });

  test('of inline policies that an override writes, and of those that allow all but a few actions', () => {
    const { messages } = build((_, role) => (role.node.defaultChild as iam.CfnRole).addPropertyOverride('Policies', [
      { PolicyName: 'most', PolicyDocument: { Statement: { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' } } },
    ]));
    expect(messages()).toEqual([OUTSIDE('the inline policy "most" of Stack/Agent', '*')]);
  });

  const policyIn = (scope: Stack, ...actions: string[]) => new iam.ManagedPolicy(scope, 'Mine', { statements: [allow(...actions)] });
  test('of managed policies of the app that the role names, in this stack or another, each once', () => {
    const { messages } = build((stack, role) => {
      const mine = policyIn(stack, 'sqs:SendMessage');
      role.addManagedPolicy(mine);
      mine.attachToRole(role);
      role.addManagedPolicy(policyIn(new Stack(stack.node.root as App, 'Other', { env: { account: stack.account, region: stack.region } }), 'sns:Publish'));
    });
    expect(messages()).toEqual([OUTSIDE('Stack/Mine', 'sqs:SendMessage'), OUTSIDE('Other/Mine', 'sns:Publish')]);
    expect(build((stack, role) => role.addManagedPolicy(policyIn(stack, 'rds-db:connect'))).messages()).toEqual([]);
  });

  test('of an action beside a grant of the boundary that leaves out some: it is not compared', () => {
    const { boundary, messages } = build((_, role) => role.addToPolicy(allow('sqs:SendMessage')));
    boundary.grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ notActions: ['sqs:*'], resources: ['*'] }));
    expect(messages()).toEqual([OUTSIDE('Stack/Agent/DefaultPolicy', 'sqs:SendMessage')]);
  });

  const SSM = iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore');
  test('of those that AWS or another app knows, once for all, because the library cannot see them', () => {
    const { boundary, messages } = build((stack, role) => {
      role.addManagedPolicy(SSM);
      role.addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Company', 'arn:aws:iam::123456789012:policy/company'));
    });
    expect(messages()).toEqual([UNKNOWN('arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore, arn:aws:iam::123456789012:policy/company')]);
    boundary.grantPrincipal.addToPrincipalPolicy(allow('ssm:*'));
    const open = build((_, role) => role.addManagedPolicy(SSM));
    open.boundary.grantPrincipal.addToPrincipalPolicy(allow('*'));
    expect(open.messages()).toEqual([]);
  });

  test('of those of a user', () => {
    const { messages } = build<iam.User>((_, user) => user.addManagedPolicy(SSM), (stack) => new iam.User(stack, 'Agent'));
    expect(messages()).toEqual([UNKNOWN('arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore')]);
  });

  test('of those in a list that only the deployment knows', () => {
    const { messages } = build((stack, role) => {
      (role.node.defaultChild as iam.CfnRole).managedPolicyArns = new CfnParameter(stack, 'Policies', { type: 'CommaDelimitedList' }).valueAsList;
    });
    expect(messages()).toEqual([UNKNOWN('<Policies>')]);
  });

  test('but not of what it names', () => {
    expect(build(() => undefined).messages()).toEqual([]);
  });
});

describe('two boundaries of one identity', () => {
  test('are refused where it is imported, though its owner would have to put them there', () => {
    const stack = stackIn();
    bounded(stack, iam.Role.fromRoleName(stack, 'Once', 'agent'));
    expect(() => bounded(stack, iam.Role.fromRoleName(stack, 'Twice', 'agent'), 'Second')).toThrow(
      '\'selfGrant\' must be SelfGrant.BOUNDED in one policy of Stack/Twice only, because an identity has one boundary; got a second one beside Stack/Bounded; '
      + 'declare everything in one construct');
    expect(() => bounded(stack, iam.Role.fromRoleName(stack, 'Other', 'other'), 'Third')).not.toThrow();
  });

  test('are refused if they are constructs of their own, and one is right twice', () => {
    const stack = stackIn();
    const agent = (id: string) => iam.Role.fromRoleName(stack, id, 'agent');
    const policies = [orders(stack, agent('Once'))];
    const [one, other] = ['One', 'Other'].map((id) => new TeleportDatabasePermissionsBoundary(stack, id, { policies }));
    one.applyTo(agent('Twice'));
    expect(() => one.applyTo(agent('Thrice'))).not.toThrow();
    expect(() => other.applyTo(agent('Last'))).toThrow(new Error('\'target\' must have no boundary but that of Stack/One, because an identity has one boundary; '
      + 'got Stack/Last; name all of its policies in one boundary'));
  });
});
