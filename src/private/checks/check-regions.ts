import { Token } from 'aws-cdk-lib';
import { checkList } from './check-lists';
import { invalid } from './invalid';
import { partitionOf } from '../aws/partition';
import { hasWildcard } from '../aws/wildcards';

const PREFIX = /(?:[a-z]{2}|us-gov|us-iso[a-z]?|eu-iso[a-z]?|eusc-[a-z]{2})/;
const DIRECTION = /(?:north|south|east|west|central|northeast|northwest|southeast|southwest)/;
const REGION = new RegExp(`^${PREFIX.source}-${DIRECTION.source}-\\d{1,2}$`);

/** Regions that exist as far as their names tell, or all. */
export function checkRegions(prop: string, regions: string[]): string[] {
  checkList(prop, regions, 'leave it out for the region of the stack, or give [\'*\'] for all');
  if (regions.includes('*') && regions.length > 1) {
    throw invalid(prop, 'be [\'*\'] alone or a list of regions', regions);
  }
  const wrong = regions.find((region) => region !== '*' && !isRegion(region));
  if (wrong !== undefined) {
    throw invalid(prop, 'name AWS regions such as eu-west-1, or be [\'*\']', wrong);
  }
  return regions;
}

/** The region of a single thing. */
export function checkRegion(prop: string, region: string): string {
  if (!isRegion(region)) {
    throw invalid(prop, 'be an AWS region such as eu-west-1', region, 'leave it out for the region of the stack');
  }
  return region;
}

function isRegion(region: string): boolean {
  return Token.isUnresolved(region) ? !hasWildcard(region) : REGION.test(region);
}

/** Regions of one partition: that of the stack, if it is known. */
export function checkPartition(prop: string, regions: readonly string[], stackRegion: string): void {
  const known = regions.filter((region) => region !== '*' && !Token.isUnresolved(region));
  const partitions = new Set([...known, ...Token.isUnresolved(stackRegion) ? [] : [stackRegion]].map(partitionOf));
  if (partitions.size > 1) {
    throw invalid(prop, `name regions of one partition, the stack's, and not of ${[...partitions].join(' and ')}`, known, 'define a stack for each partition');
  }
}
