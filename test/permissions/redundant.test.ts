import { withoutRedundant } from '../../src/private/permissions/discover';
import { Permission } from '../../src/private/permissions/permission';
import { literal } from '../../src/private/tokens/bounded-text';

const permission = (actions: string[], resources: string[], condition?: [key: string, ...values: string[]]): Permission => {
  const [key, ...values] = condition ?? [];
  return { reason: 'a test', actions, resources: resources.map(literal), conditions: key === undefined ? undefined : { StringEquals: { [key]: values.map(literal) } } };
};
const list = (actions: string[], ...regions: string[]) =>
  permission(actions, ['*'], regions.length === 0 ? undefined : ['aws:RequestedRegion', ...regions]);

interface Case {
  readonly sentence: string;
  readonly discovered: Permission;
  readonly known: Permission;
  /** Nearly the same, and not allowed yet. */
  readonly stays: Permission;
}

test.each<Case>([
  {
    sentence: 'a list of the same actions',
    discovered: list(['rds:DescribeDBInstances', 'rds:DescribeDBClusters']),
    known: list(['rds:DescribeDBClusters']),
    stays: list(['rds:DescribeDBClusters', 'rds:DescribeDBProxies']),
  },
  {
    sentence: 'a list in one of its regions',
    discovered: list(['rds:DescribeDBInstances'], 'eu-west-1', 'eu-west-2'),
    known: list(['rds:DescribeDBInstances'], 'eu-west-2'),
    stays: list(['rds:DescribeDBInstances'], 'eu-west-2', 'eu-west-3'),
  },
  {
    sentence: 'a list in a region, where everything is listed everywhere',
    discovered: list(['rds:DescribeDBInstances']),
    known: list(['rds:DescribeDBInstances'], 'eu-west-1'),
    stays: permission(['rds:DescribeDBInstances'], ['arn:aws:rds:eu-west-1:123456789012:db:orders']),
  },
  {
    sentence: 'a read of one thing, where all are read',
    discovered: permission(['redshift:DescribeClusters', 'redshift:DescribeTags'], ['arn:aws:redshift:eu-west-1:123456789012:*', 'arn:aws:redshift:eu-west-2:123456789012:*']),
    known: permission(['redshift:DescribeTags'], ['arn:aws:redshift:eu-west-1:123456789012:a', 'arn:aws:redshift:eu-west-2:123456789012:b']),
    stays: permission(['redshift:DescribeTags'], ['arn:aws:redshift:eu-west-1:123456789012:a', 'arn:aws:redshift:eu-west-3:123456789012:b']),
  },
  {
    sentence: 'a read of one thing, and of its actions not one more',
    discovered: permission(['redshift:DescribeTags'], ['arn:aws:redshift:eu-west-1:123456789012:*']),
    known: permission(['redshift:DescribeTags'], ['arn:aws:redshift:eu-west-1:123456789012:a']),
    stays: permission(['redshift:DescribeTags', 'redshift:GetClusterCredentials'], ['arn:aws:redshift:eu-west-1:123456789012:a']),
  },
])('discovery allows anyway: $sentence', ({ discovered, known, stays }) => {
  expect(withoutRedundant([discovered], [known, stays])).toEqual([stays]);
});

test('what discovery reads under a condition is not known', () => {
  const tagged = permission(['redshift:DescribeTags'], ['arn:aws:redshift:eu-west-1:123456789012:*'], ['aws:ResourceTag/env', 'prod']);
  const one = permission(['redshift:DescribeTags'], ['arn:aws:redshift:eu-west-1:123456789012:a']);

  expect(withoutRedundant([tagged], [one])).toEqual([one]);
  expect(withoutRedundant([{ ...tagged, conditions: undefined }], [one])).toEqual([]);
});

test('a list allows no read of a single thing', () => {
  const read = permission(['rds:DescribeDBInstances'], ['arn:aws:rds:eu-west-1:123456789012:db:orders']);

  expect(withoutRedundant([list(['rds:DescribeDBInstances'], 'eu-west-1')], [read])).toEqual([read]);
});
