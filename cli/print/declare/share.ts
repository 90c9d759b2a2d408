import { accountOf, optionsFor, Viewpoint } from './viewpoint';
import { Problem } from '../../problem';
import type { Opened } from '../join/opened';
import { isRole, usersAreRoles } from '../kinds';
import type { Matcher, Route } from '../model';
import { listed, Remarks } from '../remarks';

/** What of everything concerns one identity. */
export interface Share {
  readonly viewpoint: Viewpoint;
  /** What it reaches itself. */
  readonly own: readonly Opened[];
  readonly ownMatchers: readonly Matcher[];
  /** What it reaches by roles that it assumes. */
  readonly behind: readonly Opened[];
  readonly otherMatchers: readonly Matcher[];
  /** The accounts of what it reaches by no role, and cannot open from its own. */
  readonly elsewhere: readonly string[];
}

/** A role that is assumed has what is behind it. Whoever assumes has the rest of its account, and may assume the roles. */
export function shareOf(viewpoint: Viewpoint, opened: readonly Opened[], matchers: readonly Matcher[], remarks: Remarks): Share {
  const { assumed, account } = viewpoint;
  const isOwn = (route: Route | undefined) => route?.arn === assumed;
  const reached = opened.filter(({ database }) => isOwn(database.route));
  const isHere = ({ database }: Opened) => (database.account ?? account) === account;
  const others = reached.filter((one) => !isHere(one));
  const own = reached.filter((one) => isHere(one) || opensAsRole(one));
  const elsewhere = accountsOf(others.filter((one) => !opensAsRole(one)));
  noteOthers(others.filter((one) => !opensAsRole(one)), remarks);
  noteRoles(others.filter(opensAsRole), remarks);
  const rest = opened.filter(({ database }) => !isOwn(database.route));
  (assumed === undefined ? opened : reached).forEach(checkAccounts);
  const otherMatchers = matchers.filter(({ route }) => !isOwn(route));
  if (assumed !== undefined) {
    noteLeft(rest, remarks);
    return { viewpoint, own, ownMatchers: matchers.filter(({ route }) => isOwn(route)), behind: [], otherMatchers: [], elsewhere };
  }
  const routes = [...rest.map(({ database }) => database.route), ...otherMatchers.map(({ route }) => route)];
  new Set(routes.flatMap((route) => route?.arn ?? []))
    .forEach((arn) => remarks.note(`what is behind ${arn} needs a policy of its own: print ... ${optionsFor(arn)}`));
  return { viewpoint, own, ownMatchers: matchers.filter(({ route }) => isOwn(route)), behind: rest, otherMatchers, elsewhere };
}

/** Whether some of its users are roles: whoever opens it becomes one, from any account that the role trusts. */
const opensAsRole = ({ database: { kind }, logins }: Opened): boolean =>
  usersAreRoles(kind) || logins.some(({ users, answered }) => [...users, ...answered].some((user) => isRole(kind, user)));

/** A role that Teleport assumes to reach a database is in the database's account, or it becomes another role there. */
function checkAccounts(one: Opened): void {
  const { name, place, route, account } = one.database;
  if (route !== undefined && account !== undefined && accountOf(route.arn) !== account && !opensAsRole(one)) {
    throw new Problem(`${place.toString()}: the database ${name} is in ${account}, and ${route.arn} is not, which Teleport assumes to `
      + 'reach it: IAM logins do not cross accounts; mend account_id or assume_role_arn');
  }
}

function noteRoles(others: readonly Opened[], remarks: Remarks): void {
  if (others.length > 0) {
    remarks.note(`in another account, and opened as roles there, which must trust whoever gets this policy: ${listed(others.map(nameOf))} `
      + `in ${listed(accountsOf(others))}; db_service.resources of a teleport.yaml says which databases the agent has`);
  }
}

/** IAM logins do not cross accounts. */
function noteOthers(others: readonly Opened[], remarks: Remarks): void {
  if (others.length > 0) {
    remarks.note(`left out, because they are in another account and no role is assumed for them: ${listed(others.map(nameOf))}; `
      + `an agent there needs them: print ... --account ${listed(accountsOf(others))}`);
  }
}

const accountsOf = (all: readonly Opened[]): string[] => [...new Set(all.flatMap(({ database: { account } }) => account ?? []))];

const nameOf = ({ database }: Opened): string => database.name;

function noteLeft(rest: readonly Opened[], remarks: Remarks): void {
  if (rest.length > 0) {
    remarks.note(`left out, because they are not behind this role: ${listed(rest.map(nameOf))}`);
  }
}
