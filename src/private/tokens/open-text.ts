import { Stack } from 'aws-cdk-lib';
import { fold, functionOf } from './intrinsic';
import { isFromAws } from './referred-values';
import { resolvedValue } from './resolved-value';

/** Functions whose values are not in the template. */
const ELSEWHERE = /^Fn::(?:ImportValue|Transform|GetStackOutput|FindInMap)$/;
const DYNAMIC = /\{\{resolve:[^}]*\}\}/g;

/**
 * A resolved text with `*` for what only the deployment knows: parameters, imports, and what code or another template gives. A reference
 * to a resource of the app is known: it stays as it is.
 */
export function openText(stack: Stack, value: unknown): string {
  const { name, args: [delimiter, parts] = [] } = functionOf(value) ?? {};
  if (name === 'Fn::Join' && Array.isArray(parts)) {
    return parts.map((part) => openText(stack, part)).join(String(delimiter));
  }
  return typeof value === 'string' ? value.replace(DYNAMIC, '*') : isOpen(stack, value) ? '*' : JSON.stringify(value);
}

function isOpen(stack: Stack, value: unknown): boolean {
  return fold<boolean>(value, {
    literal: (text) => String(text).search(DYNAMIC) >= 0,
    list: (items) => items.some(Boolean),
    object: (entries) => entries.some(([, item]) => item),
    call: ({ name, argument, args: [first] }, inner) => {
      if (name !== 'Ref' && name !== 'Fn::GetAtt') {
        return ELSEWHERE.test(name) || inner(argument);
      }
      const target = resolvedValue(stack, '').find(String(first).split('.')[0]);
      return target !== undefined && !isFromAws(target);
    },
  });
}
