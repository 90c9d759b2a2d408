import { conditionsIn, Need } from './model';
import { matches } from '../../src/private/aws/matches';
import { Evaluated, literally } from '../print/evaluate';

export const REGION = 'aws:RequestedRegion';

/** What `print` would print, before it is divided into documents: lists by region, and everything else by the region of its ARNs. */
export function needsOf({ constructs, stack }: Pick<Evaluated, 'constructs' | 'stack'>, partition: string): Need[] {
  return constructs.flatMap(({ permissions }) => permissions).flatMap(({ reason, actions, resources, conditions }) => {
    const all = conditionsIn(literally(stack.resolve(conditions), partition));
    const rest = all.filter(({ operator, key }) => !(operator === 'StringEquals' && key === REGION));
    const regions = all.filter((one) => !rest.includes(one)).flatMap(({ values }) => values);
    const on = literally(stack.resolve(resources), partition) as string[];
    if (regions.length > 0) {
      return regions.map((region): Need => ({
        reason, actions, resources: on, region, conditions: [...rest, { operator: 'StringEquals', key: REGION, values: [region] }],
      }));
    }
    const byRegion = new Map<string, string[]>();
    on.forEach((arn) => {
      const region = regionOf(arn) ?? '';
      const same = byRegion.get(region);
      same === undefined ? byRegion.set(region, [arn]) : same.push(arn);
    });
    return [...byRegion].map(([region, arns]): Need => ({
      reason, actions, resources: arns, conditions: rest, ...region === '' ? {} : { region },
    }));
  });
}

/** The region of an ARN, if it names one. */
export function regionOf(arn: string): string | undefined {
  const [, , , region = ''] = arn.split(':', 4);
  return region === '' || /[*?$]/.test(region) ? undefined : region;
}

/** What an action pattern means, in IAM's way. */
export const meansAction = (pattern: string, action: string) => matches(pattern.toLowerCase(), action.toLowerCase());
