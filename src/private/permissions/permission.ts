import { NAMES, NameKind } from '../catalogue/name-rules';
import { ArnShape, Names, Operation } from '../catalogue/operation';
import { Identity } from '../identities/identity';
import { arnHeads, isEverywhere, ArnScope } from '../aws/arn-scope';
import { join, literal, Sized, sized } from '../aws/sized-text';
import { TeleportPermission } from '../../policy';

/** Values by condition key by operator. */
export type Conditions = { readonly [operator: string]: { readonly [key: string]: readonly Sized[] } };

/** A `TeleportPermission` that knows how long it can become, and whom it speaks of. */
export interface Permission {
  readonly sid?: string;
  readonly reason: string;
  readonly actions: readonly string[];
  readonly resources: readonly Sized[];
  readonly conditions?: Conditions;
  /** The roles and users behind the resources: their boundaries must not refer to them, see `boundary.ts`. */
  readonly identities?: readonly Identity[];
  /** The identity is the one that has the permission: it edits itself. */
  readonly onSelf?: true;
}

export const ANYTHING = literal('*');

/** One operation, at a place, on what the names say. */
export function permit(operation: Operation, place: ArnScope, names: Names = {}, tags: Conditions | undefined = undefined): Permission {
  const { sid, reason, actions, resources, onlyTagged, onlyMatched } = operation;
  if (resources === undefined) {
    return { sid, reason, actions, resources: [ANYTHING], conditions: inRegions(place) };
  }
  return {
    sid,
    reason,
    actions,
    resources: flatMap(resources, (shape) => shape.documentedOnly ? [] : fill(shape, place, names)),
    conditions: onlyTagged !== undefined ? { Null: { [`aws:ResourceTag/${onlyTagged}`]: [literal('false')] } } : onlyMatched && tags,
  };
}

/** The same without Sid and conditions; what is a list, or no database, is on everything. */
export function permitAsDocumented(operation: Operation, place: ArnScope, names: Names): Permission {
  const { reason, actions, resources, wideAsDocumented } = operation;
  const wide = resources === undefined || wideAsDocumented;
  return { reason, actions, resources: wide ? [ANYTHING] : resources.flatMap((shape) => fill(shape, place, names)) };
}

/** All operations of a type of database in one statement, as Teleport's reference has them. */
export function permitAllAsDocumented(operations: readonly Operation[]): Permission {
  const documented = operations.filter(({ undocumented }) => !undocumented);
  return {
    reason: [...new Set(documented.map(({ reason }) => reason))].join('; '),
    actions: [...new Set(documented.flatMap(({ actions }) => actions))],
    resources: [ANYTHING],
  };
}

function inRegions(place: ArnScope): Conditions | undefined {
  return isEverywhere(place) ? undefined : { StringEquals: { 'aws:RequestedRegion': place.regions } };
}

/** All ARNs of a shape. A name that is not given yields none: never a wildcard. */
function fill({ service, parts }: ArnShape, place: ArnScope, names: Names): Sized[] {
  let filled = [literal(parts[0])];
  for (let index = 1; index < parts.length; index += 2) {
    const values = valuesOf(parts[index] as NameKind, names);
    const text = literal(parts[index + 1]);
    filled = flatMap(filled, (head) => values.map((value) => join(head, value, text)));
  }
  const heads = arnHeads(place, service);
  return flatMap(filled, (resource) => heads.map((head) => join(head, resource)));
}

/** As `Array.flatMap()`, in a third of the time and memory for the single item that thousands of databases have. */
function flatMap<A, B>(items: readonly A[], change: (item: A) => B[]): B[] {
  return items.length === 1 ? change(items[0]) : items.flatMap(change);
}

function valuesOf(kind: NameKind, names: Names): Sized[] {
  return (names[kind] ?? []).map((value) => sized(value, NAMES[kind].maxLength));
}

/** What users see of a permission. */
export function published({ sid, reason, actions, resources, conditions }: Permission): TeleportPermission {
  return {
    sid,
    reason,
    actions: [...actions],
    resources: resources.map(({ text }) => text),
    conditions: written(conditions),
  };
}

/** As IAM writes conditions: a single value without a list around it. */
export function written(conditions: Conditions | undefined): Record<string, Record<string, string | string[]>> | undefined {
  const value = (values: readonly Sized[]) => values.length === 1 ? values[0].text : values.map(({ text }) => text);
  return conditions && mapValues(conditions, (keys) => mapValues(keys, value));
}

export function mapValues<A, B>(object: { readonly [key: string]: A }, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
