import { Stack } from 'aws-cdk-lib';
import { Ask } from './asks';
import { Documents, PolicyDocument } from './evaluator';
import { Choice, choices, Rein, stackOf, Target } from './matrix';
import { ACCOUNT, Surroundings } from './requests';
import { deployed, resourcesOf } from '../support/template';
import { Wish } from './table/row';

/** Documents out of a template, and what they should allow. */
export interface Configuration {
  readonly name: string;
  readonly documents: Documents;
  readonly where: Surroundings;
  readonly wishes: ReadonlySet<Wish>;
}

const EVERYTHING: PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** The documents of one ask as deployed, and, where there is a boundary, after the agent granted itself `*` on `*`. */
function configure(choice: Choice): Configuration[] {
  const { ask, target, regions, rein } = choice;
  const { partition, region, otherRegion } = choice.partition;
  const self = `arn:${partition}:iam::${ACCOUNT}:${target.kind.toLowerCase()}/${target.path}`;
  const { policies, boundary, boundaryName } = documentsIn(stackOf(choice), partition, self, target.owned);
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
  const asDeployed: Configuration = { name, documents: { policies, boundary }, where, wishes: new Set(wishes) };
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

/** What all of them, or a few, come to. */
export function configurations(which: 'all' | 'few'): Configuration[] {
  return choices(which).flatMap(configure);
}
