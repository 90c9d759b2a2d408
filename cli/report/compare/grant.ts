import { Literal } from '../../iam/literal';
import { demandsOf } from '../../iam/statement';
import { demandsOfRuling } from '../attached/demands';
import { isUnknown, Rule, Ruling } from '../attached/rules';
import { Condition, Rule as ReportRule } from '../model/report';

/** One action on one resource, or by one principal. */
export interface Grant {
  readonly effect: ReportRule['effect'];
  readonly action: string;
  readonly resource: string;
  readonly conditions: readonly Condition[];
  readonly reason: string;
  /** What it demands of a request, if the texts do not say it. */
  readonly demands?: readonly Literal[];
}

const EXCEPT = 'everything but ';

/** Whatever document or statement they are in. */
export function grantsOf(rulings: readonly Ruling[]): Grant[] {
  return rulings.flatMap((ruling) => isUnknown(ruling) || ruling.arn !== undefined ? [] : grantsOfRule(ruling));
}

function grantsOfRule({ guards, reason, statement }: Rule): Grant[] {
  const { actions, notActions, resources, notResources, effect } = statement;
  const conditions = [...statement.conditions ?? [], ...guards];
  const all = (some: readonly string[] | undefined, but: readonly string[] = []) => some ?? [`${EXCEPT}${but.join(', ')}`];
  return all(actions, notActions).flatMap((action) => all(resources, notResources).map((resource): Grant => {
    const only = { ...statement, ...actions && { actions: [action] }, ...resources && { resources: [resource] } };
    const [{ demands }] = demandsOfRuling({ guards, reason, statement: only }, () => true);
    return { effect, action, resource, conditions, reason, demands };
  }));
}

/** What a grant demands of a request. */
export function demandsOfGrant({ effect, action, resource, conditions, demands }: Grant): readonly Literal[] {
  return demands ?? demandsOf({ effect, actions: [action], resources: [resource], conditions }).demands;
}

/** Equal for grants of the same, under whatever condition. */
export const keyOf = ({ effect, action, resource }: Grant) => `${effect} ${action} ${resource}`;

/** Equal for the same condition, in whatever order its values are. */
export const conditionKey = ({ operator, key, values }: Condition) => JSON.stringify([operator, key, [...values].sort()]);

/** Equal for the same conditions, in whatever order. */
export const conditionsKey = (conditions: readonly Condition[]) => conditions.map(conditionKey).sort().join();
