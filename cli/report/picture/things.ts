import { partsOfArn } from './arn';
import { NameKind } from '../../../src/private/aws/name-rules';
import { CATALOGUE } from '../../../src/private/types';
import { ArnShape } from '../../../src/private/types/operation';
import { Identity, Statement } from '../model/report';

/** A database, or secrets, that an identity reaches. */
export interface Thing {
  /** Such as `RDS`. */
  readonly kind: string;
  readonly name: string;
  /** The database users that it logs in as. */
  readonly users: readonly string[];
}

interface Reached {
  readonly action: string;
  readonly kind: string;
  readonly names: readonly RegExp[];
  /** In the same ARN as the name, or else in others, which are for every name: IAM cannot pair them. */
  readonly users: readonly RegExp[];
}

const PAGES = Object.values(CATALOGUE);

/** How to read names of some kinds out of ARNs that a login is on. ARNs of databases inside the server are others. */
function readers(shapes: readonly ArnShape[], kinds: readonly (NameKind | undefined)[]): RegExp[] {
  const isOneOf = (part: string, some: readonly (NameKind | undefined)[]) => some.some((kind) => kind === part);
  const inside = PAGES.map(({ users }) => users.databaseName);
  return shapes.map(({ parts }) => parts)
    .filter((parts) => parts.some((part) => isOneOf(part, kinds)) && !parts.some((part) => isOneOf(part, inside)))
    .map((parts) => new RegExp(`^${parts.map((part, index) => index % 2 === 0 ? part
      : `(${isOneOf(part, kinds) ? '' : '?:'}${index === parts.length - 2 ? '.*' : '[^/]*'})`).join('')}$`, 's'));
}

/** What the ARNs of a login name. Types that share an action are called by the first of them. */
const LOGINS = PAGES.flatMap(({ title, operations: { connect = [] } }) =>
  connect.flatMap(({ actions: [action], resources = [] }): Reached[] => resources.length === 0 ? [] : [{
    action,
    kind: title,
    names: readers(resources, PAGES.map(({ value }) => value.name)),
    users: readers(resources, PAGES.map(({ users }) => users.name)),
  }]));

const REACHED: readonly Reached[] = [
  ...LOGINS.filter(({ action }, index) => LOGINS.findIndex((other) => other.action === action) === index),
  { action: 'secretsmanager:GetSecretValue', kind: 'Secrets', names: [/^secret:(.*)$/s], users: [] },
];

const read = (patterns: readonly RegExp[], text: string): string[] =>
  patterns.flatMap((pattern) => pattern.exec(text)?.[1] ?? []).slice(0, 1);

export function thingsOf(identity: Identity): Thing[] {
  return REACHED.flatMap((reached) => {
    const arns = allowed(identity, reached.action).flatMap((statement) => statement.resources);
    const resources = arns.map((text) => partsOfArn(text)?.resource ?? text);
    const users = (texts: readonly string[]) => [...new Set(texts.flatMap((text) => read(reached.users, text)))];
    const byName = new Map<string, string[]>();
    for (const resource of resources) {
      const [name] = read(reached.names, resource);
      if (name !== undefined) {
        byName.set(name, [...byName.get(name) ?? [], resource]);
      }
    }
    return [...byName].map(([name, own]) => {
      const paired = users(own);
      return { kind: reached.kind, name, users: paired.length > 0 ? paired : users(resources) };
    });
  });
}

/** The services whose databases it finds by listing all. */
export function listedServices({ policies }: Identity): string[] {
  const statements = policies.flatMap((policy) => policy.statements);
  const lists = statements.filter(({ resources, origin }) => origin !== 'app' && resources.join() === '*');
  return [...new Set(lists.flatMap(({ actions }) => actions).map((action) => action.split(':')[0]))];
}

/** The roles that it may assume, as its policies name them. */
export function assumedRolesOf(identity: Identity): string[] {
  return [...new Set(allowed(identity, 'sts:AssumeRole').flatMap(({ resources }) => resources))];
}

function allowed({ policies }: Identity, action: string): Statement[] {
  return policies.flatMap(({ statements }) => statements).filter(({ effect, actions }) => effect === 'Allow' && actions.includes(action));
}
