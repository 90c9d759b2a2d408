import { RegionInfo } from 'aws-cdk-lib/region-info';

/** Regions that this version of CDK does not know yet, by what they start with; the first that fits. */
const PARTITIONS: readonly (readonly [prefix: RegExp, partition: string])[] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^us-iso-/, 'aws-iso'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^us-isof-/, 'aws-iso-f'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^eusc-/, 'aws-eusc'],
  [/^/, 'aws'],
];

/** The partition of a region that is no token. */
export function partitionOf(region: string): string {
  return RegionInfo.get(region).partition ?? PARTITIONS.find(([prefix]) => prefix.test(region))![1];
}
