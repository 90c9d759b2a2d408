import { App, Aws, aws_iam as iam, aws_s3 as s3, aws_servicecatalog as servicecatalog, CfnParameter, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { AssumedRoleOptions, TeleportAgentPrincipal } from '../../src';
import { deployed, resourcesOf, propertiesOf, roleIn, stackIn } from '../support/template';

const OTHER = { account: '210987654321', region: 'eu-west-1' };

/** The trust of a role, as IAM gets it. */
function trustOf(stack: Stack, assumedBy: iam.IPrincipal, id = 'Access'): object {
  const role = new iam.Role(stack, id, { assumedBy });
  const properties = resourcesOf(stack)[stack.getLogicalId(role.node.defaultChild as iam.CfnRole)].Properties;
  return deployed(properties.AssumeRolePolicyDocument);
}

const trust = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })) });
const root = { AWS: 'arn:aws:iam::123456789012:root' };

describe('trusts the account of the agent, if the caller is the agent', () => {
  const AGENTS: [string, (stack: Stack) => iam.IIdentity, arn: string][] = [
    ['with a name and a path', (stack) => roleIn(stack, 'Agent', { roleName: 'agent', path: '/teleport/' }), 'arn:aws:iam::123456789012:role/teleport/agent'],
    ['imported by ARN', (stack) => iam.Role.fromRoleArn(stack, 'Agent', 'arn:aws:iam::123456789012:role/teleport/agent'), 'arn:aws:iam::123456789012:role/teleport/agent'],
    ['imported by name', (stack) => iam.Role.fromRoleName(stack, 'Agent', 'agent'), 'arn:aws:iam::123456789012:role/agent'],
    ['a user with a path', (stack) => new iam.User(stack, 'Agent', { userName: 'agent', path: '/teleport/' }), 'arn:aws:iam::123456789012:user/teleport/agent'],
    ['an imported user', (stack) => iam.User.fromUserArn(stack, 'Agent', 'arn:aws:iam::123456789012:user/teleport/agent'), 'arn:aws:iam::123456789012:user/teleport/agent'],
  ];
  test.each(AGENTS)('%s', (_, agent, arn) => {
    const stack = stackIn();
    expect(trustOf(stack, new TeleportAgentPrincipal(agent(stack)))).toEqual(trust({
      Action: 'sts:AssumeRole', Principal: root, Condition: { ArnEquals: { 'aws:PrincipalArn': arn } },
    }));
  });

  test('without a name, by reference', () => {
    const stack = stackIn();
    const agent = roleIn(stack);
    const id = stack.getLogicalId(agent.node.defaultChild as iam.CfnRole);
    expect(trustOf(stack, new TeleportAgentPrincipal(agent))).toEqual(trust({
      Action: 'sts:AssumeRole', Principal: root, Condition: { ArnEquals: { 'aws:PrincipalArn': `<${id}.Arn>` } },
    }));
  });

  test('of another account, without a reference to its template', () => {
    const app = new App();
    const [hub, spoke] = [stackIn(undefined, 'Hub', app), stackIn(OTHER, 'Spoke', app)];
    const agent = roleIn(hub, 'Agent', { roleName: 'agent', path: '/teleport/' });
    expect(trustOf(spoke, new TeleportAgentPrincipal(agent))).toEqual(trust({
      Action: 'sts:AssumeRole', Principal: root, Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/teleport/agent' } },
    }));
    expect(spoke.dependencies).toEqual([]);
  });

  test('of another account without a name is refused: no template can refer to it', () => {
    const app = new App();
    const [hub, spoke] = [stackIn(undefined, 'Hub', app), stackIn(OTHER, 'Spoke', app)];
    const agent = roleIn(hub);
    expect(() => trustOf(spoke, new TeleportAgentPrincipal(agent))).toThrow('physical name must be explicit set');
  });

  test('in the partition of the stack', () => {
    const stack = stackIn({ region: 'us-gov-west-1' });
    new iam.Role(stack, 'Access', { assumedBy: new TeleportAgentPrincipal(iam.Role.fromRoleName(stack, 'Agent', 'agent')) });
    const [{ AssumeRolePolicyDocument }] = propertiesOf(stack, 'AWS::IAM::Role');
    expect(deployed(AssumeRolePolicyDocument, { 'AWS::Partition': 'aws-us-gov' })).toEqual(trust({
      Action: 'sts:AssumeRole',
      Principal: { AWS: 'arn:aws-us-gov:iam::123456789012:root' },
      Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws-us-gov:iam::123456789012:role/agent' } },
    }));
  });
});

/** As cdk-stacksets defines it: within the stack of the hub, deployed to other accounts. */
class StackSetStack extends Stack {
  public readonly templateFile = 'Hub.stackset.template.json';
}

describe('an agent whose account is not known, where AWS::AccountId is the account of the role', () => {
  interface Case { readonly name: string; readonly hub?: object; readonly trusting: (app: App, hub: Stack) => Stack; readonly region?: string }
  const trustIn = ({ hub: env = {}, trusting }: Case) => {
    const app = new App();
    const hub = new Stack(app, 'Hub', { env });
    const spoke = trusting(app, hub);
    return trustOf(spoke, new TeleportAgentPrincipal(roleIn(hub, 'Agent', { roleName: 'agent' })));
  };
  const stackSet = (_: App, hub: Stack) => new StackSetStack(hub, 'Spoke');

  const WRONG: Case[] = [
    { name: 'in a stack of a known account', trusting: (app) => stackIn(OTHER, 'Spoke', app) },
    { name: 'in a nested stack of it', trusting: (app) => new NestedStack(stackIn(OTHER, 'Spoke', app), 'Nested') },
    { name: 'in the template of a StackSet', trusting: stackSet },
    { name: 'in a Service Catalog product', trusting: (_, hub) => new servicecatalog.ProductStack(hub, 'Spoke') },
  ];
  test.each(WRONG)('is refused: $name', (wrong) => {
    expect(() => trustIn(wrong)).toThrow(/'agent' must be of an account that is known in (Spoke|Spoke\/Nested|Hub\/Spoke), whose role would trust its own account instead; got /);
    expect(() => trustIn(wrong)).toThrow('; got Hub/Agent in Hub, whose account is not known; give that stack an \'env\' with an account');
  });

  const ACCOUNT_ID = '$' + '{AWS::AccountId}';
  test.each<[string, (stack: Stack) => iam.IRole]>([
    ['by name', (stack) => iam.Role.fromRoleName(stack, 'Agent', 'agent')],
    ['by an ARN with the pseudo parameter', (stack) => iam.Role.fromRoleArn(stack, 'Agent', `arn:aws:iam::${Aws.ACCOUNT_ID}:role/agent`)],
    ['by an ARN with the pseudo parameter in text', (stack) => iam.Role.fromRoleArn(stack, 'Agent', `arn:aws:iam::${Fn.sub(ACCOUNT_ID)}:role/agent`)],
    ['by an ARN with the pseudo parameter in a branch', (stack) =>
      iam.Role.fromRoleArn(stack, 'Agent', `arn:aws:iam::${Fn.conditionIf('A', '123456789012', Aws.ACCOUNT_ID).toString()}:role/agent`)],
  ])('is refused where it is imported %s, in a known account and in a StackSet', (_, agentIn) => {
    const app = new App();
    const hub = new Stack(app, 'Hub');
    const message = 'whose role would trust its own account instead; got ';
    expect(() => trustOf(stackIn(OTHER, 'Spoke', app), new TeleportAgentPrincipal(agentIn(hub)))).toThrow(message);
    const inStackSet = new StackSetStack(hub, 'Set');
    expect(() => trustOf(inStackSet, new TeleportAgentPrincipal(agentIn(inStackSet)))).toThrow(message);
    const alone = new Stack(new App(), 'Hub');
    expect(() => trustOf(alone, new TeleportAgentPrincipal(agentIn(alone)))).not.toThrow();
  });

  const own = trust({ Action: 'sts:AssumeRole', Principal: root, Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/agent' } } });
  const RIGHT: Case[] = [
    { name: 'in its own stack', trusting: (_, hub) => hub },
    { name: 'in a nested stack of its own', trusting: (_, hub) => new NestedStack(hub, 'Nested') },
    { name: 'in another stack of an unknown account, which is taken to be the same', trusting: (app) => new Stack(app, 'Spoke') },
    { name: 'in a stack that is defined within its own, and deployed by the app', trusting: (_, hub) => new Stack(hub, 'Spoke') },
  ];
  test.each(RIGHT)('is trusted: $name', (right) => {
    expect(trustIn(right)).toEqual(own);
  });
  test('a StackSet may trust a hub whose account is known', () => {
    expect(trustIn({ name: 'known', hub: { account: '123456789012', region: 'eu-west-1' }, trusting: stackSet })).toEqual(own);
  });
  test('a StackSet may trust an agent of its own accounts', () => {
    const hub = new Stack(new App(), 'Hub');
    const spoke = new StackSetStack(hub, 'Spoke');
    expect(() => trustOf(spoke, new TeleportAgentPrincipal(roleIn(spoke, 'Agent', { roleName: 'agent' })))).not.toThrow();
  });
});

describe('the partition of the agent', () => {
  const trustOfAgentIn = (partition: string) => {
    const stack = stackIn({ account: '123456789012', region: 'us-gov-west-1' });
    return trustOf(stack, new TeleportAgentPrincipal(iam.Role.fromRoleArn(stack, 'Agent', `arn:${partition}:iam::123456789012:role/agent`)));
  };
  test('may be that of the role, or not known', () => {
    expect(() => trustOfAgentIn('aws-us-gov')).not.toThrow();
    expect(() => trustOfAgentIn(Aws.PARTITION)).not.toThrow();
  });
  test('is refused if it is another one, as no role can trust it', () => {
    expect(() => trustOfAgentIn('aws')).toThrow('\'agent\' must be in aws-us-gov, the partition of Stack; got Stack/Agent, arn:aws:iam::123456789012:role/agent');
  });
});

describe('options', () => {
  const OPTIONS: [string, AssumedRoleOptions, object[]][] = [
    ['an external id', { externalId: 'prod-eu' }, [{
      Action: 'sts:AssumeRole',
      Principal: root,
      Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/agent' }, StringEquals: { 'sts:ExternalId': 'prod-eu' } },
    }]],
    ['session tags: exactly these, in a statement of its own, as STS knows no external id for them', { externalId: 'prod-eu', sessionTags: { team: 'orders', stage: 'prod' } }, [
      {
        Action: 'sts:AssumeRole',
        Principal: root,
        Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/agent' }, StringEquals: { 'sts:ExternalId': 'prod-eu' } },
      },
      {
        Action: 'sts:TagSession',
        Principal: root,
        Condition: {
          'ArnEquals': { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/agent' },
          'StringEquals': { 'aws:RequestTag/team': 'orders', 'aws:RequestTag/stage': 'prod' },
          'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'stage'] },
        },
      },
    ]],
  ];
  test.each(OPTIONS)('%s', (_, options, statements) => {
    const stack = stackIn();
    expect(trustOf(stack, new TeleportAgentPrincipal(iam.Role.fromRoleName(stack, 'Agent', 'agent'), options))).toEqual(trust(...statements));
  });

  test('may be tokens', () => {
    const stack = stackIn();
    const externalId = new CfnParameter(stack, 'ExternalId').valueAsString;
    expect(trustOf(stack, new TeleportAgentPrincipal(iam.Role.fromRoleName(stack, 'Agent', 'agent'), { externalId }))).toEqual(trust({
      Action: 'sts:AssumeRole',
      Principal: root,
      Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/agent' }, StringEquals: { 'sts:ExternalId': '<ExternalId>' } },
    }));
  });
});

describe('what CDK adds to a principal', () => {
  const agentIn = (stack: Stack, options: AssumedRoleOptions) => new TeleportAgentPrincipal(iam.Role.fromRoleName(stack, 'Agent', 'agent'), options);
  const tags = { externalId: 'prod-eu', sessionTags: { team: 'orders' } };
  const inOrganization = { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdef1234' } };
  const message = '\'sessionTags\' must be left out with withConditions(), withSessionTags() and \'externalIds\', which also change sts:TagSession; '
    + 'got them on the trust of Stack/Agent; give the options to TeleportAgentPrincipal alone';
  const ADDED: { name: string; define: (stack: Stack, options: AssumedRoleOptions) => iam.Role; condition: object; actions?: string[] }[] = [
    {
      name: 'conditions, which would let the role be assumed without the external id',
      define: (stack, options) => new iam.Role(stack, 'Access', { assumedBy: agentIn(stack, options).withConditions(inOrganization) }),
      condition: { StringEquals: { 'sts:ExternalId': 'prod-eu', 'aws:PrincipalOrgID': 'o-abcdef1234' } },
    },
    {
      name: 'external ids, which STS does not know when it tags sessions',
      define: (stack, options) => new iam.Role(stack, 'Access', { assumedBy: agentIn(stack, options), externalIds: ['prod-us'] }),
      condition: { StringEquals: { 'sts:ExternalId': 'prod-us' } },
    },
    {
      name: 'any session tags',
      define: (stack, options) => new iam.Role(stack, 'Access', { assumedBy: agentIn(stack, options).withSessionTags() }),
      condition: { StringEquals: { 'sts:ExternalId': 'prod-eu' } },
      actions: ['sts:AssumeRole', 'sts:TagSession'],
    },
  ];
  test.each(ADDED)('$name: refused with session tags, as given without', ({ define, condition, actions }) => {
    expect(() => define(stackIn(), tags)).toThrow(new Error(message));
    const stack = stackIn();
    define(stack, { externalId: 'prod-eu' });
    const [{ AssumeRolePolicyDocument }] = propertiesOf(stack, 'AWS::IAM::Role');
    expect(deployed(AssumeRolePolicyDocument)).toEqual(trust({
      Action: actions ?? 'sts:AssumeRole',
      Principal: root,
      Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/agent' }, ...condition },
    }));
  });
});

describe('in a statement that the app writes itself', () => {
  const statement = (principal: iam.IPrincipal) => new iam.PolicyStatement({ actions: ['sts:AssumeRole', 'sts:TagSession'], principals: [principal] });
  const PLACES: [string, path: string, (stack: Stack, principal: iam.IPrincipal) => unknown][] = [
    ['of an L1 role', 'Stack/Access', (stack, principal) => new iam.CfnRole(stack, 'Access', {
      assumeRolePolicyDocument: new iam.PolicyDocument({ statements: [statement(principal)] }),
    })],
    ['of a role', 'Stack/Access/Resource', (stack, principal) =>
      new iam.Role(stack, 'Access', { assumedBy: new iam.AccountRootPrincipal() }).assumeRolePolicy?.addStatements(statement(principal))],
  ];
  const synth = (write: (stack: Stack, principal: iam.IPrincipal) => unknown, options: AssumedRoleOptions) => () => {
    const stack = stackIn();
    write(stack, new TeleportAgentPrincipal(roleIn(stack, 'Agent', { roleName: 'agent' }), options));
    (stack.node.root as App).synth();
  };
  test.each(PLACES)('session tags are refused: it would tag sessions with any, or not at all, %s', (_, path, write) => {
    expect(synth(write, { sessionTags: { team: 'orders' } })).toThrow('\'sessionTags\' must be left out in a statement of your own, which says nothing of them; got them in the '
      + `trust of ${path}; give the principal to 'assumedBy' of an iam.Role, or the document to its addToAssumeRolePolicy()`);
    expect(synth(write, { externalId: 'prod' })).not.toThrow();
  });
  test('but not where the principal writes its own', () => {
    expect(synth((stack, principal) => {
      const document = new iam.PolicyDocument();
      (principal as TeleportAgentPrincipal).addToAssumeRolePolicy(document);
      new TeleportAgentPrincipal(roleIn(stack, 'Other'), { sessionTags: { team: 'orders' } }).addToAssumeRolePolicy(document);
      return new iam.CfnRole(stack, 'Access', { assumeRolePolicyDocument: document });
    }, {})).not.toThrow();
  });
});

describe('beside other principals', () => {
  test('several agents: each with its own conditions', () => {
    const stack = stackIn();
    const agent = (name: string, externalId: string) => new TeleportAgentPrincipal(iam.Role.fromRoleName(stack, name, name), { externalId });
    expect(trustOf(stack, new iam.CompositePrincipal(agent('one', 'x1'), agent('two', 'x2')))).toEqual(trust(
      {
        Action: 'sts:AssumeRole',
        Principal: root,
        Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/one' }, StringEquals: { 'sts:ExternalId': 'x1' } },
      },
      {
        Action: 'sts:AssumeRole',
        Principal: root,
        Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/two' }, StringEquals: { 'sts:ExternalId': 'x2' } },
      },
    ));
  });

  test('its account is public, and two agents are never taken for one', () => {
    const stack = stackIn();
    const agent = new TeleportAgentPrincipal(iam.Role.fromRoleName(stack, 'Agent', 'agent'));
    expect(agent.principalAccount).toBe('123456789012');
    expect(agent.dedupeString()).toBeUndefined();
  });
});

describe('refused', () => {
  const agentOf = (name: string) => iam.Role.fromRoleName(stackIn(), 'Agent', name);

  test.each(['x', 'prod*', 'a'.repeat(1225)])('the external id %j', (externalId) => {
    expect(() => new TeleportAgentPrincipal(agentOf('agent'), { externalId })).toThrow('\'externalId\' must be 2 or more letters, digits or _+=,.@:/-, as STS takes them, at most 1224 characters');
  });
  test.each([[{}], [{ 'aws:x': 'y' }], [{ team: '*' }]])('the session tags %j', (sessionTags) => {
    expect(() => new TeleportAgentPrincipal(agentOf('agent'), { sessionTags })).toThrow('\'sessionTags\' must have');
  });
  test.each(['*', 'agent-*', 'agen?', '${aws:username}'])('the agent %s, as a condition would take the wildcard', (name) => {
    expect(() => new TeleportAgentPrincipal(agentOf(name))).toThrow('\'agent\' must be a single role; got Stack/Agent with');
  });
  test('a group', () => {
    expect(() => new TeleportAgentPrincipal(iam.Group.fromGroupName(stackIn(), 'Agents', 'agents'))).toThrow('\'agent\' must be a role or a user; got the group Stack/Agents');
  });
  test('but not what comes close', () => {
    expect(() => new TeleportAgentPrincipal(agentOf('agent-_+=,.@'), { externalId: 'xy', sessionTags: { a: 'w s' } })).not.toThrow();
  });
});

describe('in a policy of a resource', () => {
  const bucketOf = (statement: (agent: TeleportAgentPrincipal) => iam.PolicyStatementProps) => {
    const stack = stackIn();
    const bucket = new s3.Bucket(stack, 'Bucket');
    const agent = new TeleportAgentPrincipal(roleIn(stack, 'Agent', { roleName: 'agent' }));
    bucket.addToResourcePolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')], ...statement(agent) }));
    return () => propertiesOf(stack, 'AWS::S3::BucketPolicy')[0].PolicyDocument.Statement[0].Condition;
  };

  test('it is no exception, because its conditions would mean the opposite', () => {
    expect(bucketOf((agent) => ({ effect: iam.Effect.DENY, notPrincipals: [agent] }))).toThrow('\'notPrincipals\' must not have a TeleportAgentPrincipal, '
      + 'whose conditions would limit the statement to the agent; got Stack/Agent; deny it to everybody else with \'principals\': [new iam.AnyPrincipal()] '
      + 'under a condition ArnNotEquals on aws:PrincipalArn, and to the agent with a TeleportAgentPrincipal without options in \'principals\'');
  });

  test('but a principal', () => {
    expect(bucketOf((agent) => ({ principals: [agent] }))())
      .toEqual({ ArnEquals: { 'aws:PrincipalArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::123456789012:role/agent']] } } });
  });
});

describe('nothing is granted to it, because CDK would do so in silence', () => {
  const granted = (action: string, wrap: (agent: TeleportAgentPrincipal) => iam.IPrincipal = (agent) => agent) => () => {
    const stack = stackIn();
    const access = roleIn(stack, 'Access');
    return access.grant(wrap(new TeleportAgentPrincipal(roleIn(stack, 'Agent'))), action);
  };
  const message = '\'grantee\' must be a role or user, because a principal that a role trusts has no policy to add to; '
    + 'got TeleportAgentPrincipal of Stack/Agent; '
    + 'give the principal to \'assumedBy\' of the role, and the role to \'assumedRoles\' of the agent\'s policy';

  test('by grantAssumeRole()', () => {
    const stack = stackIn();
    const agent = new TeleportAgentPrincipal(roleIn(stack, 'Agent'));
    expect(() => roleIn(stack, 'Access').grantAssumeRole(agent)).toThrow(new Error(message));
  });
  test('by grant(), and under further conditions', () => {
    expect(granted('sts:AssumeRole')).toThrow(new Error(message));
    expect(granted('sts:AssumeRole', (agent) => agent.withConditions({ Bool: { 'aws:SecureTransport': 'true' } }))).toThrow(new Error(message));
  });
  test('but a resource with a policy of its own can grant to it', () => {
    const stack = stackIn();
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.grantRead(new TeleportAgentPrincipal(roleIn(stack, 'Agent', { roleName: 'agent' })));
    expect(propertiesOf(stack, 'AWS::S3::BucketPolicy')[0].PolicyDocument.Statement[0].Condition)
      .toEqual({ ArnEquals: { 'aws:PrincipalArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::123456789012:role/agent']] } } });
  });
});
