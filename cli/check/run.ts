import { Asker, Decider, Found } from './decide';
import { Given, Missing, Need, Outcome, Whose } from './model';
import { needsOf } from './needs';
import { together } from './together';
import { Needers } from './whose';
import { Reasons } from './why';
import { widerIn } from './wider';
import { contextOf } from '../print/declare/program';
import { evaluated } from '../print/evaluate';
import { Remarks } from '../print/remarks';
import type { Outcome as Printed, PrintOptions } from '../print/run';

/** Reasons for the first of them. Whoever has more has another trouble. */
const EXPLAINED = 300;
const OTHERS = 'no statement allows it on this resource, or one denies it: the reasons are given for the first permissions only';

/** What given policies do not allow of what an export needs, and what they allow beyond it. */
export function checked(given: Given, { program, share }: Printed, options: PrintOptions): Outcome {
  const made = evaluated(program);
  const needs = together(needsOf(made, program.partition), ({ reason, region = '' }) => `${reason} ${region}`);
  const { viewpoint } = share;
  const name = viewpoint.assumed ?? (options.as && `arn:${program.partition}:iam::${program.account}:${viewpoint.kind}/${viewpoint.name}`);
  const asker: Asker = { partition: program.partition, account: program.account, arn: name };
  const decider = new Decider(given, asker);
  const missing = needs.flatMap((need) => decider.missing(need));
  const needers = missing.length === 0 ? undefined : new Needers(share, contextOf(share, options, new Remarks()), made);
  return {
    missing: needers === undefined ? [] : missingIn(missing, needers, new Reasons(given, decider)),
    wider: widerIn(given, decider, needs),
    databases: share.own.length + share.behind.length,
    policies: given.policies.map((policy) => policy.name),
  };
}

/** Those of the same needers and reasons together. */
function missingIn(found: readonly Found<Need>[], needers: Needers, reasons: Reasons): Missing[] {
  const groups = new Map<string, Missing>();
  const ids = new Map<readonly Whose[], string>();
  found.forEach(({ part, verdict }, index) => {
    const all = needers.of(part);
    ids.set(all, ids.get(all) ?? JSON.stringify(all));
    const why = index < EXPLAINED ? reasons.against(part) : [OTHERS];
    for (const purpose of new Set(all.length === 0 ? ['login' as const] : all.map((one) => one.purpose))) {
      const same = why.map((text) => text.replaceAll(part.actions[0], ''));
      const key = JSON.stringify([purpose, ids.get(all), part.reason, part.conditions, same, verdict]);
      const known = groups.get(key);
      groups.set(key, known === undefined
        ? {
          ...part,
          purpose,
          whose: all.filter((one) => one.purpose === purpose),
          why,
          ...(verdict === 'undecided' || reasons.areOpen) && { undecided: true },
        }
        : { ...known, actions: united(known.actions, part.actions), resources: united(known.resources, part.resources) });
    }
  });
  return [...groups.values()];
}

const united = (some: readonly string[], others: readonly string[]): string[] => [...new Set([...some, ...others])];
