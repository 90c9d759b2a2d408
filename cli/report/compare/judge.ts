import { Effect } from './change';
import { exceeds, Side, unguarded, Verdict } from '../../iam/decide';
import { Literal } from '../../iam/literal';
import { Meter } from '../../iam/text';

/** Whether requests that demand this are allowed now and were not, and the other way round. */
export interface Judge {
  readonly more: (demands: readonly Literal[]) => Verdict;
  readonly less: (demands: readonly Literal[]) => Verdict;
}

/** Decides between two sides. A denial counts too where nothing of the assembly allows what it denies. */
export function judgeOf(before: Side, after: Side, meter: Meter): Judge {
  const either = (demands: readonly Literal[], side: Side, other: Side) => {
    const one = exceeds(demands, side, other, meter);
    return one === 'yes' ? one : worst([one, unguarded(demands, side, other, meter)]);
  };
  return { more: (demands) => either(demands, after, before), less: (demands) => either(demands, before, after) };
}

export function worst(verdicts: readonly Verdict[]): Verdict {
  return (['yes', 'undecided', 'no'] as const).find((one) => verdicts.includes(one)) ?? 'no';
}

export const widening = (verdict: Verdict): Effect => verdict === 'yes' ? 'more' : verdict === 'no' ? 'same' : 'undecided';
export const narrowing = (verdict: Verdict): Effect => verdict === 'no' ? 'same' : 'less';
