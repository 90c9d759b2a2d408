import { NameKind } from '../aws/name-rules';

/** The part of an ARN that belongs to a service; `{resourceId}` and the like are names to fill in, see `name-rules.ts`. */
export interface ArnShape {
  readonly service: string;
  readonly resource: string;
  /** The same, split: text, name, text, name, ..., text. */
  readonly parts: readonly string[];
}

/**
 * How Teleport's documentation and tools give it permissions: `early`, about versions 11 and 12; `boundary`, 13 to the first releases
 * of 16; `static`, 16 since September 2024, and everything later. See docs/permissions.md.
 */
export type Era = 'early' | 'boundary' | 'static';

/** Something that Teleport does, and the permission it needs for that. */
export interface Operation {
  /** The `Sid` of its statement, unique to the operation: the one in Teleport's documentation if it has one. */
  readonly sid: string;
  /** Completes "Teleport needs this to ...". */
  readonly reason: string;
  /** Completes "without it, ...": for `docs/permissions.md`. */
  readonly without: string;
  /** The first era whose documentation or tools have it: absent for all. */
  readonly since?: Era;
  /** The last era that cannot do without it: absent for all. */
  readonly neededUntil?: Era;
  /** In the order of Teleport's reference. */
  readonly actions: readonly string[];
  /** Absent for lists, which AWS evaluates on all resources: their statement is limited to the regions instead. */
  readonly resources?: readonly ArnShape[];
  /** Teleport does this only to users that have this tag, with any value. */
  readonly onlyTagged?: string;
  /** Teleport does this only to databases that its matcher selects, so the matcher's tags apply. */
  readonly onlyMatched?: true;
  /** What Teleport's documentation has it on, where that differs: written with `asDocumented`. */
  readonly documentedResources?: readonly ArnShape[] | 'everything';
  /** Teleport calls it today, but its reference page does not have it: left out with `asDocumented`. */
  readonly undocumented?: true;
}

/** The values of each kind of name in an ARN. */
export type Names = { readonly [kind in NameKind]?: readonly string[] };

/** Everything that Teleport does with one type of database. */
export interface DatabaseEntry {
  /** What people call it: its heading in `docs/permissions.md`. */
  readonly title: string;
  /** Its name in the `types` of a Teleport matcher; absent if Teleport cannot discover it. */
  readonly matcher?: string;
  /** Where Teleport documents it. */
  readonly docs: string;
  /** What its table in `docs/permissions.md` does not say, in Markdown. */
  readonly notes: string;
  /** The first era whose documentation or tools have the type: absent for all. */
  readonly since?: Era;
  /** The partitions in which AWS does not offer it. */
  readonly missingIn?: readonly string[];
  /** Finds the databases and reads what Teleport shows of them. */
  readonly discover: readonly Operation[];
  /** Turns on IAM authentication of discovered databases. */
  readonly modify?: readonly Operation[];
  /** Turns it on for a registered database. */
  readonly modifyRegistered?: readonly Operation[];
  /** Reads what Teleport needs to know about a registered database. */
  readonly metadata?: readonly Operation[];
  /** Logs in, as the agent itself. */
  readonly connect?: readonly Operation[];
  /** The names that match every database of the type and all its users: what Teleport can grant itself. */
  readonly every?: Names;
  /** Database users are roles that Teleport assumes: a login needs nothing else. */
  readonly usersAreRoles?: true;
  /** Database users may be roles that Teleport assumes. */
  readonly usersMayBeRoles?: true;
  /** Manages the passwords of users that are tagged for Teleport. */
  readonly manageUsers?: readonly Operation[];
  /** The service in the names of the secrets that hold these passwords. */
  readonly secretService?: string;
}

export const arn = (service: string, resource: string): ArnShape => ({ service, resource, parts: resource.split(/\{(\w+)\}/) });

/** A list that finds databases, used to read one that Teleport already knows: Teleport goes on without it. */
export const ofRegistered = (operation: Operation): Operation => ({
  ...operation, without: 'Teleport does not import the database\'s tags and ids, and checks its endpoint by the host name alone',
});
