import type { Matcher } from '../model';
import type { Remarks } from '../remarks';

/** What a Discovery Service looks for besides databases: its permissions are no part of this library. */
export const OTHER_TYPES = ['ec2', 'eks'];

/** The matchers of databases that agents look for themselves. */
export function discovered(matchers: readonly Matcher[], remarks: Remarks): Matcher[] {
  const others = new Set(matchers.flatMap(({ types }) => types.filter((type) => OTHER_TYPES.includes(type))));
  if (others.size > 0) {
    remarks.note(`left out, because they are no databases: ${[...others].join(', ')}`);
  }
  const ofDatabases = matchers
    .map((matcher) => ({ ...matcher, types: matcher.types.filter((type) => !OTHER_TYPES.includes(type)) }))
    .filter(({ types }) => types.length > 0);
  return ofDatabases.filter(({ integration, types, regions }) => {
    if (integration !== undefined) {
      remarks.note(`left out, because the integration ${integration} discovers with its own role: `
        + `${types.join(', ')} in ${regions.join(', ')}`);
    }
    return integration === undefined;
  });
}
