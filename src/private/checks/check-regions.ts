import { Token } from 'aws-cdk-lib';
import { checkList } from './check-lists';
import { follows } from './check-names';
import { invalid } from './invalid';
import { partitionOf } from '../aws/partition';
import { RULES } from '../aws/text-rules';

/** Regions whose names are well formed, or all. */
export function checkRegions(prop: string, regions: string[]): string[] {
  checkList(prop, regions, 'leave it out for the region of the stack, or give [\'*\'] for all');
  if (regions.includes('*') && regions.length > 1) {
    throw invalid(prop, 'be [\'*\'] alone or a list of regions', regions);
  }
  const wrong = regions.find((region) => region !== '*' && !follows(RULES.region, region));
  if (wrong !== undefined) {
    throw invalid(prop, 'name AWS regions such as eu-west-1, or be [\'*\']', wrong);
  }
  return [...regions];
}

/** The region of a single thing. */
export function checkRegion(prop: string, region: string): string {
  if (!follows(RULES.region, region)) {
    throw invalid(prop, 'be an AWS region such as eu-west-1', region, 'leave it out for the region of the stack');
  }
  return region;
}

/** Regions of one partition: the stack's, if its region is known. */
export function checkPartition(prop: string, regions: readonly string[], stackRegion: string): void {
  const known = regions.filter((region) => region !== '*' && !Token.isUnresolved(region));
  const partitions = new Set([...known, ...Token.isUnresolved(stackRegion) ? [] : [stackRegion]].map(partitionOf));
  if (partitions.size > 1) {
    const expected = `name regions of one partition, the stack's, and not of ${[...partitions].join(' and ')}`;
    throw invalid(prop, expected, known, 'define a stack for each partition');
  }
}
