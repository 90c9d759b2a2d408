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

export const arn = (service: string, resource: string): ArnShape => ({ service, resource, parts: resource.split(/\{(\w+)\}/) });

/** A list that finds databases, used to read one that Teleport already knows: Teleport goes on without it. */
export const ofRegistered = (operation: Operation): Operation => ({
  ...operation, without: 'Teleport does not import the database\'s tags and ids, and checks its endpoint by the host name alone',
});
