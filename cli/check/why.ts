import { Decider } from './decide';
import { Given, GivenStatement, Need } from './model';
import { meansAction } from './needs';
import { demandsOf } from '../iam/statement';
import { conditionInWords } from '../report/model/words';

const ALL = demandsOf({ effect: 'Allow', actions: ['*'], resources: ['*'] });
/** Of a statement with thousands of ARNs, these tell enough. */
const COMPARED = 300;
const SHOWN = 2;

/** Why the given policies do not allow something: a sentence each. */
export class Reasons {
  private readonly statements: readonly GivenStatement[];

  constructor(private readonly given: Given, private readonly decider: Decider) {
    this.statements = given.policies.flatMap(({ statements }) => statements);
  }

  /** Nobody knows all of the policies. */
  public get areOpen(): boolean {
    return this.given.policies.some(({ unknown }) => unknown !== undefined);
  }

  public against(need: Need): string[] {
    const { policies, boundary } = this.decider.given;
    const isAllowedBy = (side: typeof this.decider.given) => this.decider.missing(need, side).length === 0;
    const allows = policies.filter(({ effect }) => effect === 'Allow');
    const unknown = [...this.given.policies, ...this.given.boundary ?? []]
      .flatMap((one) => one.unknown === undefined ? [] : `${one.name} ${one.unknown}`);
    const denies = this.statements.filter(({ plain }) => plain.effect === 'Deny' && meansSome(plain, need.actions[0])
      && !isAllowedBy({ policies: [ALL, demandsOf(plain)] }));
    const bounding = boundary !== undefined && !isAllowedBy({ policies: boundary });
    return [
      ...isAllowedBy({ policies: allows }) ? [] : this.without(need),
      ...denies.map(({ name, plain }) => `${name} denies it${conditionsOf(plain)}`),
      ...bounding ? [`the permissions boundary ${this.given.boundary?.map(({ name }) => name).join() ?? ''} does not allow it`] : [],
      ...unknown,
    ];
  }

  /** What comes near. */
  private without(need: Need): string[] {
    const { actions: [action], resources: [resource] } = need;
    const near = this.statements.filter(({ plain }) => plain.effect === 'Allow' && meansSome(plain, action));
    if (near.length === 0) {
      return [`no statement allows ${action}`];
    }
    const limited = near.filter(({ plain }) => plain.conditions?.length
      && this.decider.missing(need, { policies: [demandsOf({ ...plain, conditions: [] })] }).length === 0);
    if (limited.length > 0) {
      return limited.slice(0, SHOWN)
        .map(({ name, plain }) => `${name} allows it${conditionsOf(plain)}, which the files do not tell of every request`);
    }
    const most = Math.ceil(COMPARED / near.length);
    const [first] = near.flatMap(({ name, plain: { resources = [] } }) =>
      resources.slice(0, most).map((other) => ({ name, other, ...difference(other, resource) })))
      .sort((one, other) => one.parts - other.parts);
    return [first === undefined ? `${near[0].name} allows ${action}, but not on this resource`
      : `${first.name} allows ${action} on ${first.other} ${first.words}`];
  }
}

function meansSome({ actions, notActions }: GivenStatement['plain'], action: string): boolean {
  return actions?.some((pattern) => meansAction(pattern, action)) ?? !notActions?.some((pattern) => meansAction(pattern, action));
}

const conditionsOf = ({ conditions = [] }: GivenStatement['plain']) =>
  conditions.length === 0 ? '' : ` only if ${conditions.map(conditionInWords).join(' and ')}`;

const PARTS = ['format', 'partition', 'service', 'region', 'account'];
const KINDS: { readonly [start: string]: string } = { db: 'an instance', cluster: 'a cluster', prx: 'a proxy' };

/** How an ARN of a statement differs from the one that is needed, the fewer the better. */
function difference(given: string, needed: string): { readonly words: string; readonly parts: number } {
  const [own, other] = [given, needed].map((arn) => {
    const all = arn.split(':');
    return [...all.slice(0, 5), all.slice(5).join(':')];
  });
  if (given === '*' || own.length !== other.length || !given.startsWith('arn:')) {
    return { words: 'alone', parts: 9 };
  }
  const differing = PARTS.filter((_, index) => !meansAction(own[index], other[index]));
  const inRest = meansAction(own[5], other[5]) ? [] : [inResource(own[5], other[5])];
  const words = [...differing.map((part) => `another ${part}`), ...inRest];
  return { words: words.length === 0 ? 'alone' : `alone: ${words.join(', ')}`, parts: words.length * 2 + inRest.length };
}

function inResource(own: string, needed: string): string {
  if (own.startsWith('alias/')) {
    return 'IAM compares the ARN of the key, never that of its alias';
  }
  const [ownId, neededId] = [own, needed].map((text) => /^dbuser:((db|cluster|prx)-[^/]*)/.exec(text));
  if (ownId !== null && neededId !== null && ownId[1] !== neededId[1]) {
    const [is, wanted] = [KINDS[ownId[2]], KINDS[neededId[2]]];
    return is === wanted ? `another resource ID, ${ownId[1]} in place of ${neededId[1]}`
      : `${ownId[1]} is the ID of ${is}, and ${neededId[1]} of ${wanted}`;
  }
  return /^dbuser:\*?[^-/]*\//.test(own) && neededId !== null && !/^dbuser:[*?]/.test(own)
    ? `the resource ID (${neededId[1]}) must stand there, not a name` : 'another resource';
}
