import { isTrue } from './conditions';
import { resolved } from './resolve';
import { Scope } from './scope';
import { Assumptions, Guard, World, worlds } from './worlds';
import { functionOf } from '../../../src/private/tokens/intrinsic';
import { listOf } from '../assembly/json';

/** A scope under assumptions that are still to be made. */
export type ScopeOf = (assumed: Assumptions) => Scope;

/** Each element of a list, or each that `Fn::If` may put in its place, with what makes it one. */
export function elementsOf(value: unknown, scopeOf: ScopeOf, guards: readonly Guard[]): World<unknown>[] {
  if (value === undefined || value === null) {
    return [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((one) => elementsOf(one, scopeOf, guards));
  }
  const { name, argument } = functionOf(value) ?? {};
  if (name === 'Fn::If') {
    const [condition, yes, no] = listOf(argument);
    return worlds((assumed) => isTrue(String(condition), scopeOf(assumed)), guards)
      .flatMap((world) => elementsOf(world.result ? yes : no, scopeOf, world.guards));
  }
  return name === 'Ref' && argument === 'AWS::NoValue' ? [] : [{ guards, result: value }];
}

/** The same of names or ARNs, where one function may be the whole list. */
export function namesOf(value: unknown, scopeOf: ScopeOf, given: readonly Guard[]): World<unknown>[] {
  return elementsOf(value, scopeOf, given).flatMap((one) => functionOf(one.result) === undefined ? [one]
    : worlds((assumed) => resolved(one.result, scopeOf(assumed)), one.guards).flatMap(({ guards, result }): World<unknown>[] =>
      Array.isArray(result) ? result.map((name) => ({ guards, result: name as unknown })) : [{ guards, result: one.result }]));
}
