import { Token } from 'aws-cdk-lib';
import { invalid, verbatim } from '../../checks/invalid';

const NUMBER = /(0|[1-9]\d{0,3})/.source;
const VERSION = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(-[0-9A-Za-z.-]+)?$`);

/** A version of Teleport, checked. It decides what may be written, so it must be known at synthesis. */
export function checkTeleportVersion(version: string | undefined): string | undefined {
  if (version !== undefined && (typeof version !== 'string' || Token.isUnresolved(version) || !VERSION.test(version))) {
    throw invalid('teleportVersion', 'be a version of Teleport with three numbers, such as 18.7.0, and no token',
      Token.isUnresolved(version) ? verbatim('a token') : version,
      'give the version that `tctl version` and `tctl status` print, without a v');
  }
  return version;
}

/**
 * Whether a version has what these releases were the first to have: the release of its own major version, or, if none is named, the
 * newest of them.
 */
export function isAtLeast(version: string, releases: readonly string[]): boolean {
  const own = releases.find((release) => numbersOf(release)[0] === numbersOf(version)[0]);
  return compare(version, own ?? newestOf(releases)) >= 0;
}

/** Whether the newest of some releases is newer than that of others. */
export const isNewer = (some: readonly string[], others: readonly string[]): boolean => compare(newestOf(some), newestOf(others)) > 0;

const newestOf = (releases: readonly string[]) => [...releases].sort(compare)[releases.length - 1];

/** Negative, zero or positive. A pre-release is older than its release. */
function compare(one: string, other: string): number {
  const [left, right] = [numbersOf(one), numbersOf(other)];
  return left.map((number, index) => number - right[index]).find((difference) => difference !== 0) ?? 0;
}

/** Major, minor and patch; and 0 for a pre-release, 1 for a release. */
function numbersOf(version: string): number[] {
  const [, major, minor, patch, preRelease] = VERSION.exec(version) ?? [];
  return [Number(major), Number(minor), Number(patch), preRelease === undefined ? 1 : 0];
}
