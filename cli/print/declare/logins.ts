import type { Call } from './code';
import type { Context } from './context';
import { usersOf } from './users';
import { partitionOf } from '../../../src/private/aws/partition';
import { CATALOGUE } from '../../../src/private/types';
import type { Login } from '../join/login';
import type { Opened } from '../join/opened';
import { namesAreRoles, usersAreRoles } from '../kinds';
import type { Database } from '../model';

/** Whom all logins to a database mean. */
export interface Logins {
  readonly named: readonly { readonly users: readonly string[]; readonly login: Login }[];
  /** Users that are roles, by their ARNs. */
  readonly ownRoles: readonly string[];
  /** Those of another account, and those outside of AWS: whoever becomes one needs nothing else. */
  readonly otherRoles: readonly string[];
  /** Every role of AWS is meant, and it was asked which. */
  readonly isAsked: boolean;
}

export function loginsOf({ database, logins }: Opened, context: Context): Logins {
  const { kind, account = context.account, region, isOnlyRead } = database;
  if (account !== context.account && region !== undefined && partitionOf(region) !== context.partition) {
    const start = 'left out, because no role there can be assumed from another partition: ';
    context.remarks.noteOf(`${database.name} in ${region}`, start, '');
    return { named: [], ownRoles: [], otherRoles: [], isAsked: false };
  }
  const all = (isOnlyRead ? [] : logins).map((login) =>
    ({ login, ...usersOf(database, login, (of) => context.startOfRoles(database, of), context.remarks) }));
  const isAsked = usersAreRoles(kind) && all.some(({ users }) => users.includes('*'));
  if (isAsked) {
    ask(database, context);
  }
  const roles = [...new Set(all.flatMap((one) => one.roles))];
  const isOwn = (arn: string) => CATALOGUE[kind].teleport.isRegional && context.isOwn(arn);
  return {
    named: account === context.account ? all.filter(({ users }) => users.length > 0) : [],
    ownRoles: roles.filter(isOwn),
    otherRoles: roles.filter((arn) => !isOwn(arn)),
    isAsked,
  };
}

function ask({ kind, name }: Database, { remarks }: Context): void {
  const [which, none] = !namesAreRoles(kind)
    ? ['those that log in to Atlas with IAM', 'if its users have certificates'] : ['them', 'for none'];
  remarks.ask(`database ${name}: its users are roles of AWS, and a role of Teleport allows every one; `
    + `name ${which} with --database-users ${name}=role/NAME,... (nothing after the = ${none})`);
}

/** The roles that whoever opens databases becomes, and that no value of a database has. */
export function otherRoles(all: readonly Opened[], context: Context): Call[] {
  return all.flatMap((opened) => {
    const { database } = opened;
    const logins = loginsOf(opened, context);
    if (!CATALOGUE[database.kind].teleport.isRegional && logins.otherRoles.length === 0 && !logins.isAsked) {
      noteLeftOut(database, context);
    }
    return logins.otherRoles.map((arn) => context.databaseRole(arn, database));
  });
}

export function noteLeftOut({ name, kind }: Database, { remarks }: Context): void {
  remarks.note(`database ${name} is left out, because roles allow no login that the type ${kind} has`);
}
