/** A statement of a policy as IAM gets it. */
export interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string | string[] } };
}
export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: Statement | Statement[];
}

/** A call to AWS: one action on one resource, with the values of condition keys. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context: { readonly [key: string]: string | string[] };
}

/** What stands between an identity and AWS: all of `policies` together, and the boundary if there is one. */
export interface Documents {
  readonly policies: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument;
}

/**
 * Whether IAM allows a call within one account: our own reading of IAM's documentation, cross-checked with iam-simulate. A wildcard in the resource
 * of a request is a character like any other: a list call is evaluated on the literal `db:*`.
 */
export function isAllowed({ policies, boundary }: Documents, request: Request): boolean {
  return allows(policies, request) && (boundary === undefined || allows([boundary], request));
}

function allows(documents: readonly PolicyDocument[], request: Request): boolean {
  const effects = documents
    .flatMap(({ Statement }) => [Statement].flat())
    .filter((statement) => speaksOf(statement, request))
    .map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
}

function speaksOf({ Action, Resource, Condition = {} }: Statement, { action, resource, context }: Request): boolean {
  return (
    [Action].flat().some((pattern) => isLike(action.toLowerCase(), pattern.toLowerCase())) &&
    [Resource].flat().some((pattern) => isLike(resource, pattern)) &&
    conditionsHold(Condition, context)
  );
}

export function conditionsHold(conditions: NonNullable<Statement['Condition']>, context: Request['context']): boolean {
  return Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(operator, context[key], [values].flat())),
  );
}

/** The operators that this library writes; any other is an error, never a guess. */
function holds(operator: string, actual: string | string[] | undefined, expected: readonly string[]): boolean {
  const [value, ...more] = actual === undefined ? [] : [actual].flat();
  const single = (test: (one: string) => boolean) => value !== undefined && more.length === 0 && test(value);
  switch (operator) {
    case 'StringEquals':
      return single((one) => expected.includes(one));
    case 'StringLike':
    case 'ArnEquals': // takes wildcards too
      return single((one) => expected.some((pattern) => isLike(one, pattern)));
    case 'Null':
      return String(actual === undefined) === expected[0];
    case 'ForAllValues:StringEquals':
      return [actual ?? []].flat().every((one) => expected.includes(one));
    default:
      throw new Error(`the evaluator does not know the operator ${operator}`);
  }
}

const patterns = new Map<string, RegExp>();

function isLike(text: string, pattern: string): boolean {
  const known = patterns.get(pattern);
  const matcher =
    known ??
    new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replace(/\*/g, '.*')
        .replace(/\?/g, '.')}$`,
      's',
    );
  if (known === undefined) {
    patterns.set(pattern, matcher);
  }
  return matcher.test(text);
}
