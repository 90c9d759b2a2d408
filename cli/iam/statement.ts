import { conditionLiteral } from './condition';
import { Literal } from './literal';
import { Pattern, patternOf } from './pattern';
import { PatternSet } from './pattern-set';
import { principalPatterns } from './principal';

/** A statement that applies to a request which has all that it demands. */
export interface Demands {
  readonly effect: 'Allow' | 'Deny';
  readonly demands: readonly Literal[];
}

/** A statement of a policy in plain words: no function of CloudFormation, and lists where IAM takes one value for a list of one. */
export interface PlainStatement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  /** Type and value, such as `Service` and `ec2.amazonaws.com`, or `*` and `*`. */
  readonly principals?: readonly (readonly [string, string])[];
  readonly notPrincipals?: readonly (readonly [string, string])[];
  readonly conditions?: readonly { readonly operator: string; readonly key: string; readonly values: readonly string[] }[];
}

export function demandsOf(statement: PlainStatement): Demands {
  const { effect, actions, notActions, resources, notResources, principals, notPrincipals, conditions = [] } = statement;
  const ofPrincipal = ([type, value]: readonly [string, string]) => principalPatterns(type, value);
  return {
    effect,
    demands: [
      ...demand('action', actions, notActions, actionPatterns),
      ...demand('resource', resources, notResources, (text) => [patternOf(text)]),
      ...demand('principal', principals, notPrincipals, ofPrincipal),
      ...conditions.map(({ operator, key, values }) => conditionLiteral(operator, key, values)),
    ],
  };
}

const actionPatterns = (text: string) => [patternOf(text, { anyCase: true })];

function demand<T>(
  about: string, some: readonly T[] | undefined, others: readonly T[] | undefined, patternsOf: (value: T) => Pattern[],
): Literal[] {
  return [{ values: some, isNot: false }, { values: others, isNot: true }].flatMap(({ values, isNot }) =>
    values === undefined ? [] : [{ about, accepts: new PatternSet(values.flatMap(patternsOf)), isNot, ifAbsent: false }]);
}

/** A policy whose content nobody here knows: what it allows, and what it may deny. `undecided` as in a literal. */
export function unknownPolicy(arn: string, mayDeny: boolean, undecided: Literal['undecided']): Demands[] {
  const unknown = (what: string): Literal => ({ about: `${arn} ${what}`, isNot: false, ifAbsent: false, undecided });
  return [
    { effect: 'Allow', demands: [unknown('allows')] },
    ...mayDeny ? [{ effect: 'Deny', demands: [unknown('denies')] } as const] : [],
  ];
}
