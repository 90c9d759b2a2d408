import { Token } from 'aws-cdk-lib';
import { Source } from './sources';
import { Role, roleOf } from './assumed-role';
import type { TeleportMatcherOptions } from '../../teleport-configuration-options';
import { DatabaseType } from '../../database-type';
import { Declaration } from '../declaration/declaration';
import { CATALOGUE } from '../catalogue';
import { Operation } from '../catalogue/operation';

/** What Teleport looks for, and as whom. */
export interface Matcher {
  /** In Teleport's words. */
  readonly types: readonly string[];
  readonly regions: readonly string[];
  readonly tags: { readonly [key: string]: readonly string[] };
  readonly role?: Role;
  /** Sent to the role, or, without one, to database users that are roles. */
  readonly externalId?: string;
}

/** How `teleport.yaml` writes a matcher: with the nested form, the agent does not start. */
export function flatMatcher({ types, regions, tags, role, externalId }: Matcher): object {
  return { types, regions, tags, assume_role_arn: role?.arn, external_id: externalId };
}

/** How a `discovery_config` writes a matcher: the flat form would be dropped in silence. */
export function nestedMatcher({ types, regions, tags, role, externalId }: Matcher): object {
  const assumed = role === undefined && externalId === undefined ? undefined : { role_arn: role?.arn, external_id: externalId };
  return { types, regions, tags, assume_role: assumed };
}

/** The matchers of all declarations; the first is the agent's own. */
export function matchersOf([own, ...others]: readonly Source[], options: TeleportMatcherOptions): Matcher[] {
  return [...matchersOfOne(own, checkUserExternalId(own, options)), ...others.flatMap((other) => matchersOfOne(other, undefined))];
}

function matchersOfOne({ declaration, stack, agentStack, through }: Source, userExternalId: string | undefined): Matcher[] {
  const { databaseTypes = [], databaseTags = { '*': ['*'] }, regions = [stack.region] } = declaration;
  if (databaseTypes.length === 0) {
    return [];
  }
  checkWhole(declaration, databaseTypes);
  if (regions.includes('*')) {
    throw new Error('\'regions\' has to name the regions for Teleport\'s configuration, got ["*"], which Teleport takes literally and finds nothing; name them in \'regions\'');
  }
  const where = { regions: [...new Set(regions)], tags: databaseTags };
  if (through?.sessionTags !== undefined) {
    throw new Error(`'sessionTags' of ${through._identity.label} cannot be sent when Teleport discovers databases, got ${JSON.stringify(through.sessionTags)}: its matchers have none; `
      + 'leave them out, or name the databases');
  }
  if (through !== undefined) {
    return [{ types: namesOf(databaseTypes), ...where, role: roleOf(agentStack, through), externalId: through.externalId }];
  }
  // Teleport refuses an external id without a role beside types whose users are not roles
  const users = userExternalId === undefined ? [] : databaseTypes.filter((type) => CATALOGUE[type].usersAreRoles);
  const rest = databaseTypes.filter((type) => !users.includes(type));
  return [
    ...rest.length === 0 ? [] : [{ types: namesOf(rest), ...where }],
    ...users.length === 0 ? [] : [{ types: namesOf(users), ...where, externalId: userExternalId }],
  ];
}

/** RDS and Aurora are one type for Teleport. */
function namesOf(types: readonly DatabaseType[]): string[] {
  return [...new Set(types.flatMap((type) => CATALOGUE[type].matcher ?? []))];
}

/** What a type of Teleport looks for has to be allowed: `rds` looks for Aurora clusters, whether they are declared or not. */
function checkWhole({ asDocumented }: Declaration, declared: readonly DatabaseType[]): void {
  const isAllowed = ({ undocumented }: Operation) => !asDocumented || !undocumented;
  const actionsOf = (type: DatabaseType) => CATALOGUE[type].discover.filter(isAllowed).flatMap(({ actions }) => actions);
  const allowed = new Set(declared.flatMap(actionsOf));
  for (const type of declared) {
    const { matcher } = CATALOGUE[type];
    const missing = Object.values(DatabaseType)
      .filter((other) => CATALOGUE[other].matcher === matcher && !actionsOf(other).every((action) => allowed.has(action)));
    if (missing.length > 0) {
      throw new Error(`'databaseTypes' has to name ${missing.join(' and ')} beside ${declared.join(', ')} for Teleport's configuration: its type ${matcher} `
        + 'stands for all of them, and these permissions would not let it look for them');
    }
  }
}

function checkUserExternalId({ declaration }: Source, { databaseUserExternalId }: TeleportMatcherOptions): string | undefined {
  if (databaseUserExternalId === undefined) {
    return undefined;
  }
  const { databaseTypes = [], assumedRoles } = declaration;
  const types = Object.values(DatabaseType).filter((type) => CATALOGUE[type].usersAreRoles);
  if (!databaseTypes.some((type) => types.includes(type))) {
    throw new Error(`'databaseUserExternalId' has no effect for ${databaseTypes.join(', ') || 'no \'databaseTypes\''}: the users of ${types.join(', ')} are roles; leave it out`);
  }
  const known = assumedRoles?.flatMap(({ externalId }) => externalId ?? []);
  if (known !== undefined && !known.includes(databaseUserExternalId)) {
    throw new Error(`'databaseUserExternalId' has to be one of those of 'assumedRoles', ${JSON.stringify(known)}, got ${shown(databaseUserExternalId)}: Teleport is not `
      + 'allowed to send another; add the role to \'assumedRoles\', with its \'externalId\'');
  }
  return databaseUserExternalId;
}

const shown = (text: string) => Token.isUnresolved(text) ? 'a token' : JSON.stringify(text);
