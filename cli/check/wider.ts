import { Decider, Found } from './decide';
import { Given, Need, Wider } from './model';
import { meansAction } from './needs';
import { together } from './together';
import { Demands, demandsOf, PlainStatement } from '../iam/statement';

/** Beyond these, it is everything. */
const LOOKED_AT = 100;

interface Demanded { readonly need: Need; readonly demands: Demands }

/** What given policies allow and nothing needs, and what nobody knows of them. */
export function widerIn(given: Given, decider: Decider, needs: readonly Need[]): Wider[] {
  const demanded = needs.map((need) => ({ need, demands: demandsOf({ effect: 'Allow', ...need }) }));
  const plain = needs.map(({ actions, resources, conditions }): PlainStatement => ({ effect: 'Allow', actions, resources, conditions }));
  const all = together(plain).map(demandsOf);
  return given.policies.flatMap(({ name, statements, unknown }) => [
    ...statements.filter((statement) => statement.plain.effect === 'Allow').flatMap((statement) => inGroups(decider.wider(statement, all))
      .map(({ part, verdict }) => widerOf(statement.name, part, verdict, neededOf(part, demanded, decider)))),
    ...unknown === undefined ? [] : [{
      in: name, actions: ['*'], resources: ['*'], conditions: [], needed: [], undecided: true, why: unknown,
    } as const],
  ]);
}

/** Parts that differ in their resources or their actions alone. */
function inGroups(found: readonly Found<PlainStatement>[]): Found<PlainStatement>[] {
  const verdicts = ['yes', 'undecided'] as const;
  return verdicts.flatMap((verdict) => together(found.filter((one) => one.verdict === verdict).map(({ part }) => part))
    .map((part) => ({ part, verdict })));
}

function widerOf(name: string, part: PlainStatement, verdict: 'yes' | 'undecided', needed: readonly string[]): Wider {
  const { actions, notActions = [], resources, notResources = [], conditions = [] } = part;
  return {
    in: name,
    actions: actions ?? [`everything but ${notActions.join(', ')}`],
    resources: resources ?? [`everything but ${notResources.join(', ')}`],
    conditions,
    needed,
    ...verdict === 'undecided' && { undecided: true, why: 'is more than the files tell' },
  };
}

/** What of a part is needed: its actions, with their resources. */
function neededOf(part: PlainStatement, all: readonly Demanded[], decider: Decider): string[] {
  const { actions, notActions = [] } = part;
  const isMeant = (action: string) => actions?.some((pattern) => meansAction(pattern, action))
    ?? !notActions.some((one) => meansAction(one, action));
  const near = all.filter(({ need }) => need.actions.some(isMeant)).slice(0, LOOKED_AT);
  const overlapping = near.filter(({ demands }) => decider.exceeding(part, { policies: [demands] }, { policies: [] }) !== 'no');
  return [...new Set(overlapping.map(({ need }) => {
    const { resources: [first, ...more], region } = need;
    const where = first === '*' ? `in ${region ?? 'every region'}` : `on ${first}${more.length === 0 ? '' : ` and ${more.length} more`}`;
    return `${need.actions.filter(isMeant).join(', ')} ${where}`;
  }))];
}
