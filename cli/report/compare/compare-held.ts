import { Change } from './change';
import { Judge, judgeOf, narrowing, widening } from './judge';
import { Side } from '../../iam/decide';
import { Meter } from '../../iam/text';
import { demandsOfRuling } from '../attached/demands';
import { isUnknown, Rule, Ruling } from '../attached/rules';
import { conditionInWords, trustInWords } from '../model/words';

interface Held { readonly rulings: readonly Ruling[]; readonly boundary?: { readonly rulings: readonly Ruling[] } }

/** What decides before and after. A policy that nobody knows is itself in both. */
export function sidesOf(before: Held | undefined, after: Held | undefined): [Side, Side] {
  const unknownOf = (held: Held | undefined) => new Set([...held?.rulings ?? [], ...held?.boundary?.rulings ?? []]
    .flatMap((ruling) => isUnknown(ruling) ? ruling.unknown : []));
  const side = (held: Held | undefined, others: ReadonlySet<string>): Side => {
    const demands = (rulings: readonly Ruling[]) => merged(rulings)
      .flatMap((ruling) => demandsOfRuling(ruling, (name) => others.has(name)));
    return { policies: demands(held?.rulings ?? []), boundary: held?.boundary && demands(held.boundary.rulings) };
  };
  return [side(before, unknownOf(after)), side(after, unknownOf(before))];
}

/** With one statement for all that differ in their resources alone: thousands of databases are many statements. */
function merged(rulings: readonly Ruling[]): Ruling[] {
  const groups = new Map<string, { ruling: Rule; resources: string[] }>();
  const others = rulings.filter((ruling) => {
    if (isUnknown(ruling) || ruling.statement.resources === undefined) {
      return true;
    }
    const { guards, statement: { resources, ...rest } } = ruling;
    const key = JSON.stringify([guards, rest]);
    const group = groups.get(key) ?? { ruling, resources: [] };
    groups.set(key, group);
    resources.forEach((resource) => group.resources.push(resource));
    return false;
  });
  return [...others, ...[...groups.values()].map(({ ruling, resources }): Rule =>
    ({ ...ruling, statement: { ...ruling.statement, resources } }))];
}

/** What is compared as a whole, by its words: who is trusted, and policies that only their ARN tells. */
export function compareHeld(
  subject: string, thing: string, before: readonly Ruling[], after: readonly Ruling[], meter: Meter,
  judge: Judge = judgeOf(...sidesOf({ rulings: before }, { rulings: after }), meter),
): Change[] {
  const [old, now] = [before, after].map((rulings) => new Map(rulings.flatMap((ruling) => {
    const words = inWords(ruling, thing === 'trust');
    return words === undefined ? [] : [[words, ruling] as const];
  })));
  const [put, taken] = thing === 'permissions boundary' ? ['put on', 'taken off'] : ['added', 'lost'];
  return [
    ...[...now].filter(([what]) => !old.has(what)).map(([what, ruling]) => changed(`${thing} ${put}`, what, ruling, 'came')),
    ...[...old].filter(([what]) => !now.has(what)).map(([what, ruling]) => changed(`${thing} ${taken}`, what, ruling, 'went')),
  ];

  function changed(kind: string, what: string, ruling: Ruling, how: 'came' | 'went'): Change {
    const effects = demandsOfRuling(ruling, () => true).map(({ effect, demands }) =>
      (how === 'came') === (effect === 'Allow') ? widening(judge.more(demands)) : narrowing(judge.less(demands)));
    const effect = (['more', 'undecided', 'less'] as const).find((one) => effects.includes(one)) ?? 'same';
    return { effect, kind: effect === 'same' ? `${kind}, ${how === 'came' ? 'covered before' : 'still covered'}` : kind, subject, what };
  }
}

/** The words of a trust, or of a policy without statements to show. */
function inWords(ruling: Ruling, isTrust: boolean): string | undefined {
  const when = ruling.guards.map((guard) => ` if ${conditionInWords(guard)}`).join('');
  if (isUnknown(ruling)) {
    return `${ruling.unknown}${when}`;
  }
  const { arn, statement: { effect, actions, notActions = [], principals = [], notPrincipals = [], conditions = [] } } = ruling;
  return isTrust ? trustInWords({
    effect,
    principals: [...principals.map(([, name]) => name), ...notPrincipals.map(([, name]) => `everybody but ${name}`)],
    actions: actions ?? [`everything but ${notActions.join(', ')}`],
    conditions: [...conditions, ...ruling.guards],
  }).join(' ') : arn && `${arn}${when}`;
}
