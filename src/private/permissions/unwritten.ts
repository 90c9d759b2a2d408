import { Declaration } from './declaration';
import { TeleportDatabase } from '../../databases/database';
import { NameKind, NAMES } from '../aws/name-rules';
import { RULES } from '../aws/text-rules';
import { OpenValue, Sized, sized } from '../tokens/sized-text';

/** Declared values that are not known yet and are not in the policy: tags that limit nothing in it, and names behind another role. */
export function unwrittenValues({ databaseTags = {}, databases = [] }: Declaration): OpenValue[] {
  const tags = Object.values(databaseTags).flat().map((value) => sized(value, RULES.databaseTag));
  return [...tags, ...databases.flatMap(behindRole)].flatMap(({ unknown = [] }) => unknown);
}

function behindRole({ _facts: { assumedRole, names, regions = [] } }: TeleportDatabase): Sized[] {
  if (assumedRole === undefined) {
    return [];
  }
  const ofKind = ([kind, values = []]: [string, readonly string[] | undefined]) =>
    values.map((value) => sized(value, NAMES[kind as NameKind]));
  return [...regions.map((region) => sized(region, RULES.region)), ...Object.entries(names).flatMap(ofKind)];
}
