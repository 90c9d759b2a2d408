import { routeIn } from './route';
import { RULES } from '../../../src/private/aws/text-rules';
import { CATALOGUE, KINDS } from '../../../src/private/types';
import { OTHER_TYPES } from '../join/discovered';
import type { Matcher } from '../model';
import type { Field } from '../read/field';

/** The types of Teleport's matchers that are databases in AWS. */
const TYPES = [...new Set(KINDS.flatMap((kind) => CATALOGUE[kind].teleport.matcher ?? []))];

/** A matcher of a `discovery_config`. Teleport drops the flat form of the role there. */
export function nestedMatcher(matcher: Field): Matcher {
  refuse(matcher, ['assume_role_arn', 'external_id'],
    'Teleport ignores it in a discovery_config; write assume_role: {role_arn, external_id}');
  return matcherIn(matcher, routeIn(matcher.get('assume_role', 'role_arn'), matcher.get('assume_role', 'external_id')));
}

/** A matcher of a `teleport.yaml`. With the nested form of the role, the agent does not start. */
export function flatMatcher(matcher: Field): Matcher {
  refuse(matcher, ['assume_role'], 'Teleport does not know it in teleport.yaml; write assume_role_arn and external_id');
  return matcherIn(matcher, routeIn(matcher.get('assume_role_arn'), matcher.get('external_id')));
}

function refuse(matcher: Field, keys: readonly string[], why: string): void {
  const stray = keys.find((key) => !matcher.get(key).isEmpty);
  if (stray !== undefined) {
    throw matcher.get(stray).problem(why);
  }
}

function matcherIn(matcher: Field, route: Matcher['route']): Matcher {
  const typeFields = matcher.get('types').items();
  const types = typeFields.flatMap((type) => type.text() ?? []);
  const wrong = types.findIndex((type) => ![...TYPES, ...OTHER_TYPES].includes(type));
  if (wrong !== -1) {
    const got = JSON.stringify(types[wrong]);
    throw typeFields[wrong].problem(`must be a type that Teleport discovers in AWS, such as ${TYPES.join(', ')}; got ${got}`);
  }
  const regions = matcher.get('regions').texts();
  const isOfDatabases = types.some((type) => TYPES.includes(type));
  if (isOfDatabases && (regions.length === 0 || regions.includes('*'))) {
    throw matcher.get('regions').problem('must name each region, because Teleport takes * literally for databases and finds nothing');
  }
  if (isOfDatabases) {
    matcher.get('regions').items().forEach((region) => region.textOf(RULES.region));
  }
  return { place: matcher.place, types, regions, route, integration: matcher.get('integration').text() };
}
