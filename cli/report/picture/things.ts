import { partsOfArn } from './arn';
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
  readonly name: RegExp;
  /** In the same ARN as the name, or else in others, which are for every name: IAM cannot pair them. */
  readonly user?: RegExp;
}

/** What the ARNs of an action name. */
const REACHED: readonly Reached[] = [
  { action: 'rds-db:connect', kind: 'RDS', name: /^dbuser:([^/]*)\//, user: /^dbuser:[^/]*\/(.*)$/s },
  { action: 'redshift:GetClusterCredentials', kind: 'Redshift', name: /^dbuser:([^/]*)\//, user: /^dbuser:[^/]*\/(.*)$/s },
  { action: 'elasticache:Connect', kind: 'ElastiCache', name: /^(?:replicationgroup|serverlesscache):(.*)$/s, user: /^user:(.*)$/s },
  { action: 'memorydb:Connect', kind: 'MemoryDB', name: /^cluster\/(.*)$/s, user: /^user\/(.*)$/s },
  { action: 'secretsmanager:GetSecretValue', kind: 'Secrets', name: /^secret:(.*)$/s },
];

export function thingsOf(identity: Identity): Thing[] {
  return REACHED.flatMap((reached) => {
    const arns = allowed(identity, reached.action).flatMap((statement) => statement.resources);
    const resources = arns.map((text) => partsOfArn(text)?.resource ?? text);
    const users = (texts: readonly string[]) => [...new Set(texts.flatMap((text) => reached.user?.exec(text)?.[1] ?? []))];
    const byName = new Map<string, string[]>();
    for (const resource of resources) {
      const name = reached.name.exec(resource)?.[1];
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
