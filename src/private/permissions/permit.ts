import { ANYTHING, Conditions, Permission } from './permission';
import { NameKind, NAMES } from '../aws/name-rules';
import { arnIn, ArnScope, isEverywhere } from '../tokens/arn-scope';
import { append, literal, BoundedText, bounded } from '../tokens/bounded-text';
import { ArnShape, Names, Operation } from '../types/operation';

/** One operation, in a scope, on what the names say. */
export function permit(operation: Operation, scope: ArnScope, names: Names = {}, tags?: Conditions): Permission {
  const { sid, reason, actions, resources, onlyTagged, onlyMatched } = operation;
  if (resources === undefined) {
    return { sid, reason, actions, resources: [ANYTHING], conditions: inRegions(scope) };
  }
  return {
    sid,
    reason,
    actions,
    resources: resources.flatMap((shape) => arnsOf(shape, scope, names)),
    conditions: onlyTagged !== undefined ? { Null: { [`aws:ResourceTag/${onlyTagged}`]: [literal('false')] } } : onlyMatched && tags,
  };
}

function inRegions(scope: ArnScope): Conditions | undefined {
  return isEverywhere(scope) ? undefined : { StringEquals: { 'aws:RequestedRegion': scope.regions } };
}

/** All ARNs of a shape. A name that is not given yields none: never a wildcard. */
function arnsOf({ service, parts }: ArnShape, scope: ArnScope, names: Names): BoundedText[] {
  const resources = parts.reduce<BoundedText[]>((filled, part, index) => {
    const choices = index % 2 === 0 ? [literal(part)] : valuesOf(part as NameKind, names);
    return filled.flatMap((before) => choices.map((choice) => append(before, choice)));
  }, [literal('')]);
  return resources.flatMap((resource) => scope.regions.map((region) => arnIn(scope, service, region, resource)));
}

function valuesOf(kind: NameKind, names: Names): BoundedText[] {
  return (names[kind] ?? []).map((value) => bounded(value, NAMES[kind]));
}
