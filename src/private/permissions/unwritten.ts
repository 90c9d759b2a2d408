import { Declaration } from './declaration';
import { TeleportDatabase } from '../../databases/database';
import { NameKind, NAMES } from '../aws/name-rules';
import { RULES } from '../aws/text-rules';
import { UnresolvedValue, BoundedText, bounded } from '../tokens/bounded-text';

/** Declared values that are not known yet and are not in the policy: tags that limit nothing in it, and names behind another role. */
export function unwrittenValues({ databaseTags = {}, databases = [] }: Declaration): UnresolvedValue[] {
  const tags = Object.values(databaseTags).flat().map((value) => bounded(value, RULES.databaseTag));
  return [...tags, ...databases.flatMap(behindRole)].flatMap(({ unresolved = [] }) => unresolved);
}

function behindRole({ _facts: { assumedRole, names, regions = [] } }: TeleportDatabase): BoundedText[] {
  if (assumedRole === undefined) {
    return [];
  }
  const ofKind = ([kind, values = []]: [string, readonly string[] | undefined]) =>
    values.map((value) => bounded(value, NAMES[kind as NameKind]));
  return [...regions.map((region) => bounded(region, RULES.region)), ...Object.entries(names).flatMap(ofKind)];
}
