import { isTrue } from './conditions';
import { imported } from './exports';
import { attribute, reference } from './references';
import { further, isKnown, NOTHING, Scope, unknown } from './scope';
import { functionOf } from '../../../src/private/tokens/intrinsic';
import { isObject, listOf, objectOr } from '../assembly/json';
import { together } from '../assembly/shown';

/** A value as far as the template tells it. What it does not tell is `${...}`. */
export function resolved(value: unknown, from: Scope): unknown {
  const scope = further(from);
  const called = functionOf(value);
  if (called !== undefined) {
    return call(called.name, called.argument, scope);
  }
  if (Array.isArray(value)) {
    return value.flatMap((one) => {
      const result = resolved(one, scope);
      return result === NOTHING ? [] : result;
    });
  }
  return !isObject(value) ? value : Object.fromEntries(Object.entries(value)
    .map(([key, one]) => [key, resolved(one, scope)]).filter(([, one]) => one !== NOTHING));
}

/** The same as text. */
export function resolvedText(value: unknown, scope: Scope): string {
  return asText(resolved(value, scope));
}

export function asText(value: unknown): string {
  return Array.isArray(value) ? together(value.map(asText), ',')
    : isObject(value) ? JSON.stringify(value) : value === NOTHING ? '' : String(value);
}

function call(name: string, argument: unknown, scope: Scope): unknown {
  const [first, second, third] = listOf(argument);
  switch (name) {
    case 'Ref':
      return reference(String(argument), scope);
    case 'Fn::GetAtt':
      return attribute(listOf(argument).map((part) => resolvedText(part, scope)).join('.').split('.'), scope);
    case 'Fn::Sub':
      return substituted(first, objectOr(second), scope);
    case 'Fn::Join': {
      const parts = resolved(second, scope);
      return Array.isArray(parts) ? together(parts.map(asText), String(first)) : opaque(name, argument, scope);
    }
    case 'Fn::If':
      return resolved(isTrue(String(first), scope) ? second : third, scope);
    case 'Fn::FindInMap':
      return inMap(listOf(argument), scope) ?? opaque(name, argument, scope);
    case 'Fn::Select': {
      const list = resolved(second, scope);
      const one: unknown = Array.isArray(list) ? list[Number(resolvedText(first, scope))] : undefined;
      return one ?? opaque(name, argument, scope);
    }
    case 'Fn::Split': {
      const text = resolvedText(second, scope);
      return isKnown(text) ? text.split(String(first)) : opaque(name, argument, scope);
    }
    case 'Fn::ImportValue':
      return imported(resolvedText(argument, scope), scope) ?? opaque(name, argument, scope);
    default:
      return opaque(name, argument, scope);
  }
}

/** A function that only CloudFormation runs. */
function opaque(name: string, argument: unknown, scope: Scope): string {
  return unknown(`${name.replace('Fn::', '')}(${listOf(argument).map((one) => resolvedText(one, scope)).join(', ')})`, scope);
}

function substituted(text: unknown, variables: Record<string, unknown>, scope: Scope): string {
  const values = new Map(Object.entries(variables).map(([name, value]) => [name, resolvedText(value, scope)]));
  return together(String(text).split(/(\$\{[^}]*\})/).map((part) => {
    const [, escaped, name] = /^\$\{(!?)(.*)\}$/s.exec(part) ?? [];
    if (name === undefined || escaped) {
      return name === undefined ? part : `\${${name}}`;
    }
    return values.get(name) ?? asText(name.includes('.') ? attribute(name.split('.'), scope) : reference(name, scope));
  }), '');
}

/** The value of a mapping; of a key that is not known, that of each which it may be. */
function inMap([name, first, second, options]: readonly unknown[], scope: Scope): unknown {
  const map = objectOr(scope.template.mappings[resolvedText(name, scope)]);
  const values = objectOr(map[keyIn(map, first, scope)]);
  const value = values[keyIn(values, second, scope)];
  const { DefaultValue } = objectOr(options);
  return value ?? (DefaultValue === undefined ? undefined : resolved(DefaultValue, scope));
}

function keyIn(map: Record<string, unknown>, value: unknown, scope: Scope): string {
  const key = resolvedText(value, { ...scope, isChoice: true });
  const [, parameter] = /^\$\{([^}]*)\}$/.exec(key) ?? [];
  return parameter === undefined ? key : Object.keys(map).find((one) => scope.assumed.has(parameter, one)) ?? key;
}
