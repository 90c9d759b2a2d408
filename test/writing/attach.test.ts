import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, CfnOutput, CfnResource, Fn, PermissionsBoundary, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import {
  DatabaseType, ITeleportPolicy, RdsDatabase, SelfGrant, TeleportAgentConfiguration, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy,
  TeleportDatabasePermissionsBoundary,
} from '../../src';
import { deployed, ENV, resourcesOf, propertiesOf, roleIn, stackIn, warningsBelow, warningsOf } from '../support/template';

/** How the app knows the identity: it defines it, or imports it. */
const ORIGINS = ['owned', 'owned, with name and path', 'by ARN', 'by ARN with a path', 'by name', 'by name with a path', 'by attributes'] as const;
const PLACES = ['same stack', 'another stack'] as const;
const SELF_GRANTS = [undefined, SelfGrant.BOUNDED, SelfGrant.UNBOUNDED] as const;
const BOUNDARIES = ['none', 'applied', 'of a Stage', 'applied, and of a Stage'] as const;

interface Combination {
  readonly kind: 'Role' | 'User';
  readonly origin: typeof ORIGINS[number];
  readonly env?: typeof ENV;
  readonly inline: boolean;
  readonly place: typeof PLACES[number];
  readonly selfGrant: typeof SELF_GRANTS[number];
  readonly boundary: typeof BOUNDARIES[number];
}

/** Every combination for one identity. */
function combinationsOf(kind: Combination['kind'], origin: Combination['origin'], env: Combination['env']): Combination[] {
  return [false, true].flatMap((inline) => PLACES.flatMap((place) => SELF_GRANTS.flatMap((selfGrant) => BOUNDARIES.map((boundary) =>
    ({ kind, origin, env, inline, place, selfGrant, boundary })))));
}

const isOwned = ({ origin }: Combination) => origin.startsWith('owned');
const isApplied = ({ boundary }: Combination) => boundary.startsWith('applied');
const isInStage = ({ boundary }: Combination) => boundary.endsWith('of a Stage');

/** What is said to a combination that is impossible. */
function refusalOf(combination: Combination): string | undefined {
  const { kind, inline, selfGrant, place } = combination;
  if (inline && selfGrant !== undefined) {
    return '\'inline\' must be left out with \'selfGrant\'';
  }
  if (isOwned(combination) && selfGrant === SelfGrant.BOUNDED && place === 'another stack') {
    return `a permissions boundary must be in the stack of the ${kind.toLowerCase()} that it bounds`;
  }
  const boundaries = [selfGrant === SelfGrant.BOUNDED, isApplied(combination), isInStage(combination)].filter((one) => one).length;
  if (!isOwned(combination) && selfGrant === SelfGrant.BOUNDED && isApplied(combination)) {
    return 'because an identity has one boundary';
  }
  return isOwned(combination) && boundaries > 1 ? 'already has another permissions boundary' : undefined;
}

function identityIn(scope: Construct, { kind, origin }: Combination, name: string): iam.IRole | iam.IUser {
  const arn = (path: string) => `arn:aws:iam::123456789012:${kind.toLowerCase()}/${path}${name}`;
  const path = '/a/b/';
  if (kind === 'Role') {
    const assumedBy = new iam.ServicePrincipal('ecs-tasks.amazonaws.com');
    switch (origin) {
      case 'owned': return new iam.Role(scope, 'Agent', { assumedBy });
      case 'owned, with name and path': return new iam.Role(scope, 'Agent', { assumedBy, roleName: name, path });
      case 'by ARN': return iam.Role.fromRoleArn(scope, 'Agent', arn(''));
      case 'by ARN with a path': return iam.Role.fromRoleArn(scope, 'Agent', arn('a/b/'));
      case 'by name': return iam.Role.fromRoleName(scope, 'Agent', name);
      case 'by name with a path': return iam.Role.fromRoleName(scope, 'Agent', `a/b/${name}`);
      case 'by attributes': return iam.Role.fromRoleArn(scope, 'Agent', arn(''), { mutable: true, defaultPolicyName: 'Unused' });
    }
  }
  switch (origin) {
    case 'owned': return new iam.User(scope, 'Agent');
    case 'owned, with name and path': return new iam.User(scope, 'Agent', { userName: name, path });
    case 'by ARN': return iam.User.fromUserArn(scope, 'Agent', arn(''));
    case 'by ARN with a path': return iam.User.fromUserArn(scope, 'Agent', arn('a/b/'));
    case 'by name': return iam.User.fromUserName(scope, 'Agent', name);
    case 'by name with a path': return iam.User.fromUserName(scope, 'Agent', `a/b/${name}`);
    case 'by attributes': return iam.User.fromUserAttributes(scope, 'Agent', { userArn: arn('') });
  }
}

interface Built {
  readonly combination: Combination;
  readonly name: string;
  /** With the identity, and the boundary that is applied to it. */
  readonly target: Construct;
  readonly policy: ITeleportPolicy;
}

/** Two stacks for all combinations that share them, as hundreds of stacks take their time. */
function build(scope: App | Stage, combination: Combination, name: string): Built {
  const { env, place, inline, selfGrant } = combination;
  const stackOf = (id: string) => scope.node.tryFindChild(id) as Stack | undefined ?? new Stack(scope, id, { env });
  const target = new Construct(stackOf(place === 'same stack' ? 'Same' : 'Targets'), name);
  const identity = identityIn(target, combination, name);
  const policy = new TeleportDatabaseDiscoveryPolicy(new Construct(stackOf(place === 'same stack' ? 'Same' : 'Policies'), `${name}-policy`), 'Discovery', {
    target: identity, databaseTypes: [DatabaseType.RDS], inline, selfGrant,
  });
  if (isApplied(combination)) {
    new TeleportDatabasePermissionsBoundary(target, 'Boundary', { policies: [policy] }).applyTo(identity);
  }
  return { combination, name, target, policy };
}

/** The resources of constructs, in templates without cycles. */
class Templates {
  private readonly templates = new Map<Stack, { [section: string]: any }>();

  public of(stack: Stack): { [section: string]: any } {
    const template = this.templates.get(stack) ?? Template.fromStack(stack).toJSON();
    this.templates.set(stack, template);
    return template;
  }

  public resources(construct: IConstruct, type: string): any[] {
    const stack = Stack.of(construct);
    const ids: string[] = construct.node.findAll().filter(CfnResource.isCfnResource).map(({ logicalId }) => stack.resolve(logicalId));
    return ids.map((id) => ({ id, Properties: {}, ...this.of(stack).Resources[id] })).filter(({ Type }) => Type === type);
  }

  /** What a reference to another stack means there. */
  public exported(reference: any, from: Stack): unknown {
    const outputs: { Value: unknown; Export: { Name: string } }[] = Object.values(this.of(from).Outputs ?? {});
    return outputs.find(({ Export: { Name } }) => Name === reference['Fn::ImportValue'])?.Value;
  }
}

function warningsIn(...constructs: IConstruct[]): string[] {
  return [...new Set(constructs.flatMap((construct) => warningsBelow(construct)).map((id) => id.replace('cdk-teleport-database-access:', '')))].sort();
}

interface Outcome {
  readonly combination: Combination;
  readonly attachedTo: unknown[];
  readonly alsoAttachedTo?: unknown[];
  /** The boundary of an identity of the app. */
  readonly boundary?: string;
  /** What the policy says that the identity may edit. */
  readonly selfGrantOn: string[];
  readonly warnings: string[];
}

function outcomeOf(templates: Templates, { combination, target, policy }: Built): Outcome {
  const { kind, inline } = combination;
  const [agent] = templates.resources(target, `AWS::IAM::${kind}`);
  const policies = templates.resources(policy, inline ? 'AWS::IAM::Policy' : 'AWS::IAM::ManagedPolicy');
  const [{ Properties: attached }] = policies.filter(({ Properties: { Roles, Users } }) => (Roles ?? Users) !== undefined);
  const ours = [...policies, ...templates.resources(target, 'AWS::IAM::ManagedPolicy')].filter(({ Properties: { Roles, Users } }) => (Roles ?? Users) === undefined);
  const local = (value: unknown) => deployed(templates.exported(value, Stack.of(target)) ?? value);
  const told = (value: unknown) => [`<${agent?.id}>`, `<${agent?.id}.Arn>`].includes(local(value)) ? 'the identity of the app' : local(value);
  const boundary = deployed(agent?.Properties.PermissionsBoundary);
  return {
    combination,
    attachedTo: attached[`${kind}s`].map(told),
    alsoAttachedTo: attached[kind === 'Role' ? 'Users' : 'Roles'],
    boundary: ours.some(({ id }) => boundary === `<${id}>`) ? 'ours' : boundary,
    selfGrantOn: [...new Set<string>(attached.PolicyDocument.Statement.flatMap(({ Sid, Resource }: any) => Sid.startsWith('SelfGrant') ? [told(Resource)] : []))],
    warnings: warningsIn(target, policy),
  };
}

function expectedOutcomeOf({ combination, name }: Built): Outcome {
  const { kind, origin, env, selfGrant } = combination;
  const owned = isOwned(combination);
  const bounded = selfGrant === SelfGrant.BOUNDED || isApplied(combination);
  // the whole ARN, or IAM would not know the agent by it
  const arn = `arn:aws:iam::123456789012:${kind.toLowerCase()}/${origin.endsWith('with a path') ? 'a/b/' : ''}${name}`;
  return {
    combination,
    attachedTo: [owned ? 'the identity of the app' : name],
    boundary: !owned ? undefined : bounded ? 'ours' : isInStage(combination) ? 'arn:aws:iam::123456789012:policy/organisation' : undefined,
    selfGrantOn: selfGrant === undefined ? [] : [owned ? 'the identity of the app' : arn],
    warnings: [
      ...env === undefined && ['by ARN', 'by ARN with a path', 'by attributes'].includes(origin) ? ['accountNotCompared'] : [],
      ...bounded && !owned ? ['boundaryNotApplied'] : [],
      ...selfGrant === SelfGrant.UNBOUNDED ? ['unboundedSelfGrant'] : [],
    ],
  };
}

describe.each(['Role', 'User'] as const)('a %s', (kind) => {
  describe.each(ORIGINS)('%s', (origin) => {
    test.each([['in stacks that know where they are deployed', ENV], ['in stacks that do not', undefined]])('%s: every combination is attached, or refused', (_, env) => {
      const appIn = () => new App({ analyticsReporting: false, treeMetadata: false });
      const stageIn = (app: App) => new Stage(app, 'Stage', { permissionsBoundary: PermissionsBoundary.fromName('organisation') });
      const app = appIn();
      const stage = stageIn(app);
      const built: Built[] = [];
      combinationsOf(kind, origin, env).forEach((combination, index) => {
        const refusal = refusalOf(combination);
        const name = `agent-${index}`;
        if (refusal === undefined) {
          built.push(build(isInStage(combination) ? stage : app, combination, name));
          return;
        }
        const alone = isInStage(combination) ? stageIn(appIn()) : appIn();
        expect(() => {
          build(alone, combination, name);
          alone.synth(); // where a boundary of a Stage is seen
        }).toThrow(refusal);
      });
      expect(built).toHaveLength(isOwned(combinationsOf(kind, origin, env)[0]) ? 19 : 28);
      const templates = new Templates();
      expect(built.map((one) => outcomeOf(templates, one))).toEqual(built.map(expectedOutcomeOf));
    });
  });
});

describe('an identity that is imported by a reference', () => {
  const policyFor = (stack: Stack, target: iam.IIdentity) => {
    new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target, databaseTypes: [DatabaseType.RDS] });
    const [{ Roles, Users }] = propertiesOf(stack, 'AWS::IAM::ManagedPolicy');
    return Roles ?? Users;
  };

  test.each<[string, (stack: Stack) => iam.IIdentity]>([
    ['role', (stack) => iam.Role.fromRoleArn(stack, 'Again', Fn.importValue('arn'))],
    ['user', (stack) => iam.User.fromUserArn(stack, 'Again', Fn.importValue('arn'))],
    ['role of the app with a path', (stack) => iam.Role.fromRoleArn(stack, 'Again', roleIn(stack, 'Agent', { path: '/a/' }).roleArn)],
    ['user of the app with a path', (stack) => iam.User.fromUserArn(stack, 'Again', new iam.User(stack, 'Agent', { path: '/a/' }).userArn)],
  ])('a %s is refused: CDK takes a part of the path for the name', (_, importIn) => {
    const stack = stackIn();
    expect(() => policyFor(stack, importIn(stack))).toThrow(
      /^'target' must be imported by its name or a literal ARN; got Stack\/Again, imported by an ARN that is a token; a token does not tell the name from the path; import it with iam\.(Role|User)\.from(Role|User)Name\(\)$/);
  });

  test('a role by its name gets the policy', () => {
    const stack = stackIn();
    expect(policyFor(stack, iam.Role.fromRoleName(stack, 'Again', Fn.importValue('name')))).toEqual([{ 'Fn::ImportValue': 'name' }]);
  });
  test('a user by its name gets the policy', () => {
    const stack = stackIn();
    expect(policyFor(stack, iam.User.fromUserName(stack, 'Again', Fn.importValue('name')))).toEqual([{ 'Fn::ImportValue': 'name' }]);
  });
});

/** The feature flags of a new app: the file that `cdk init` copies into its cdk.json. */
const flags: { readonly [flag: string]: unknown } = JSON.parse(
  readFileSync(join(dirname(require.resolve('aws-cdk/package.json')), 'lib', 'init-templates', '.recommended-feature-flags.json'), 'utf8'));

describe('the smallest app of the README, with the feature flags of a new app', () => {
  function firstExample(): Stack {
    const stack = stackIn({}, 'Teleport', new App({ context: flags }));
    const agentRole = new iam.Role(stack, 'Agent', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    const access = new TeleportDatabaseAccess(stack, 'Access', {
      target: agentRole,
      databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
      databases: [RdsDatabase.any({ databaseUsers: ['reader'] })],
    });
    const teleport = new TeleportAgentConfiguration({ policies: [access] });
    new CfnOutput(stack, 'TeleportYaml', { value: teleport.teleportYaml({ proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent' }).toYaml() });
    new CfnOutput(stack, 'JoinToken', { value: teleport.joinToken({ name: 'database-agent' }).toYaml() });
    return stack;
  }

  test('warns about nothing', () => {
    expect(flags).toMatchObject({ '@aws-cdk/aws-iam:minimizePolicies': true }); // these are the flags
    expect(warningsOf(firstExample())).toEqual([]);
  });

  test('is the same in every synthesis', () => {
    expect(resourcesOf(firstExample())).toEqual(resourcesOf(firstExample()));
  });
});

describe('whatever the app prefers', () => {
  function preferring(context: typeof flags): unknown {
    const stack = stackIn(ENV, 'Stack', new App({ context }));
    const { RDS, AURORA, ELASTICACHE, MEMORYDB } = DatabaseType;
    new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', {
      target: roleIn(stack),
      databaseTypes: [RDS, AURORA, ELASTICACHE, MEMORYDB],
      manageUsersOf: [ELASTICACHE, MEMORYDB],
      selfGrant: SelfGrant.BOUNDED,
    });
    new TeleportDatabaseDiscoveryPolicy(stack, 'Documented', { target: roleIn(stack, 'Other'), databaseTypes: [RDS, AURORA], inline: true, asDocumented: true });
    return Object.entries(resourcesOf(stack)).filter(([, { Type }]) => Type.startsWith('AWS::IAM::'));
  }

  test.each([true, false])('minimizePolicies: %s changes nothing', (minimize) => {
    expect(preferring({ '@aws-cdk/aws-iam:minimizePolicies': minimize })).toEqual(preferring({}));
  });

  test('no feature flag of a new app does, but for the one that writes the partition as a literal', () => {
    const { '@aws-cdk/core:enablePartitionLiterals': literals, ...others } = flags;
    expect(literals).toBe(true);
    expect(preferring(others)).toEqual(preferring({}));
    expect(deployed(preferring(flags))).toEqual(deployed(preferring({})));
  });
});

test('the same inline policy for one imported role in two regions has two names, so that neither overwrites the other', () => {
  const app = new App();
  const stacks = ['eu-west-1', 'us-east-1'].map((region) => {
    const stack = new Stack(app, `Teleport-${region}`, { stackName: 'teleport', env: { ...ENV, region } });
    const role = iam.Role.fromRoleName(stack, 'Agent', 'agent');
    new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: role, databaseTypes: [DatabaseType.RDS], inline: true });
    return stack;
  });
  const inline = stacks.flatMap((stack) => propertiesOf(stack, 'AWS::IAM::Policy')).map(({ PolicyName, Roles }) => [PolicyName, ...Roles]);
  expect(inline).toEqual([['teleport-Discovery-DBE76458-eu-west-1', 'agent'], ['teleport-Discovery-DBE76458-us-east-1', 'agent']]);
});
