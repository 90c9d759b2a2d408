import { isMap, Json, jsonDocuments } from './json';
import type { PlainStatement } from '../../iam/statement';
import { Problem } from '../../problem';
import type { GivenStatement } from '../model';

const OF_DOCUMENT = ['Version', 'Id', 'Statement'];
const OF_STATEMENT = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];
const ACTION = /^(?:\*|[\w*?-]+:[\w*?-]+)$/;

/** The statements of a policy document: an object, or its text, which AWS's API encodes as in URLs. */
export function statementsOf(name: string, document: unknown): GivenStatement[] {
  const value = typeof document === 'string' ? ofText(name, document) : document;
  if (!isMap(value)) {
    throw new Problem(`${name}: is no policy: it must be an object with "Statement"`);
  }
  checkKeys(name, value, OF_DOCUMENT);
  if (value.Version !== undefined && value.Version !== '2012-10-17' && value.Version !== '2008-10-17') {
    throw new Problem(`${name}: "Version" must be "2012-10-17" or "2008-10-17"; got ${shown(value.Version)}`);
  }
  const statements = Array.isArray(value.Statement) ? value.Statement as unknown[] : [value.Statement];
  return statements.map((statement, index) => statementOf(`${name}, statement ${index + 1}`, statement));
}

function ofText(name: string, text: string): unknown {
  const decoded = /^\s*%7b/i.test(text) ? decodedUrl(name, text) : text;
  const documents = jsonDocuments(name, decoded);
  if (documents.length !== 1) {
    throw new Problem(`${name}: must be one policy document; got ${documents.length}`);
  }
  return documents[0];
}

function decodedUrl(name: string, text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, '%20'));
  } catch {
    throw new Problem(`${name}: has a document that is encoded as in URLs, and broken`);
  }
}

function statementOf(name: string, statement: unknown): GivenStatement {
  if (!isMap(statement)) {
    throw new Problem(`${name}: must be an object with "Effect", "Action" and "Resource"; got ${shown(statement)}`);
  }
  if (statement.Principal !== undefined || statement.NotPrincipal !== undefined) {
    throw new Problem(`${name}: has a "Principal", so this is the policy of a resource or the trust of a role; give the policies of the `
      + 'identity that Teleport runs as');
  }
  checkKeys(name, statement, OF_STATEMENT);
  const { Sid, Effect } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') {
    throw new Problem(`${name}: "Effect" must be "Allow" or "Deny"; got ${shown(Effect)}`);
  }
  const [actions, notActions] = oneOf(name, statement, 'Action', 'NotAction');
  const [resources, notResources] = oneOf(name, statement, 'Resource', 'NotResource');
  const odd = [...actions ?? [], ...notActions ?? []].find((action) => !ACTION.test(action));
  if (odd !== undefined) {
    throw new Problem(`${name}: an action must be * or a service and a name, such as rds-db:connect; got ${shown(odd)}`);
  }
  const conditions = conditionsOf(name, statement.Condition);
  return {
    name: typeof Sid === 'string' && Sid !== '' ? `${name} (${Sid})` : name,
    plain: { effect: Effect, ...without({ actions, notActions, resources, notResources }), conditions },
  };
}

function oneOf(name: string, statement: Json, some: string, others: string): (string[] | undefined)[] {
  if ((statement[some] === undefined) === (statement[others] === undefined)) {
    throw new Problem(`${name}: must have either "${some}" or "${others}"`);
  }
  return [some, others].map((key) => statement[key] === undefined ? undefined : textsOf(`${name}: "${key}"`, statement[key]));
}

function textsOf(name: string, value: unknown): string[] {
  const texts = Array.isArray(value) ? value as unknown[] : [value];
  const odd = texts.findIndex((text) => typeof text !== 'string');
  if (odd !== -1 || texts.length === 0) {
    throw new Problem(`${name} must be a text or a list of texts; got ${shown(texts.length === 0 ? [] : texts[odd])}`);
  }
  return texts as string[];
}

function conditionsOf(name: string, value: unknown): NonNullable<PlainStatement['conditions']> {
  if (value === undefined) {
    return [];
  }
  if (!isMap(value)) {
    throw new Problem(`${name}: "Condition" must be an object; got ${shown(value)}`);
  }
  return Object.entries(value).flatMap(([operator, keys]) => {
    if (!isMap(keys)) {
      throw new Problem(`${name}: "Condition" must have an object for ${shown(operator)}; got ${shown(keys)}`);
    }
    return Object.entries(keys).map(([key, values]) => {
      const plain = (Array.isArray(values) ? values as unknown[] : [values])
        .map((one) => typeof one === 'boolean' || typeof one === 'number' ? String(one) : one);
      return { operator, key, values: textsOf(`${name}: the condition on ${shown(key)}`, plain) };
    });
  });
}

function checkKeys(name: string, value: Json, known: readonly string[]): void {
  const odd = Object.keys(value).find((key) => !known.includes(key));
  if (odd !== undefined) {
    throw new Problem(`${name}: has ${shown(odd)}, which IAM does not know there; it knows ${known.join(', ')}`);
  }
}

const shown = (value: unknown) => JSON.stringify(value === undefined ? 'nothing' : value).slice(0, 100);

const without = <T extends object>(object: T): Partial<T> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>;
