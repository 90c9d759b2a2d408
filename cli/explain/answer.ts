import { adviceOn, optionHelps } from './causes';
import { Denial, TEXTS } from './denial';
import { asArn, NamedResource, named, namesIn } from './named-resource';
import { whyNotGiven } from './not-given';
import { hasNames, optionFor } from './options';
import { isOfPodIdentity, onSessionTags } from './session-tags';
import { actionsOf, Use, USES } from '../../src/private/types/uses';

/**
 * Whether an option gives it (`give`), Teleport calls it but on other things (`otherResource`), it should stay denied (`refuse`), it
 * belongs to somebody else (`elsewhere`), Teleport does not call it (`notTeleport`), or the text has no action (`unnamed`).
 */
export type Verdict = 'give' | 'otherResource' | 'refuse' | 'elsewhere' | 'notTeleport' | 'unnamed';

/** What is to be said about a refusal. */
export interface Answer extends Denial {
  readonly verdict: Verdict;
  /** Each completes "Teleport needs this to ...". */
  readonly neededTo: readonly string[];
  /** Each completes "without it, ...". */
  readonly without: readonly string[];
  /** Any one of them gives it: a list of props each. */
  readonly options: readonly (readonly string[])[];
  /** A paragraph each. */
  readonly advice: readonly string[];
}

const UNSIGNED = 'The request was not signed, so AWS does not know who sent it, and no role or policy of the agent helps. Somebody went '
  + 'straight to the endpoint, without Teleport, which signs as the role that is the database user. Connect through Teleport, such as with '
  + '`tsh db connect` or `tsh proxy db`, and do not allow `anonymous` in the policy on the resource.';

const NOTHING = { neededTo: [], without: [], options: [] };

export function answer(denial: Denial): Answer {
  const { action, text } = denial;
  const ofText = text === undefined ? [] : TEXTS[text];
  if (action === undefined) {
    return { ...denial, ...NOTHING, verdict: 'unnamed', advice: ofText };
  }
  if (denial.principal === 'anonymous') {
    return { ...denial, ...NOTHING, verdict: 'elsewhere', advice: [UNSIGNED] };
  }
  const calls = USES.filter(({ operation }) => actionsOf(operation).some((called) => called.toLowerCase() === action.toLowerCase()));
  if (calls.length === 0 || calls.some(({ purpose }) => purpose === 'selfGrant')) {
    const { whose, why } = whyNotGiven(action);
    const neededTo = unique(calls.map(({ operation }) => operation.reason));
    return { ...denial, ...NOTHING, neededTo, verdict: whose, advice: [...ofText, ...why] };
  }
  const on = named(asArn(action, denial.resource));
  const uses = on === undefined ? calls : calls.filter((use) => isOn(use, on));
  const tags = uses.some(({ purpose }) => purpose === 'sessionTags');
  return uses.length === 0 ? { ...denial, ...NOTHING, verdict: 'otherResource', advice: [...ofText, onOthers(calls)] } : {
    ...denial,
    verdict: 'give',
    neededTo: unique(uses.map(({ operation }) => operation.reason)),
    without: unique(uses.map(({ operation }) => operation.without)),
    options: optionHelps(denial) && !(tags && isOfPodIdentity(denial)) ? uniqueLists(uses.map((use) => optionOf(use, denial, on))) : [],
    advice: [...ofText, ...tags ? onSessionTags(denial) : [], ...adviceOn(denial), ...acrossAccounts(denial, on)],
  };
}

function isOn({ purpose, on, kind }: Use, resource: NamedResource): boolean {
  return on === undefined || on.some((shape) => {
    const names = namesIn(shape, resource);
    return names !== undefined && (purpose !== 'connect' || hasNames(kind!, names, resource));
  });
}

function optionOf({ purpose, kind, on: shapes = [] }: Use, { resource }: Denial, on: NamedResource | undefined): string[] {
  const names = on === undefined ? undefined : shapes.map((shape) => namesIn(shape, on)).find((found) => found !== undefined);
  return optionFor(purpose, { kind, names: names ?? {}, on, resource });
}

/** What the actions are on, in the words of the catalogue. */
function onOthers(calls: readonly Use[]): string {
  const shapes = unique(calls.flatMap(({ on = [] }) => on).map(({ service, resource }) => `\`${service}:…:${resource}\``));
  return `Teleport calls it on ${shapes.join(' and ')} alone, so no option gives it on this resource. Look at who was refused: it may `
    + 'not be Teleport.';
}

/** Keys and roles may be in another account; everything else is out of reach for a policy of the agent's. */
function acrossAccounts({ principal }: Denial, on: NamedResource | undefined): string[] {
  const from = named(principal)?.account;
  if (on?.account === undefined || from === undefined || on.account === from || on.service === 'iam') {
    return [];
  }
  return on.service === 'kms'
    ? [`The key is in account ${on.account} and the agent in ${from}: the key policy must allow the agent as well.`]
    : [`The resource is in account ${on.account} and the agent in ${from}, and no policy reaches across: define the policy in a stack of `
      + `account ${on.account} for a role there, and name that role in the agent's \`assumedRoles\`.`];
}

const unique = (texts: readonly string[]) => [...new Set(texts)];
const uniqueLists = (lists: readonly (readonly string[])[]) => [...new Map(lists.map((list) => [list.join(), list])).values()];
