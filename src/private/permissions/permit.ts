import { ANYTHING, Conditions, Permission } from './permission';
import { arnHeads, ArnScope, isEverywhere } from '../aws/arn-scope';
import { join, literal, Sized, sized } from '../aws/sized-text';
import { NameKind, NAMES } from '../catalogue/name-rules';
import { ArnShape, Names, Operation } from '../catalogue/operation';

/** One operation, in a scope, on what the names say. */
export function permit(operation: Operation, scope: ArnScope, names: Names = {}, tags: Conditions | undefined = undefined): Permission {
  const { sid, reason, actions, resources, onlyTagged, onlyMatched } = operation;
  if (resources === undefined) {
    return { sid, reason, actions, resources: [ANYTHING], conditions: inRegions(scope) };
  }
  return {
    sid,
    reason,
    actions,
    resources: flatMap(resources, (shape) => fill(shape, scope, names)),
    conditions: onlyTagged !== undefined ? { Null: { [`aws:ResourceTag/${onlyTagged}`]: [literal('false')] } } : onlyMatched && tags,
  };
}

function inRegions(scope: ArnScope): Conditions | undefined {
  return isEverywhere(scope) ? undefined : { StringEquals: { 'aws:RequestedRegion': scope.regions } };
}

/** All ARNs of a shape. A name that is not given yields none: never a wildcard. */
function fill({ service, parts }: ArnShape, scope: ArnScope, names: Names): Sized[] {
  const choices = parts.map((part, index) => index % 2 === 0 ? [literal(part)] : valuesOf(part as NameKind, names));
  const heads = arnHeads(scope, service);
  if (heads.length === 1 && choices.every(({ length }) => length === 1)) {
    return [join(heads[0], ...choices.map(([only]) => only))];
  }
  const filled = choices.reduce((before, values) => before.flatMap((head) => values.map((value) => join(head, value))));
  return filled.flatMap((resource) => heads.map((head) => join(head, resource)));
}

/** As `Array.flatMap()`, in a third of the time and memory for the single item that thousands of databases have. */
function flatMap<A, B>(items: readonly A[], change: (item: A) => B[]): B[] {
  return items.length === 1 ? change(items[0]) : items.flatMap(change);
}

function valuesOf(kind: NameKind, names: Names): Sized[] {
  return (names[kind] ?? []).map((value) => sized(value, NAMES[kind]));
}
