import { IConstruct } from 'constructs';
import type { DatabaseKind } from '../../private/types';
import { Names } from '../../private/types/operation';
import type { AssumedRole } from '../../roles/assumed-role';
import type { DatabaseRegistration } from '../registration';

/** What the library knows about a database value of any class. */
export interface DatabaseFacts {
  /** What messages call it. */
  readonly label: string;
  /** The types that the database can be of: one, or several for a pattern or a token. */
  readonly types: readonly DatabaseKind[];
  /** What fills the ARNs of the catalogue. */
  readonly names: Names;
  /** What AWS calls it where Teleport modifies it. Absent: unknown, as a resource ID does not tell. */
  readonly modifiable?: Names;
  /** Absent: the region of the stack that connects. */
  readonly regions?: string[];
  /** Of a database that comes from a construct. */
  readonly account?: string;
  /** The construct, if there is one. */
  readonly construct?: IConstruct;
  /** The ARN that it was imported by. */
  readonly importedBy?: string;
  /** The role that reaches the database, instead of the agent. */
  readonly assumedRole?: AssumedRole;
  /** The database users that the agent itself logs in as. Absent: it needs no permission to log in. */
  readonly databaseUsers?: readonly string[];
  /** The database users that are roles. */
  readonly databaseRoles?: readonly AssumedRole[];
  /** Matches any number of databases, so Teleport cannot register it. */
  readonly isPattern?: true;
  /** What the user says about it for Teleport's configuration. */
  readonly registration?: DatabaseRegistration;
  /** Options that mean nothing, because nobody knows them. */
  readonly unknownOptions?: readonly string[];
  /** What the construct knows for Teleport's configuration. Read only then, because imported constructs throw for what they do not know. */
  readonly endpoint?: () => Endpoint;
  /** What RDS calls the engine or the family of engines, if the construct knows it. */
  readonly engine?: string;
  /** Further names that AWS has for the database, by the keys of Teleport's block for the type. */
  readonly identifiers?: Identifiers;
}

/** Whether there is a user or role to log in as. A role that reaches the database names its users itself. */
export function canLogIn({ assumedRole, databaseUsers, databaseRoles }: DatabaseFacts): boolean {
  return assumedRole !== undefined || databaseUsers !== undefined || databaseRoles !== undefined;
}

/** How a database is reached. */
export interface Endpoint {
  readonly host?: string;
  readonly port?: string;
}

/** Such as `instance_id`. */
export type Identifiers = { readonly [key: string]: string };
