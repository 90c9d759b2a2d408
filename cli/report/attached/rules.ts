import { functionOf } from '../../../src/private/tokens/intrinsic';
import { PlainStatement } from '../../iam/statement';
import { isObject, listOf, objectOr, textOr } from '../assembly/json';
import { meaningOf } from '../model/meaning';
import { Condition } from '../model/report';
import { reasonInWords } from '../model/words';
import { elementsOf, ScopeOf } from '../resolve/elements';
import { asText, resolved } from '../resolve/resolve';
import { Guard, TooManyWorlds, World, worlds } from '../resolve/worlds';

/** A statement that decides, when it does, and why it is there. */
export interface Rule {
  readonly guards: readonly Guard[];
  readonly reason: string;
  readonly statement: PlainStatement;
  /** The policy that it is the only statement of, if an ARN alone names it. */
  readonly arn?: string;
}

/** A policy, or a statement, whose content the assembly does not have. */
export interface Unknown {
  readonly guards: readonly Guard[];
  readonly unknown: string;
  /** Policies of AWS allow only, but for a few. */
  readonly mayDeny: boolean;
}

export type Ruling = Rule | Unknown;

export const isUnknown = (ruling: Ruling): ruling is Unknown => 'unknown' in ruling;

/** What a document says, under each of what makes it one. `isOurs` as long as its statements may have reasons of this library. */
export function rulesOf(document: unknown, scopeOf: ScopeOf, guards: readonly (readonly Guard[])[], mayBeDocumented: boolean): Ruling[] {
  const statements = guards.flatMap((given) => elementsOf(document, scopeOf, given))
    .flatMap((one) => isReadable(one.result) ? elementsOf(objectOr(one.result).Statement, scopeOf, one.guards) : [one]);
  const hasSids = statements.some(({ result }) => objectOr(result).Sid !== undefined);
  return statements.flatMap((one) => {
    try {
      return statementRules(one, scopeOf, mayBeDocumented && !hasSids);
    } catch (error) {
      if (error instanceof TooManyWorlds) {
        return unreadable(one);
      }
      throw error;
    }
  });
}

const isReadable = (value: unknown) => isObject(value) && functionOf(value) === undefined;
const unreadable = ({ guards, result }: World<unknown>): Unknown =>
  ({ guards, unknown: `statement ${JSON.stringify(result)}`, mayDeny: true });

function statementRules(world: World<unknown>, scopeOf: ScopeOf, mayBeDocumented: boolean): Ruling[] {
  if (!isObject(world.result) || !isReadable(world.result)) {
    return [unreadable(world)];
  }
  const { Action, Resource, ...rest } = world.result;
  return worlds((assumed) => objectOr(resolved(rest, scopeOf(assumed))), world.guards).flatMap(({ guards, result }): Ruling[] => {
    const effect = result.Effect;
    const [actions, resources] = [Action, Resource].map((value) => grouped(value, scopeOf, guards));
    const hasAction = (Action ?? result.NotAction) !== undefined;
    if ((effect !== 'Allow' && effect !== 'Deny') || !hasAction) {
      return [unreadable({ guards, result: { ...result, Action, Resource } })];
    }
    return actions.flatMap((action) => resources.filter((resource) => agree(action.guards, resource.guards)).map((resource): Rule => ({
      guards: [...action.guards, ...resource.guards.slice(guards.length)],
      reason: reasonInWords(meaningOf(textOr(result.Sid), action.result ?? [], mayBeDocumented)),
      statement: {
        effect,
        actions: action.result,
        notActions: texts(result.NotAction),
        resources: resource.result,
        notResources: texts(result.NotResource),
        principals: principals(result.Principal),
        notPrincipals: principals(result.NotPrincipal),
        conditions: conditionsOf(result.Condition),
      },
    })));
  });
}

/** Nothing is assumed in both and differs. */
const agree = (some: readonly Guard[], others: readonly Guard[]) => !some.some((one) => others.some((other) =>
  one.key === other.key && one.operator === other.operator && one.operator !== 'ParameterNot' && one.values[0] !== other.values[0]));

/** The elements of a list that are there under the same assumptions. */
function grouped(value: unknown, scopeOf: ScopeOf, given: readonly Guard[]): World<string[] | undefined>[] {
  if (value === undefined) {
    return [{ guards: given, result: undefined }];
  }
  const groups = new Map<string, { guards: readonly Guard[]; result: string[] }>();
  for (const element of elementsOf(value, scopeOf, given)) {
    for (const { guards, result } of worlds((assumed) => resolved(element.result, scopeOf(assumed)), element.guards)) {
      const key = JSON.stringify(guards);
      const own = groups.get(key) ?? { guards, result: [] };
      groups.set(key, own);
      own.result.push(...listOf(result).filter((one) => typeof one !== 'symbol').map(asText));
    }
  }
  return [...groups.values()];
}

const texts = (value: unknown) => value === undefined ? undefined : listOf(value).map(asText);

function principals(value: unknown): [string, string][] | undefined {
  return value === undefined ? undefined : isObject(value)
    ? Object.entries(value).flatMap(([type, some]) => listOf(some).map((one): [string, string] => [type, asText(one)]))
    : listOf(value).map((one): [string, string] => ['*', asText(one)]);
}

/** What only the deployment knows, as of `CfnJson`, is a condition of its own. */
function conditionsOf(value: unknown): Condition[] {
  return !isObject(value) ? value === undefined ? [] : [{ operator: 'Condition', key: asText(value), values: [] }]
    : Object.entries(value).flatMap(([operator, keys]) => !isObject(keys) ? [{ operator, key: asText(keys), values: [] }]
      : Object.entries(keys).map(([key, values]) => ({ operator, key, values: listOf(values).map(asText) })));
}
