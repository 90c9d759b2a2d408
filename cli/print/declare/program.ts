import { Call, distinct, filled, Program, Properties } from './code';
import { Context, ContextOptions } from './context';
import { databaseValues } from './database-values';
import { discoveries, discoversRoleUsers } from './discoveries';
import { otherRoles } from './logins';
import { isManaged, managedParts } from './managed-users';
import type { Part } from './part';
import type { Share } from './share';
import { nothing } from '../join/nothing';
import type { Remarks } from '../remarks';

export interface ProgramOptions extends ContextOptions {
  readonly inline?: boolean;
  readonly documented?: boolean;
  readonly policyName?: string;
  /** Of CDK, such as a quota that AWS raised. */
  readonly context?: ReadonlyMap<string, string>;
}

/** Where everything is declared. */
export function contextOf({ own, ownMatchers, viewpoint }: Share, options: ContextOptions, remarks: Remarks): Context {
  const regionsOf = (isOwn: boolean) => own.flatMap(({ database: { account = viewpoint.account, region } }) =>
    (account === viewpoint.account) === isOwn ? region ?? [] : []);
  const regions = [...regionsOf(true), ...ownMatchers.flatMap((matcher) => matcher.regions), ...regionsOf(false)];
  return new Context(viewpoint, remarks, regions, options);
}

/** The declaration of everything that an identity needs: one construct, or one for each set of regions that has types of its own. */
export function programOf(share: Share, options: ProgramOptions, remarks: Remarks): Program {
  const context = contextOf(share, options, remarks);
  const target = context.target();
  const parts = partsOf(share, context).map(filled).filter((part) => Object.keys(part).length > 0);
  remarks.checkAnswered();
  if (parts.length === 0) {
    throw nothing(adviceFor(share));
  }
  const { inline, documented, policyName } = options;
  return {
    account: context.account,
    region: context.region,
    partition: context.partition,
    context: Object.fromEntries(options.context ?? []),
    variables: context.variables.all,
    constructs: parts.map((part, index): Program['constructs'][number] => ({
      type: 'TeleportDatabaseAccess',
      id: index === 0 ? 'Access' : `Access${index + 1}`,
      props: filled({
        target,
        ...part,
        policyName: policyName && index > 0 ? `${policyName}-Set${index + 1}` : policyName,
        inline: inline || undefined,
        asDocumented: documented || undefined,
      } satisfies Properties),
    })),
  };
}

function adviceFor({ viewpoint: { assumed, account }, own, elsewhere }: Share): string {
  if (own.length > 0) {
    return 'the roles of Teleport name no user that the databases have; add db_users that the notes do not leave out';
  }
  return assumed !== undefined
    ? `no role opens what is behind ${assumed}; compare its db_labels and db_users with the databases there`
    : `what roles open is not in ${account}; give the account of the agent: ${elsewhere.map((one) => `--account ${one}`).join(' or ')}`;
}

/** What each construct declares. Whatever has no regions of its own joins the first. */
function partsOf(share: Share, context: Context): Part[] {
  const { own, ownMatchers } = share;
  const databases = own.filter(({ database }) => !isManaged(database)).flatMap((opened) => databaseValues(opened, context));
  const roles: Part = { assumedRoles: distinct([...assumedRoles(share, context), ...otherRoles(own, context)]) };
  const [first = {}, ...others] = [...discoveries(own, ownMatchers, context), ...managedParts(own, context)];
  const whole: Part = { ...first, databases: distinct([...databases, ...first.databases ?? []]) };
  return discoversRoleUsers(ownMatchers) ? [whole, ...others, roles] : [{ ...whole, ...roles }, ...others];
}

/** Each role once, with what Teleport sends to it. */
function assumedRoles({ behind, otherMatchers }: Share, context: Context): Call[] {
  const all = [
    ...behind.map(({ database: { route, sessionTags, name, place } }) => ({ route, sessionTags, about: { name, place } })),
    ...otherMatchers.map(({ route, place }) => ({ route, sessionTags: undefined, about: { name: 'a matcher', place } })),
  ];
  const once = new Map(all.map((one) => [JSON.stringify([one.route, one.sessionTags]), one]));
  return [...once.values()].flatMap(({ route, sessionTags, about }) =>
    route === undefined ? [] : [context.assumed(route, sessionTags, about)]);
}
