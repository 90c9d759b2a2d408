import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { access, anyone, AS_DOCUMENTED, Ask, ASKS } from './asks';
import { Documents, PolicyDocument } from './evaluator';
import { ACCOUNT, Surroundings } from './requests';
import { RdsDatabase, SelfGrant, TeleportDatabasePermissionsBoundary } from '../../src';
import { deployed, resourcesOf } from '../support/template';
import { Wish } from './table/row';

/** Documents out of a template, and what they should allow. */
export interface Configuration {
  readonly name: string;
  readonly documents: Documents;
  readonly where: Surroundings;
  readonly wishes: ReadonlySet<Wish>;
  /** What is asked for is tight: nothing to the letter of Teleport's reference. */
  readonly tight: boolean;
}

/** A partition with two of its regions. */
export const PARTITIONS: readonly (readonly [partition: string, region: string, otherRegion: string])[] = [
  ['aws', 'eu-west-1', 'us-east-1'],
  ['aws-cn', 'cn-north-1', 'cn-northwest-1'],
  ['aws-us-gov', 'us-gov-west-1', 'us-gov-east-1'],
];

interface Target {
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

const EVERYTHING: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** With whose boundary, and whether the agent may edit itself. */
type Rein = 'none' | 'inline' | 'boundary' | 'boundary with patterns' | 'bounded' | 'unbounded' | 'unbounded with boundary';

/** The documents of one ask as deployed, and, where there is a boundary, after the agent granted itself `*` on `*`. */
function configure(
  ask: Ask,
  [partition, region, otherRegion]: (typeof PARTITIONS)[number],
  target: Target,
  regions: 'one' | 'two' | 'all',
  rein: Rein,
): Configuration[] {
  const stack = new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region } });
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
      ...(rein === 'boundary with patterns' && { databases: [RdsDatabase.any(anyone)] }),
      policyName: 'boundary',
    }).applyTo(identity);
  }
  const self = `arn:${partition}:iam::${ACCOUNT}:${target.kind.toLowerCase()}/${target.path}`;
  const { policies, boundary, boundaryName } = documentsIn(stack, partition, self, target.owned);
  if ((boundary === undefined) === /boundary|^bounded/.test(rein)) {
    throw new Error(`${ask.name}, ${rein}: the boundary of ${target.name} is ${boundary === undefined ? 'missing' : 'one that nobody asked for'}`);
  }
  const where: Surroundings = {
    partition,
    region,
    otherRegion,
    kind: target.kind,
    self,
    boundary: `arn:${partition}:iam::${ACCOUNT}:policy/${boundaryName ?? 'none'}`,
  };
  const edits = editsOf(rein, target);
  const wishes: Wish[] = [
    ...ask.wishes,
    ...edits,
    ...(edits.length > 0 ? listsOf(ask) : []),
    ...(ask.inRegions && regions === 'two' ? ['second region' as const] : []),
    ...(ask.inRegions && regions === 'all' ? ['everywhere' as const] : []),
  ];
  const name = [ask.name, `as ${target.name}`, `in ${regions === 'one' ? region : `${regions} regions of ${partition}`}`, rein].join(', ');
  const tight = !ask.wishes.includes('as documented');
  const asDeployed: Configuration = { name, documents: { policies, boundary }, where, tight, wishes: new Set(wishes) };
  const granted: Wish[] = [
    ...(rein === 'bounded' ? (ask.grantable ?? []) : []),
    ...(rein === 'bounded' && regions !== 'one' ? ['grant itself elsewhere' as const] : []),
    ...(rein === 'boundary with patterns' ? ['open every rds' as const] : []),
    // a boundary that names its identity needs no condition on itself, one that cannot speaks of all identities that have it
    ...(edits.length === 0 ? [] : [target.isNamed ? ('edit itself unbounded' as const) : ('be any role of its boundary' as const)]),
  ];
  return boundary === undefined
    ? [asDeployed]
    : [
      asDeployed,
      {
        name: `${name}, after it granted itself everything`,
        documents: { policies: [...policies, EVERYTHING], boundary },
        where,
        tight,
        wishes: new Set([...wishes, ...granted]),
      },
    ];
}

/** Teleport grants itself logins, and not the lists that belong to them. */
const listsOf = ({ grantable = [] }: Ask) => grantable.filter((wish) => wish.startsWith('list'));

function editsOf(rein: Rein, { isNamed }: Target): Wish[] {
  if (!rein.includes('bounded')) {
    return [];
  }
  return [rein === 'unbounded' || (rein === 'unbounded with boundary' && isNamed) ? 'edit itself unbounded' : 'edit itself'];
}

/** What applies to the agent: a boundary of an identity that the app owns has to be on it, one of an imported identity is put there by its owner. */
function documentsIn(stack: Stack, partition: string, self: string, owned: boolean): Documents & { boundaryName?: string } {
  const resources = Object.entries(resourcesOf(stack));
  const agent = resources.find(([id, { Type }]) => id.startsWith('Agent') && /^AWS::IAM::(Role|User)$/.test(Type))?.[1].Properties;
  const policies: PolicyDocument[] = [];
  let boundary: { boundary: PolicyDocument; boundaryName: string } | undefined;
  for (const [id, { Properties }] of resources.filter(([, { Type }]) => /^AWS::IAM::(Managed)?Policy$/.test(Type))) {
    const written = JSON.stringify(deployed(Properties.PolicyDocument, { 'AWS::Partition': partition }));
    const document: PolicyDocument = JSON.parse(written.replace(/<Agent\w+\.Arn>/g, self));
    if (Properties.Roles ?? Properties.Users) {
      policies.push(document);
    } else if (!owned || agent?.PermissionsBoundary?.Ref === id) {
      boundary = { boundary: document, boundaryName: Properties.ManagedPolicyName };
    }
  }
  return { policies, ...boundary };
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

/**
 * Every ask with every rein in every partition and choice of regions, for every kind of target that makes a difference; or every ask once and a few
 * others.
 */
export function configurations(which: 'all' | 'few'): Configuration[] {
  const all = [...ASKS, ...AS_DOCUMENTED].flatMap((ask, turn) =>
    reinsOf(ask).flatMap((rein) =>
      targetsOf(rein, turn).flatMap((target, number) =>
        PARTITIONS.flatMap((partition, place) =>
          REGIONS[ask.inRegions ? 'some' : 'none'].map((regions) => ({
            ask,
            rein,
            target,
            partition,
            regions,
            turn: turn + number + place,
            isOnce: rein === 'none' && regions === 'one' && place === turn % PARTITIONS.length,
          })),
        ),
      ),
    ),
  );
  // the choice of regions has no bearing on who edits itself: one for each target there
  const chosen = all.filter(
    ({ ask, rein, regions, turn }) => !rein.includes('bounded') || !ask.inRegions || regions === REGIONS.some[turn % REGIONS.some.length],
  );
  return chosen
    .filter(({ isOnce }, index) => which === 'all' || isOnce || index % 79 === 0)
    .flatMap(({ ask, partition, target, regions, rein }) => configure(ask, partition, target, regions, rein));
}
