import { listedOn } from './lists';
import { Given, GivenStatement, Need } from './model';
import { REGION, regionOf } from './needs';
import { Rule, together } from './together';
import { conditionLiteral } from '../iam/condition';
import { exceeds, Side, Verdict } from '../iam/decide';
import { Literal } from '../iam/literal';
import { Demands, demandsOf, PlainStatement, unknownPolicy } from '../iam/statement';
import { Meter } from '../iam/text';

/** Allows whatever is asked: a part of a statement is decided about, and nothing else. */
const ALL: Demands = { effect: 'Allow', demands: [] };

/** Who asks, and where. */
export interface Asker {
  readonly partition: string;
  readonly account: string;
  /** The ARN, if it is known. */
  readonly arn?: string;
}

/** What was found about a part that no longer can be divided. */
export interface Found<T> {
  readonly part: T;
  readonly verdict: Exclude<Verdict, 'no'>;
}

/** Decides about the policies of one identity, with as much work as a meter lets it do: whatever is left then is undecided. */
export class Decider {
  public readonly given: Side;
  private readonly denies: readonly Demands[];
  private readonly factsAnywhere: readonly Literal[];
  /** Beyond these, parts stay undivided: ten thousand actions on ten thousand resources would fill the memory. */
  private divisions = 100_000;

  constructor(given: Given, private readonly asker: Asker, private readonly meter = new Meter(300_000_000)) {
    this.given = { policies: demandsIn(given.policies), ...given.boundary && { boundary: demandsIn(given.boundary) } };
    this.denies = this.given.policies.filter(({ effect }) => effect === 'Deny');
    const { account, arn } = asker;
    this.factsAnywhere = [
      conditionLiteral('Bool', 'aws:SecureTransport', ['true']),
      conditionLiteral('Bool', 'aws:PrincipalIsAWSService', ['false']),
      conditionLiteral('StringEquals', 'aws:PrincipalAccount', [account]),
      ...arn === undefined ? [] : [conditionLiteral('StringEquals', 'aws:PrincipalArn', [arn])],
    ];
  }

  /** What of a need some policies do not allow. */
  public missing(need: Need, by: Side = this.given): Found<Need>[] {
    return this.divided(this.asAsked(need), (part) => this.exceeding(part, { policies: [ALL] }, by));
  }

  /** What of a statement nothing needs. */
  public wider({ plain }: GivenStatement, needs: readonly Demands[]): Found<PlainStatement>[] {
    const side: Side = { policies: [ALL, ...this.denies], boundary: this.given.boundary };
    return this.divided([plain], (part) => this.exceeding(part, side, { policies: needs }));
  }

  /** Whether there is a request of a part that one side allows and the other does not. */
  public exceeding(part: Rule, side: Side, other: Side): Verdict {
    const { demands } = demandsOf({ effect: 'Allow', ...part });
    return exceeds([...demands, ...this.facts(part)], side, other, this.meter);
  }

  /** A list as AWS compares it with a policy. */
  private asAsked(need: Need): Need[] {
    if (need.resources.length !== 1 || need.resources[0] !== '*') {
      return [need];
    }
    return need.actions.map((action) => ({
      ...need,
      actions: [action],
      resources: [listedOn(action, this.asker.partition, need.region ?? '*', this.asker.account) ?? '*'],
    }));
  }

  /** What is true of every such request, whoever sends it. */
  private facts({ actions = [], resources = [] }: Rule): readonly Literal[] {
    const regions = new Set(resources.map(regionOf));
    const isElsewhere = actions.some((action) => /^(?:kms|sts):/i.test(action));
    const [region] = regions.size === 1 && !isElsewhere ? regions : [];
    return region === undefined ? this.factsAnywhere : [...this.factsAnywhere, conditionLiteral('StringEquals', REGION, [region])];
  }

  /** Divides what was found until each part has one action and one resource. */
  private divided<T extends Rule>(parts: readonly T[], verdictOn: (part: T) => Verdict): Found<T>[] {
    return parts.flatMap((part) => {
      const verdict = verdictOn(part);
      const { actions = [], resources = [] } = part;
      this.divisions -= 1;
      if (verdict === 'no' || this.divisions < 0 || (actions.length < 2 && resources.length < 2)) {
        return verdict === 'no' ? [] : [{ part, verdict }];
      }
      const smaller = actions.length > 1 ? portions(actions).map((some) => ({ ...part, actions: some }))
        : portions(resources).map((some) => ({ ...part, resources: some }));
      return this.divided(smaller, verdictOn);
    });
  }
}

/** Sixteen parts of a list, or each item of a shorter one. */
function portions<T>(list: readonly T[]): T[][] {
  const size = Math.ceil(list.length / 16);
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));
}

function demandsIn(policies: Given['policies']): Demands[] {
  const statements = together(policies.flatMap((policy) => policy.statements.map(({ plain }) => plain)));
  return [...statements.map(demandsOf), ...policies.flatMap(({ name, unknown }) => [
    ...unknown === undefined ? [] : unknownPolicy(name, false, 'always'),
  ])];
}
