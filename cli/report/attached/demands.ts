import { isUnknown, Ruling } from './rules';
import { Literal } from '../../iam/literal';
import { patternOf } from '../../iam/pattern';
import { PatternSet } from '../../iam/pattern-set';
import { Demands, demandsOf, unknownPolicy } from '../../iam/statement';
import { Guard } from '../resolve/worlds';

/** What a rule demands of a request, assumptions about the template included. */
export function demandsOfRuling(ruling: Ruling, otherHas: (unknown: string) => boolean): Demands[] {
  const guards = ruling.guards.map(guardLiteral);
  const demands = isUnknown(ruling)
    ? unknownPolicy(ruling.unknown, ruling.mayDeny, otherHas(ruling.unknown) ? 'if true' : 'always') : [demandsOf(ruling.statement)];
  return demands.map((one) => ({ effect: one.effect, demands: [...guards, ...one.demands] }));
}

function guardLiteral({ operator, key, values: [value] }: Guard): Literal {
  if (operator === 'Stack') {
    return { about: `condition ${key}`, isNot: value === 'false', ifAbsent: false };
  }
  const accepts = new PatternSet([patternOf(value, { exact: true })]);
  return { about: `parameter ${key}`, accepts, isNot: operator === 'ParameterNot', ifAbsent: false };
}
