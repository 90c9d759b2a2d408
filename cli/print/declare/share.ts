import { optionsFor, Viewpoint } from './viewpoint';
import type { Opened } from '../join/opened';
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
}

/** A role that is assumed has what is behind it. Whoever assumes has the rest of its account, and may assume the roles. */
export function shareOf(viewpoint: Viewpoint, opened: readonly Opened[], matchers: readonly Matcher[], remarks: Remarks): Share {
  const { assumed, account } = viewpoint;
  const isOwn = (route: Route | undefined) => route?.arn === assumed;
  const reached = opened.filter(({ database }) => isOwn(database.route));
  const own = reached.filter(({ database }) => (database.account ?? account) === account);
  noteOthers(reached.filter((one) => !own.includes(one)), remarks);
  const rest = opened.filter((one) => !reached.includes(one));
  const otherMatchers = matchers.filter(({ route }) => !isOwn(route));
  if (assumed !== undefined) {
    noteLeft(rest, remarks);
    return { viewpoint, own, ownMatchers: matchers.filter(({ route }) => isOwn(route)), behind: [], otherMatchers: [] };
  }
  const routes = [...rest.map(({ database }) => database.route), ...otherMatchers.map(({ route }) => route)];
  new Set(routes.flatMap((route) => route?.arn ?? []))
    .forEach((arn) => remarks.note(`what is behind ${arn} needs a policy of its own: print ... ${optionsFor(arn)}`));
  return { viewpoint, own, ownMatchers: matchers.filter(({ route }) => isOwn(route)), behind: rest, otherMatchers };
}

/** IAM logins do not cross accounts. */
function noteOthers(others: readonly Opened[], remarks: Remarks): void {
  if (others.length > 0) {
    const accounts = [...new Set(others.flatMap(({ database: { account } }) => account ?? []))];
    remarks.note(`left out, because they are in another account and no role is assumed for them: ${listed(others.map(nameOf))}; `
      + `an agent there needs them: print ... --account ${listed(accounts)}`);
  }
}

const nameOf = ({ database }: Opened): string => database.name;

function noteLeft(rest: readonly Opened[], remarks: Remarks): void {
  if (rest.length > 0) {
    remarks.note(`left out, because they are not behind this role: ${listed(rest.map(nameOf))}`);
  }
}
