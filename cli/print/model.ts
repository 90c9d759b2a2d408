import type { Place } from './read/place';
import type { DatabaseKind } from '../../src/private/types';

/** A type of the catalogue. */
export type Kind = DatabaseKind;

/** A role that Teleport assumes to reach something. */
export interface Route {
  readonly arn: string;
  readonly externalId?: string;
}

/** What the files say about a database in AWS. */
export interface Database {
  readonly name: string;
  readonly place: Place;
  readonly labels: ReadonlyMap<string, string>;
  /** The labels as further agents have them, where they differ in those that Teleport writes itself. */
  readonly otherLabels?: readonly ReadonlyMap<string, string>[];
  /** The labels whose value is the output of a command, which may not have run. */
  readonly dynamicLabels: readonly string[];
  readonly protocol?: string;
  readonly kind: Kind;
  /** Teleport logs in with Kerberos: of AWS, it only reads the metadata. */
  readonly isOnlyRead: boolean;
  /** What AWS calls it: the resource ID of RDS, the name or identifier of others. */
  readonly id?: string;
  readonly region?: string;
  readonly account?: string;
  readonly route?: Route;
  /** Sent to database users that are roles, if no role is assumed before. */
  readonly externalId?: string;
  readonly sessionTags?: { readonly [key: string]: string };
  readonly secretStore?: SecretStore;
  readonly adminUser?: string;
  /** The users whose passwords Teleport manages, as a Database Service found them. */
  readonly managedUsers: readonly string[];
}

/** A database that is not in AWS: roles open it too, and what they call its users may mean something else in AWS. */
export type Elsewhere = Pick<Database, 'name' | 'labels' | 'otherLabels' | 'dynamicLabels' | 'protocol'>;

export interface SecretStore {
  readonly keyPrefix?: string;
  readonly key?: string;
}

/** Whom a role allows or denies, and where. */
export interface Conditions {
  readonly labels: readonly (readonly [key: string, values: readonly string[]])[];
  readonly users: readonly string[];
  readonly names: readonly string[];
  /** A predicate, which only Teleport evaluates. */
  readonly hasExpression: boolean;
}

export interface Role {
  readonly name: string;
  readonly place: Place;
  readonly allow: Conditions;
  readonly deny: Conditions;
  /** Its holders log in under their own names, to databases with an admin user. */
  readonly createsUsers: boolean;
}

/** What Teleport looks for. */
export interface Matcher {
  readonly place: Place;
  readonly types: readonly string[];
  readonly regions: readonly string[];
  readonly route?: Route;
  /** Whose credentials Teleport uses instead of the agent's. */
  readonly integration?: string;
}

/** Which registered databases a Database Service takes, and through which role. */
export interface Selector {
  readonly labels: Conditions['labels'];
  readonly route?: Route;
}

/** The role of an agent, as whoever deploys it says. */
export interface AgentRole {
  readonly arn: string;
  readonly place: Place;
}

/** Everything that the files say. */
export interface Declared {
  readonly databases: readonly Database[];
  readonly roles: readonly Role[];
  readonly matchers: readonly Matcher[];
  readonly selectors: readonly Selector[];
  /** The databases that are not in AWS. */
  readonly elsewhere: readonly Elsewhere[];
  /** The databases that a `teleport.yaml` lists: its agent takes them, whatever it selects. */
  readonly listed: readonly string[];
  readonly agents: readonly AgentRole[];
}

/** All of several. */
export function merged(parts: readonly Partial<Declared>[]): Declared {
  return {
    databases: parts.flatMap(({ databases = [] }) => databases),
    roles: parts.flatMap(({ roles = [] }) => roles),
    matchers: parts.flatMap(({ matchers = [] }) => matchers),
    selectors: parts.flatMap(({ selectors = [] }) => selectors),
    elsewhere: parts.flatMap(({ elsewhere = [] }) => elsewhere),
    listed: parts.flatMap(({ listed = [] }) => listed),
    agents: parts.flatMap(({ agents = [] }) => agents),
  };
}
