import { Problem } from '../../problem';
import type { Route } from '../model';
import type { Remarks } from '../remarks';

/** Whose policy is printed. */
export interface Viewpoint {
  readonly kind: 'role' | 'user';
  /** With its path. A stand-in if the user names nobody. */
  readonly name: string;
  readonly account: string;
  /** The ARN, if others assume it: then it has what is behind it, and nothing else. */
  readonly assumed?: string;
}

export interface Identity {
  readonly kind: 'role' | 'user';
  readonly name: string;
  readonly account?: string;
}

/** Whoever is asked for, and where. */
export interface Asked {
  readonly as?: Identity;
  readonly account?: string;
  /** The output speaks of it. */
  readonly mustBeNamed?: boolean;
}

/** Something that Teleport reaches directly, in its account, or by way of a role. */
export interface Reached {
  readonly account?: string;
  readonly route?: Route;
}

const STAND_IN = { kind: 'role', name: 'unnamed-agent' } as const;

export function viewpointOf(all: readonly Reached[], { as, account: given, mustBeNamed }: Asked, remarks: Remarks): Viewpoint {
  const account = given ?? as?.account;
  const direct = distinct(all.flatMap((one) => one.route === undefined ? one.account ?? [] : []));
  const routes = distinct(all.flatMap(({ route }) => route?.arn ?? []));
  const isAsked = (arn: string) => as === undefined
    ? account !== undefined && !direct.includes(account)
    : arn.endsWith(`:${as.kind}/${as.name}`);
  const named = routes.filter((arn) => (account === undefined || accountOf(arn) === account) && isAsked(arn));
  if (named.length > 1) {
    throw new Problem(`several roles are assumed; say which one: ${named.map(optionsFor).join(' or ')}`, 2);
  }
  const [assumed] = named;
  if (assumed !== undefined) {
    if (as === undefined || account === undefined) {
      const rest = as === undefined ? 'an agent in that account, add --as' : 'an agent of that name, add --account';
      remarks.note(`this is the policy of ${assumed}, which the agent assumes; for the policy of ${rest}`);
    }
    return { kind: 'role', name: nameOf(assumed), account: accountOf(assumed), assumed };
  }
  if (as === undefined && mustBeNamed) {
    throw new Problem('this output names whoever gets the policy: give --as role/NAME or --as user/NAME', 2);
  }
  return { ...STAND_IN, ...as, account: account ?? onlyOne(direct) };
}

function onlyOne(accounts: readonly string[]): string {
  if (accounts.length !== 1) {
    const choices = accounts.map((account) => `--account ${account}`).join(' or ');
    throw new Problem(accounts.length === 0
      ? 'no file says the account of the agent; give it with --account'
      : `the files have databases of several accounts; say which one: ${choices}`, 2);
  }
  return accounts[0];
}

/** How to print the policy of a role that is assumed. */
export const optionsFor = (arn: string): string => `--as role/${nameOf(arn)} --account ${accountOf(arn)}`;

export const accountOf = (arn: string): string => arn.split(':')[4];
const nameOf = (arn: string): string => arn.replace(/^.*:role\//, '');
const distinct = (texts: readonly string[]): string[] => [...new Set(texts)];
