import { resolvedText } from './resolve';
import { allowedValues, further, isKnown, labelOf, nameOfUnknown, Scope } from './scope';
import { functionOf } from '../../../src/private/tokens/intrinsic';
import { listOf, objectOr, textOr } from '../assembly/json';

/** Whether a condition of the template is true, as far as the template tells, or else as is assumed. */
export function isTrue(name: string, scope: Scope): boolean {
  const definition = scope.template.conditions[name];
  return definition === undefined ? scope.assumed.isTrue(labelOf(name, scope))
    : scope.assumed.once(`${scope.template.key} ${name}`, () => evaluated(definition, further(scope), name));
}

function evaluated(value: unknown, from: Scope, name: string): boolean {
  const scope = further(from);
  const other = textOr(objectOr(value).Condition);
  if (other !== undefined) {
    return isTrue(other, scope);
  }
  const called = functionOf(value);
  const parts = listOf(called?.argument);
  switch (called?.name) {
    case 'Fn::And':
      return parts.every((part) => evaluated(part, scope, name));
    case 'Fn::Or':
      return parts.some((part) => evaluated(part, scope, name));
    case 'Fn::Not':
      return !evaluated(parts[0], scope, name);
    case 'Fn::Equals':
      return areEqual(parts, scope);
    default:
      return scope.assumed.isTrue(`${labelOf(name, scope)}: ${JSON.stringify(value)}`);
  }
}

function areEqual(values: readonly unknown[], scope: Scope): boolean {
  const [one, other] = values.map((value) => resolvedText(value, { ...scope, isChoice: true }));
  if (one === other || (isKnown(one) && isKnown(other))) {
    return one === other;
  }
  const [text, parameter] = isKnown(one) ? [one, nameOfUnknown(other)] : [other, isKnown(other) ? nameOfUnknown(one) : undefined];
  if (parameter === undefined) {
    return scope.assumed.isTrue(`${[one, other].sort().join(' is ')}`);
  }
  return allowedValues(parameter, scope)?.includes(text) !== false && scope.assumed.has(parameter, text);
}
