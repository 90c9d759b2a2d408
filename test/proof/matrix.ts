import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { access, anyone, AS_DOCUMENTED, Ask, ASKS } from './asks';
import { ACCOUNT } from './requests';
import { RdsDatabase, SelfGrant, TeleportDatabasePermissionsBoundary } from '../../src';

/** A partition with two of its regions. */
export interface Partition {
  readonly partition: string;
  readonly region: string;
  readonly otherRegion: string;
}

const PARTITIONS: readonly Partition[] = [
  { partition: 'aws', region: 'eu-west-1', otherRegion: 'us-east-1' },
  { partition: 'aws-cn', region: 'cn-north-1', otherRegion: 'cn-northwest-1' },
  { partition: 'aws-us-gov', region: 'us-gov-west-1', otherRegion: 'us-gov-east-1' },
];

export interface Target {
  readonly name: string;
  readonly kind: 'Role' | 'User';
  readonly path: string;
  readonly owned: boolean;
  readonly isNamed: boolean;
  readonly define: (stack: Stack) => iam.IIdentity;
}

const assumedBy = new iam.ServicePrincipal('ecs-tasks.amazonaws.com');
const TARGETS: readonly Target[] = [
  { name: 'a role', kind: 'Role', path: 'Generated', owned: true, isNamed: false, define: (stack) => new iam.Role(stack, 'Agent', { assumedBy }) },
  {
    name: 'a named role',
    kind: 'Role',
    path: 'teleport/agent',
    owned: true,
    isNamed: true,
    define: (stack) => new iam.Role(stack, 'Agent', { assumedBy, roleName: 'agent', path: '/teleport/' }),
  },
  {
    name: 'an imported role',
    kind: 'Role',
    path: 'path/agent',
    owned: false,
    isNamed: true,
    define: (stack) => iam.Role.fromRoleArn(stack, 'Agent', `arn:${stack.partition}:iam::${ACCOUNT}:role/path/agent`),
  },
  { name: 'a user', kind: 'User', path: 'Generated', owned: true, isNamed: false, define: (stack) => new iam.User(stack, 'Agent') },
  {
    name: 'a named user',
    kind: 'User',
    path: 'agent',
    owned: true,
    isNamed: true,
    define: (stack) => new iam.User(stack, 'Agent', { userName: 'agent' }),
  },
  {
    name: 'an imported user',
    kind: 'User',
    path: 'agent',
    owned: false,
    isNamed: true,
    define: (stack) => iam.User.fromUserName(stack, 'Agent', 'agent'),
  },
];

const REGIONS = { none: ['one'], some: ['one', 'two', 'all'] } as const;

/** With whose boundary, and whether the agent may edit itself. */
export type Rein = 'none' | 'inline' | 'boundary' | 'boundary with patterns' | 'bounded' | 'unbounded' | 'unbounded with boundary';

/** One ask, for somebody somewhere. */
export interface Choice {
  readonly ask: Ask;
  readonly rein: Rein;
  readonly target: Target;
  readonly partition: Partition;
  readonly regions: 'one' | 'two' | 'all';
}

/** The stack that makes a choice come true. */
export function stackOf({ ask, partition: { region, otherRegion }, target, regions, rein }: Choice, app: App = new App(), id: string = 'Stack'): Stack {
  const stack = new Stack(app, id, { env: { account: ACCOUNT, region } });
  const identity = target.define(stack);
  const policy = (ask.construct ?? access)(stack, identity, {
    ...ask.options(stack, otherRegion),
    ...(ask.inRegions && regions !== 'one' && { regions: regions === 'all' ? ['*'] : [region, otherRegion] }),
    ...(rein === 'bounded' && { selfGrant: SelfGrant.BOUNDED }),
    ...(rein.startsWith('unbounded') && { selfGrant: SelfGrant.UNBOUNDED }),
    ...(rein === 'inline' && { inline: true }),
  });
  if (rein.includes('boundary')) {
    new TeleportDatabasePermissionsBoundary(stack, 'Boundary', {
      policies: [policy],
      ...(rein === 'boundary with patterns' && { patterns: [RdsDatabase.any(anyone)] }),
      policyName: 'boundary',
    }).applyTo(identity);
  }
  return stack;
}

/** What makes sense for an ask: Teleport grants itself only what it discovers, patterns have to cover something, and inline policies are small. */
function reinsOf({ name, grantable, wishes }: Ask): Rein[] {
  return [
    'none',
    'boundary',
    ...(grantable === undefined ? [] : (['bounded', 'unbounded', 'unbounded with boundary'] as const)),
    ...(wishes.includes('open the instance') ? (['boundary with patterns'] as const) : []),
    ...(name.startsWith('opens') ? (['inline'] as const) : []),
  ];
}

/** Policies speak of their own identity only where it may edit itself. */
const targetsOf = (rein: Rein, turn: number) => (rein.includes('bounded') ? TARGETS : [TARGETS[turn % TARGETS.length]]);

/** Every ask with every rein in every partition and choice of regions, for every kind of target that makes a difference. */
const ALL = [...ASKS, ...AS_DOCUMENTED].flatMap((ask, turn) =>
  reinsOf(ask).map((rein) =>
    targetsOf(rein, turn)
      .flatMap((target, number) =>
        PARTITIONS.flatMap((partition, place) =>
          REGIONS[ask.inRegions ? 'some' : 'none'].map((regions) => ({ ask, rein, target, partition, regions, turn: turn + number + place })),
        ),
      )
      // the choice of regions has no bearing on who edits itself: one for each target there
      .filter(({ regions, turn: own }) => !rein.includes('bounded') || !ask.inRegions || regions === REGIONS.some[own % REGIONS.some.length]),
  ),
);

/** All of them, or every ask with every rein once: each for another target, in another partition and choice of regions than the one before. */
export function choices(which: 'all' | 'few'): Choice[] {
  return which === 'all' ? ALL.flat() : ALL.map((alike, turn) => alike[turn % alike.length]);
}
