import { Tokenization } from 'aws-cdk-lib';
import { Feature } from './feature';
import { FEATURES } from './features';
import { partsOf } from './parts';
import { isAtLeast, isNewer } from './version';
import { invalid, verbatim } from '../../checks/invalid';

/**
 * Refuses a document that the stated Teleport does not know in full. Without a stated version, it refuses only what lets more in if an
 * older Teleport drops it.
 */
export function checkVersion(version: string | undefined, document: object): void {
  const unknown = partsOf(document).flatMap(([part, content]) =>
    FEATURES.filter((feature) => feature.part === part && !isKnown(feature, version) && has(content, feature)));
  if (unknown.length > 0) {
    const { title, since, older, reader } = unknown.reduce((one, other) => isWorse(other, one) ? other : one);
    throw invalid('teleportVersion', `be ${since.join(' or ')} or later for ${title}, because an older Teleport ${older}`,
      version ?? verbatim('nothing'), version === undefined
        ? `state the version of the ${reader}: the oldest of them, such as ${since[0]}` : 'upgrade Teleport first, or leave it out');
  }
}

/** What is dangerous comes first, then what needs the newest release: with that, the rest is known too. */
const isWorse = (one: Feature, other: Feature) => one.isDangerous === other.isDangerous
  ? isNewer(one.since, other.since)
  : one.isDangerous === true;

/** Without a stated version, everything is written but what is dangerous. */
const isKnown = ({ since, isDangerous }: Feature, version: string | undefined) =>
  version === undefined ? isDangerous !== true : isAtLeast(version, since);

const has = (content: object, { keys, without = [] }: Feature) =>
  Object.entries(keys).every(([path, pattern]) => valuesAt(content, path.split('.')).some((value) => pattern.test(String(value))))
  && without.every((path) => valuesAt(content, path.split('.')).length === 0);

/** The values at a path. Each value of a list counts, and so does a map as a whole. */
function valuesAt(value: unknown, [key, ...rest]: readonly string[]): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) => valuesAt(item, key === undefined ? [] : [key, ...rest]));
  }
  if (key === undefined) {
    return value === undefined || Tokenization.isResolvable(value) ? [] : [value];
  }
  return typeof value === 'object' && value !== null ? valuesAt((value as { [name: string]: unknown })[key], rest) : [];
}
