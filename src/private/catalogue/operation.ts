import { NameKind } from './name-rules';

/** The part of an ARN that belongs to a service; `{resourceId}` and the like are names to fill in, see `names.ts`. */
export interface ArnShape {
  readonly service: string;
  readonly resource: string;
  /** The same taken apart: texts, with a name between each two of them. */
  readonly parts: readonly string[];
  /** Stands in Teleport's reference, but AWS ignores it: written with `asDocumented` only. */
  readonly documentedOnly?: true;
}

/**
 * How Teleport's documentation and tools give it permissions: `early`, about versions 11 and 12; `boundary`, 13 to the first releases of 16; `static`, 16
 * since September 2024, and everything later. See docs/permissions.md.
 */
export type Era = 'early' | 'boundary' | 'static';

/** Something that Teleport does, and what IAM has to know about it. */
export interface Operation {
  /** The `Sid` of its statement: Teleport's own where Teleport's documentation has one. No two operations share one. */
  readonly sid: string;
  /** Completes "Teleport needs this to ...". */
  readonly reason: string;
  /** Completes "without it ...": for `docs/permissions.md`. */
  readonly without: string;
  /** The first era whose documentation or tools have it: absent for all. */
  readonly since?: Era;
  /** The last era that cannot do without it: absent for all. */
  readonly neededUntil?: Era;
  /** In the order of Teleport's reference. */
  readonly actions: readonly string[];
  /** Absent for lists, which AWS evaluates on everything: then the regions limit the statement instead. */
  readonly resources?: readonly ArnShape[];
  /** Teleport does this only to users that have this tag, whatever its value. */
  readonly onlyTagged?: string;
  /** Teleport does this only to databases that its matcher selects, so that the tags of the matcher apply. */
  readonly onlyMatched?: true;
  /** A read of databases that are registered: on `*` with `asDocumented`, as Teleport's documentation has it. */
  readonly wideAsDocumented?: true;
  /** Teleport calls it today, its reference page does not have it: left out with `asDocumented`. */
  readonly undocumented?: true;
}

/** The names that an ARN leaves open, each with its values. */
export type Names = { readonly [kind in NameKind]?: readonly string[] };

/** Everything that Teleport does with one type of database. */
export interface DatabaseEntry {
  /** Its name in `types` of a Teleport matcher, unless Teleport cannot discover it. */
  readonly matcher?: string;
  /** Where Teleport documents it. */
  readonly docs: string;
  /** The first era whose documentation or tools have the type: absent for all. */
  readonly since?: Era;
  /** The partitions in which AWS does not have it. */
  readonly missingIn?: readonly string[];
  /** Finds the databases and reads what Teleport shows of them. */
  readonly discover: readonly Operation[];
  /** Turns on IAM authentication. */
  readonly modify?: readonly Operation[];
  /** Reads what Teleport needs to know of a database that is registered by hand. */
  readonly metadata?: readonly Operation[];
  /** Logs in, as the agent itself. */
  readonly connect?: readonly Operation[];
  /** The names that stand for every database of the type and each of its users: what Teleport can grant itself. */
  readonly every?: Names;
  /** The database user is a role, which Teleport assumes: logging in takes nothing else. */
  readonly usersAreRoles?: true;
  /** Changes the passwords of the users that are tagged for Teleport. */
  readonly manageUsers?: readonly Operation[];
  /** The service in the names of the secrets that hold these passwords. */
  readonly secretService?: string;
}

export const arn = (service: string, resource: string): ArnShape => ({ service, resource, parts: resource.split(/\{(\w+)\}/) });

/** A list that finds databases, used to read one that Teleport knows already: Teleport goes on without it. */
export const ofRegistered = (operation: Operation): Operation => ({
  ...operation, without: 'Teleport imports neither tags nor ids of the database, and checks its endpoint by the host name alone',
});
