import { meaningOf } from './meaning';
import { Condition, Rule, Statement, Trust } from './report';
import { functionOf } from '../../../src/private/tokens/intrinsic';
import { JsonObject, listOf, objectOr, textOr } from '../assembly/json';
import { shown, shownList } from '../assembly/shown';

/** The statements of a policy. `isGrant`: the policy has only what the app granted later. */
export function statementsOf(document: unknown, isGrant: boolean): Statement[] {
  const written = statementsIn(document);
  const hasSids = written.some(({ statement }) => statement.Sid !== undefined);
  return written.map(({ statement, only }) => {
    const sid = textOr(statement.Sid);
    const rule = ruleOf(statement, only);
    return { sid, ...meaningOf(sid, rule.actions, !isGrant && !hasSids), ...rule, resources: butOf(statement, 'Resource') };
  });
}

/** Who may assume a role. */
export function trustOf(document: unknown): Trust[] {
  return statementsIn(document).map(({ statement, only }) => ({ ...ruleOf(statement, only), principals: principalsOf(statement) }));
}

interface Written { readonly statement: JsonObject; readonly only: readonly Condition[] }

/** `Fn::If` instead of a statement is both of its branches. */
function statementsIn(document: unknown): Written[] {
  return listOf(objectOr(document).Statement).flatMap((value) => branches(value, []));
}

function branches(value: unknown, only: readonly Condition[]): Written[] {
  const { name, argument } = functionOf(value) ?? {};
  if (name === 'Fn::If') {
    const [condition, yes, no] = listOf(argument);
    const when = (is: boolean): Condition => ({ operator: 'Stack', key: shown(condition), values: [String(is)] });
    return [...branches(yes, [...only, when(true)]), ...branches(no, [...only, when(false)])];
  }
  return name === undefined ? [{ statement: objectOr(value), only }] : []; // AWS::NoValue
}

function ruleOf(statement: JsonObject, only: readonly Condition[]): Rule {
  return {
    effect: statement.Effect === 'Deny' ? 'Deny' : 'Allow',
    actions: butOf(statement, 'Action'),
    conditions: [...conditionsOf(statement.Condition), ...only],
  };
}

/** `Action` or `NotAction`, `Resource` or `NotResource`. */
function butOf(statement: JsonObject, key: 'Action' | 'Resource'): string[] {
  const but = shownList(statement[`Not${key}`]);
  return [...shownList(statement[key]), ...but.length > 0 ? [`everything but ${but.join(', ')}`] : []];
}

function conditionsOf(value: unknown): Condition[] {
  return Object.entries(objectOr(value)).flatMap(([operator, keys]) =>
    Object.entries(objectOr(keys)).map(([key, values]) => ({ operator, key, values: shownList(values) })));
}

function principalsOf({ Principal, NotPrincipal }: JsonObject): string[] {
  const named = (value: unknown) => typeof value === 'string' ? [value] : Object.values(objectOr(value)).flatMap(shownList);
  return [...named(Principal), ...named(NotPrincipal).map((name) => `everybody but ${name}`)];
}
