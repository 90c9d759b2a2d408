import type { RoleToAssume } from './assumed-role';
import { checkTagsOfMatcher } from './check-labels';
import { checkNamedRegions } from './check-names';
import type { Reachable } from './sources';
import { checkUserExternalId } from './user-external-id';
import type { TeleportMatcherOptions } from '../../configuration/options';
import { DatabaseType } from '../../databases/database-type';
import { invalid, verbatim } from '../checks/invalid';
import type { Declaration } from '../permissions/declaration';
import { CATALOGUE, usersAreRoles } from '../types';
import { Operation } from '../types/operation';

/** What Teleport looks for, and as whom. */
export interface Matcher {
  /** In Teleport's words. */
  readonly types: readonly string[];
  readonly regions: readonly string[];
  readonly tags: { readonly [key: string]: readonly string[] };
  readonly role?: RoleToAssume;
  /** Sent to the role, or, without one, to database users that are roles. */
  readonly externalId?: string;
  /** Where the databases are. */
  readonly account: string;
}

/** How `teleport.yaml` writes a matcher. With the nested form, the agent does not start. */
export function flatMatcher({ types, regions, tags, role, externalId }: Matcher): object {
  return { types, regions, tags, assume_role_arn: role?.arn, external_id: externalId };
}

/** How a `discovery_config` writes a matcher. Teleport drops the flat form. */
export function nestedMatcher({ types, regions, tags, role, externalId }: Matcher, integration?: string): object {
  const assumed = role === undefined && externalId === undefined ? undefined : { role_arn: role?.arn, external_id: externalId };
  return { types, regions, tags, integration, assume_role: assumed };
}

/** The matchers of everything that is declared, each once. */
export function matchersOf(sources: readonly Reachable[], options: TeleportMatcherOptions): Matcher[] {
  const own = sources.filter(({ viaRole }) => viaRole === undefined);
  const userExternalId = checkUserExternalId(own.map(({ declaration }) => declaration), options);
  const all = sources.flatMap((source) => matchersOfOne(source, userExternalId));
  return [...new Map(all.map((matcher) => [JSON.stringify(matcher), matcher])).values()];
}

function matchersOfOne({ declaration, regions, account, viaRole }: Reachable, userExternalId: string | undefined): Matcher[] {
  const { databaseTypes = [], databaseTags = { '*': ['*'] } } = declaration;
  if (databaseTypes.length === 0) {
    return [];
  }
  checkWhole(declaration, databaseTypes);
  checkTagsOfMatcher(databaseTags);
  checkNamedRegions(regions);
  const where = { regions: [...new Set(regions)], tags: databaseTags, account };
  if (viaRole?.sessionTags !== undefined) {
    throw invalid('sessionTags', `be left out for ${viaRole.label}, because Teleport's matchers have none`, viaRole.sessionTags,
      'leave them out, or name the databases');
  }
  if (viaRole !== undefined) {
    return [{ types: namesOf(databaseTypes), ...where, role: viaRole, externalId: viaRole.externalId }];
  }
  // Teleport refuses an external id without a role for types whose users are not roles
  const users = userExternalId === undefined ? [] : databaseTypes.filter((type) => usersAreRoles(type));
  const rest = databaseTypes.filter((type) => !users.includes(type));
  return [
    ...rest.length === 0 ? [] : [{ types: namesOf(rest), ...where }],
    ...users.length === 0 ? [] : [{ types: namesOf(users), ...where, externalId: userExternalId }],
  ];
}

/** RDS and Aurora are one type for Teleport. */
function namesOf(types: readonly DatabaseType[]): string[] {
  return [...new Set(types.flatMap((type) => CATALOGUE[type].teleport.matcher ?? []))];
}

/** As an app names it. */
const memberOf = (type: DatabaseType) => `DatabaseType.${type.toUpperCase().replaceAll('-', '_')}`;

/** Everything that a type of Teleport's looks for must be allowed: `rds` looks for Aurora clusters even if they are not declared. */
function checkWhole({ asDocumented }: Declaration, declared: readonly DatabaseType[]): void {
  const isAllowed = ({ undocumented }: Operation) => !asDocumented || !undocumented;
  const actionsOf = (type: DatabaseType) => (CATALOGUE[type].operations.discover ?? []).filter(isAllowed).flatMap(({ actions }) => actions);
  const allowed = new Set(declared.flatMap(actionsOf));
  for (const type of declared) {
    const { matcher } = CATALOGUE[type].teleport;
    const missing = Object.values(DatabaseType)
      .filter((other) => CATALOGUE[other].teleport.matcher === matcher && !actionsOf(other).every((action) => allowed.has(action)));
    if (missing.length > 0) {
      throw invalid('databaseTypes',
        `have ${missing.join(' and ')} too, because Teleport's matcher type ${matcher} also discovers ${missing.join(' and ')}`,
        verbatim(declared.join(', ')), `add ${missing.map(memberOf).join(' and ')}`);
    }
  }
}
