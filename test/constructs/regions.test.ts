import { Stack } from 'aws-cdk-lib';
import {
  DatabaseType, RdsDatabase, RedshiftDatabase, TeleportDatabase, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy,
} from '../../src';
import { NOT_SET, refuseEach } from '../support/names';
import { Call, refuse } from '../support/refusals';
import { documentOf, roleIn, stackIn } from '../support/template';

const discover = (regions: string[]): Call => (stack) => {
  new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target: roleIn(stack), databaseTypes: [DatabaseType.RDS], regions });
};
const connect = (database: (stack: Stack) => TeleportDatabase): Call => (stack) => {
  new TeleportDatabaseAccess(stack, 'Policy', { target: roleIn(stack), databases: [database(stack)] });
};
const single = (region: string) => connect(() => RdsDatabase.fromResourceId('db-ABC', { databaseUsers: ['reader'], region }));

describe('one region that is none is refused', () => refuseEach<string>(
  (region) => discover([region]), '\'regions\' must name AWS regions such as eu-west-1, or be [\'*\']', [
    ['a misspelt one', 'eu-wset-1', 'eu-west-1'],
    ['one without a number', 'us-east', 'us-east-1'],
    ['an empty one', '', 'us-east-1'],
    ['an availability zone', 'eu-west-1a', 'eu-west-1'],
    ['upper case', 'EU-WEST-1', 'eu-west-1'],
    ['a line break at the end', 'eu-west-1\n', 'eu-west-1'],
    ['a pattern', 'eu-*', '*'],
  ]));

describe('a pattern of databases', () => refuseEach<string>(
  (region) => connect(() => RdsDatabase.any({ databaseUsers: ['reader'], regions: [region] })),
  '\'regions\' must name AWS regions such as eu-west-1, or be [\'*\']',
  [['a misspelt region is refused', 'eu-wset-1', 'eu-west-1']],
));

describe('a list of regions', () => refuse([
  {
    sentence: 'all beside others is refused',
    refused: discover(['*', 'eu-west-1']),
    message: '\'regions\' must be [\'*\'] alone or a list of regions; got ["*","eu-west-1"]',
    passes: discover(['*']),
  },
  {
    sentence: 'none is refused',
    refused: discover([]),
    message: '\'regions\' must not be empty; got []; leave it out for the region of the stack, or give [\'*\'] for all',
    passes: discover(['eu-west-1']),
  },
  {
    sentence: 'another partition than that of the stack is refused',
    refused: discover(['cn-north-1']),
    message: '\'regions\' must name regions of one partition, the stack\'s, and not of aws-cn and aws; got ["cn-north-1"]; '
      + 'define a stack for each partition',
    passes: discover(['me-south-1']),
  },
  {
    sentence: 'two partitions are refused',
    refused: discover(['eu-west-1', 'us-gov-west-1']),
    message: '\'regions\' must name regions of one partition, the stack\'s, and not of aws and aws-us-gov; '
      + 'got ["eu-west-1","us-gov-west-1"]; '
      + 'define a stack for each partition',
    passes: discover(['eu-west-1', 'us-west-1']),
  },
  {
    sentence: 'a list that is none is refused',
    refused: discover('eu-west-1' as any),
    message: '\'regions\' must be a list; got "eu-west-1"; a single one is a list too: [ ... ]',
    passes: discover(['eu-west-1']),
  },
  {
    sentence: 'what is not set is refused',
    refused: discover(['eu-west-1', NOT_SET]),
    message: '\'regions\' must be a list of values; got ["eu-west-1","undefined"]',
    passes: discover(['eu-west-1']),
  },
]));

describe('the region of a single database', () => refuse([
  {
    sentence: 'a misspelt one is refused',
    refused: single('eu-wset-1'),
    message: '\'region\' must be an AWS region such as eu-west-1; got "eu-wset-1"; leave it out for the region of the stack',
    passes: single('eu-west-1'),
  },
  {
    sentence: 'all are refused: it is in one',
    refused: single('*'),
    message: '\'region\' must be an AWS region such as eu-west-1; got "*"; leave it out for the region of the stack',
    passes: connect(() => RedshiftDatabase.any({ databaseUsers: ['analyst'], databaseNames: ['sales'], regions: ['*'] })),
  },
  {
    sentence: 'another partition is refused',
    refused: single('us-gov-west-1'),
    message: '\'databases\' must name regions of one partition, the stack\'s, and not of aws-us-gov and aws; got ["us-gov-west-1"]; '
      + 'define a stack for each partition',
    passes: single('us-west-1'),
  },
]));

test.each([
  'us-east-1', 'ap-southeast-7', 'il-central-1', 'mx-central-1', 'ca-west-1', 'cn-northwest-1', 'us-gov-east-1', 'us-iso-west-1',
  'us-isob-east-1', 'us-isof-south-1', 'eu-isoe-west-1', 'eusc-de-east-1',
])('%s is one', (region) => {
  const stack = stackIn({});
  discover([region])(stack);
  expect(documentOf(stack).Statement[0].Condition).toEqual({ StringEquals: { 'aws:RequestedRegion': region } });
});
