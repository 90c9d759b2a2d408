import { Token } from 'aws-cdk-lib';
import { ANYTHING, Conditions, Permission } from './permission';
import { NameKind, NAMES } from '../aws/name-rules';
import { arnHeads, ArnScope, isEverywhere } from '../tokens/arn-scope';
import { append, literal, BoundedText, bounded, boundedLiteral } from '../tokens/bounded-text';
import { ArnShape, Names, Operation } from '../types/operation';

/** One operation, in a scope, on what the names say. */
export function permit(operation: Operation, scope: ArnScope, names: Names = {}, tags?: Conditions): Permission {
  return permitAll(operation, scope, [names], tags);
}

/** The same on what each of these names says. */
export function permitAll(operation: Operation, scope: ArnScope, names: readonly Names[], tags?: Conditions): Permission {
  const { sid, reason, actions, resources, onlyTagged, onlyMatched } = operation;
  if (resources === undefined) {
    return { sid, reason, actions, resources: [ANYTHING], conditions: inRegions(scope) };
  }
  return {
    sid,
    reason,
    actions,
    resources: fillAll(resources, scope, names),
    conditions: onlyTagged !== undefined ? { Null: { [`aws:ResourceTag/${onlyTagged}`]: [literal('false')] } } : onlyMatched && tags,
  };
}

function inRegions(scope: ArnScope): Conditions | undefined {
  return isEverywhere(scope) ? undefined : { StringEquals: { 'aws:RequestedRegion': scope.regions } };
}

/** All ARNs of the shapes for each of the names, in loops, because there are thousands of them. */
function fillAll(shapes: readonly ArnShape[], scope: ArnScope, all: readonly Names[]): BoundedText[] {
  const arns: BoundedText[] = [];
  for (const names of all) {
    for (const { service, parts } of shapes) {
      for (const resource of fill(parts, names)) {
        for (const head of arnHeads(scope, service)) {
          arns.push(append(head, resource));
        }
      }
    }
  }
  return arns;
}

/** All resources of a shape. A name that is not given yields none: never a wildcard. */
function fill(parts: readonly string[], names: Names): BoundedText[] {
  const known = knownResource(parts, names);
  return known !== undefined ? [known] : parts.reduce<BoundedText[]>((filled, part, index) => {
    const choices = index % 2 === 0 ? [literal(part)] : valuesOf(part as NameKind, names);
    return filled.flatMap((before) => choices.map((choice) => append(before, choice)));
  }, [literal('')]);
}

function valuesOf(kind: NameKind, names: Names): BoundedText[] {
  return (names[kind] ?? []).map((value) => bounded(value, NAMES[kind]));
}

/** A short way for the single values without tokens that thousands of databases have: it saves a fifth of the construction of 5,000. */
function knownResource(parts: readonly string[], names: Names): BoundedText | undefined {
  let text = parts[0];
  for (let index = 1; index < parts.length; index += 2) {
    const values = names[parts[index] as NameKind];
    if (values?.length !== 1) {
      return undefined;
    }
    text += values[0] + parts[index + 1];
  }
  return Token.isUnresolved(text) ? undefined : boundedLiteral(text);
}
