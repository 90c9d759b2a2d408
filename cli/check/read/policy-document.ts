import { Json, listAt, own, textAt } from './json';
import type { Planned } from './plan';
import { statementsOf } from './statement';
import type { GivenPolicy, GivenStatement } from '../model';

/** What `data.aws_iam_policy_document` makes: its JSON if the plan knows it, else the parts of its statements that it knows. */
export function documentPolicy(name: string, { values, unknown }: Planned): GivenPolicy {
  const json = textAt(values, 'json');
  if (json !== undefined) {
    return { name, statements: statementsOf(name, json) };
  }
  const statements = listAt(values, 'statement');
  const others = ['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json'];
  const read = statements.map((statement, index) => knownPart(name, statement, listAt(unknown, 'statement')[index], index));
  const isWhole = Array.isArray(own(values, 'statement')) && own(unknown, 'statement') !== true && read.every(({ whole }) => whole)
    && others.every((key) => own(values, key) === undefined && own(unknown, key) !== true);
  return {
    name,
    statements: read.flatMap(({ statement }) => statement ?? []),
    ...isWhole ? {} : { unknown: 'is known only after apply, at least in part' },
  };
}

interface Part {
  readonly statement?: GivenStatement;
  readonly whole: boolean;
}

const KEYS = { actions: 'Action', not_actions: 'NotAction', resources: 'Resource', not_resources: 'NotResource' };

/** Actions and resources that are known allow what they allow, whatever else there is. Conditions and exceptions must all be known. */
function knownPart(name: string, statement: unknown, unknown: unknown, index: number): Part {
  const isOpen = (key: string) => mentionsTrue(own(unknown, key));
  const open = [...Object.keys(KEYS), 'effect', 'condition', 'principals', 'sid'].filter(isOpen);
  const isDeny = textAt(statement, 'effect') === 'Deny';
  if (unknown === true || open.some((key) => !['actions', 'resources', 'sid'].includes(key)) || (open.length > 0 && isDeny)) {
    return { whole: false };
  }
  const lists = Object.entries(KEYS).map(([key, as]) => [as, listAt(statement, key).filter((one) => typeof one === 'string')] as const)
    .filter(([, values]) => values.length > 0);
  const isUsable = ['Action', 'Resource'].every((kind) => lists.some(([as]) => as.endsWith(kind)));
  if (!isUsable) {
    return { whole: false };
  }
  const written: Json = {
    ...textAt(statement, 'sid') ? { Sid: textAt(statement, 'sid') } : {},
    Effect: textAt(statement, 'effect') ?? 'Allow',
    ...Object.fromEntries(lists),
    Condition: conditionsOf(statement),
  };
  const [read] = statementsOf(name, { Statement: [written] });
  return { statement: { ...read, name: read.name.replace('statement 1', `statement ${index + 1}`) }, whole: open.length === 0 };
}

function conditionsOf(statement: unknown): Json {
  const found: Record<string, Record<string, unknown>> = {};
  listAt(statement, 'condition').forEach((condition) => {
    const test = textAt(condition, 'test') ?? '';
    found[test] = { ...found[test], [textAt(condition, 'variable') ?? '']: listAt(condition, 'values') };
  });
  return found;
}

/** Whether a value has a part that is known after apply only. */
function mentionsTrue(value: unknown): boolean {
  return value === true || (typeof value === 'object' && value !== null && Object.values(value).some(mentionsTrue));
}
