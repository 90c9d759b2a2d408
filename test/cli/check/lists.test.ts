import { listedOn } from '../../../cli/check/lists';
import { CATALOGUE } from '../../../src/private/types';

const OPERATIONS = Object.values(CATALOGUE).flatMap(({ operations }) => Object.values(operations).flatMap((some = []) => some));
const LISTS = [...new Set(OPERATIONS.filter(({ resources }) => resources === undefined).flatMap(({ actions }) => actions))];

test('check knows on what AWS evaluates each list, but for those that it evaluates on everything', () => {
  expect(LISTS.filter((action) => listedOn(action, 'aws', 'eu-west-1', '123456789012') === undefined))
    .toEqual(['redshift-serverless:ListWorkgroups', 'redshift-serverless:ListEndpointAccess', 'ec2:DescribeSubnets', 'es:ListDomainNames']);
});

test('such as all instances of a region', () => {
  expect(listedOn('rds:DescribeDBInstances', 'aws', 'eu-west-1', '123456789012')).toBe('arn:aws:rds:eu-west-1:123456789012:db:*');
});
