import { TeleportPermission } from '../../policies/policy';
import { Identity } from '../identities/identity';
import { literal, BoundedText } from '../tokens/bounded-text';

/** Values by condition key by operator. */
export type Conditions = { readonly [operator: string]: { readonly [key: string]: readonly BoundedText[] } };

/** A `TeleportPermission` that knows how long it can become, and whom it speaks of. */
export interface Permission {
  readonly sid?: string;
  readonly reason: string;
  readonly actions: readonly string[];
  readonly resources: readonly BoundedText[];
  readonly conditions?: Conditions;
  /** The roles and users behind the resources: their boundaries must not refer to them, see `boundary-content.ts`. */
  readonly identities?: readonly Identity[];
  /** The identity is the one that has the permission: it edits itself. */
  readonly onSelf?: true;
}

export const ANYTHING = literal('*');

/** A list of everything. Only a region can limit it. */
export const isList = ({ resources }: Permission): boolean => resources[0].text === ANYTHING.text;

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
export function written(
  conditions: Conditions | undefined,
  show = ({ text }: BoundedText): string => text,
): Record<string, Record<string, string | string[]>> | undefined {
  const value = (values: readonly BoundedText[]) => values.length === 1 ? show(values[0]) : values.map(show);
  return conditions && mapValues(conditions, (keys) => mapValues(keys, value));
}

function mapValues<A, B>(object: { readonly [key: string]: A }, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
