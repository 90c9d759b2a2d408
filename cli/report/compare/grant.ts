import { Condition, Policy, Rule } from '../model/report';
import { reasonInWords } from '../model/words';

/** One action on one resource. */
export interface Grant {
  readonly effect: Rule['effect'];
  readonly action: string;
  readonly resource: string;
  readonly conditions: readonly Condition[];
  readonly reason: string;
}

/** Whatever document or statement they are in. */
export function grantsOf(policies: readonly Policy[]): Grant[] {
  return policies.flatMap(({ statements, onlyIf }) => statements.flatMap((statement) => {
    const { effect, actions, resources } = statement;
    const conditions = [...statement.conditions, ...onlyIf === undefined ? [] : [{ operator: 'Stack', key: onlyIf, values: ['true'] }]];
    const reason = reasonInWords(statement);
    return actions.flatMap((action) => resources.map((resource) => ({ effect, action, resource, conditions, reason })));
  }));
}

/** Equal for grants of the same, under whatever condition. */
export const keyOf = ({ effect, action, resource }: Grant) => `${effect} ${action} ${resource}`;

/** Equal for the same condition, in whatever order its values are. */
export const conditionKey = ({ operator, key, values }: Condition) => JSON.stringify([operator, key, [...values].sort()]);

/** Equal for the same conditions, in whatever order. */
export const conditionsKey = (conditions: readonly Condition[]) => conditions.map(conditionKey).sort().join();
