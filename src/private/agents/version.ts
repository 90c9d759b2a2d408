/** Whether a whole version is another one, or newer. A release candidate comes before its release. */
export function isAtLeast(version: string, other: string): boolean {
  const [release, candidate] = version.split('-', 2);
  const [own, theirs] = [release, other].map((text) => text.split('.').map(Number));
  const difference = own.map((number, index) => number - theirs[index]).find((one) => one !== 0) ?? 0;
  return difference > 0 || difference === 0 && candidate === undefined;
}
