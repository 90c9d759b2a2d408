import { RegionInfo } from 'aws-cdk-lib/region-info';
import { partitionOf } from '../../src/private/aws/partition';

test.each(RegionInfo.regions.map(({ name, partition }) => ({ name, partition })))('$name is in $partition, as CDK knows', ({ name, partition }) => {
  expect(partitionOf(name)).toBe(partition);
});

test.each([
  ['us-east-9', 'aws'],
  ['cn-south-1', 'aws-cn'],
  ['us-gov-north-1', 'aws-us-gov'],
  ['us-iso-north-1', 'aws-iso'],
  ['us-isob-north-1', 'aws-iso-b'],
  ['us-isof-north-1', 'aws-iso-f'],
  ['eu-isoe-north-1', 'aws-iso-e'],
  ['eusc-fr-south-1', 'aws-eusc'],
])('%s, which it does not know, is in %s', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
});
