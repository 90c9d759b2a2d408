import type { Conditions } from '../model';
import type { Field } from '../read/field';

/** Labels that select: each key with the values that it may have. */
export function labelsIn(labels: Field): Conditions['labels'] {
  const entries = labels.entries().map(([key, values]) => [key, values.texts(), values] as const);
  const wrong = entries.find(([key, values]) => key === '*' && values.some((value) => value !== '*'));
  if (wrong !== undefined) {
    throw wrong[2].problem('the label * must have the value *');
  }
  return entries.map(([key, values]) => [key, values]);
}
