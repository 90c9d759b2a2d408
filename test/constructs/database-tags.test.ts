import { Lazy } from 'aws-cdk-lib';
import { DatabaseType, TeleportDatabaseDiscoveryPolicy } from '../../src';
import { NOT_SET, refuseEach } from '../support/names';
import { Call, refuse } from '../support/refusals';
import { documentOf, roleIn, stackIn } from '../support/template';

type Tags = { [key: string]: string[] };

const modify = (databaseTags: Tags): Call => (stack) => {
  new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', {
    target: roleIn(stack), databaseTypes: [DatabaseType.RDS], allowDatabaseModification: true, databaseTags,
  });
};

describe('tag keys that IAM can express', () => refuseEach<Tags>(
  modify,
  '\'databaseTags\' must have tag keys of 1 to 128 letters, digits, spaces and _.:/=+-@ up to U+00FF, no token, or be {"*":["*"]}',
  [
    ['a wildcard is refused', { 'team-*': ['a'] }, { 'team-1': ['a'] }],
    ['every key with one value is refused', { '*': ['prod'] }, { '*': ['*'] }],
    ['every key with any value or one is refused', { '*': ['*', 'prod'] }, { '*': ['*'], 'env': ['*', 'prod'] }],
    ['nothing is refused', { '': ['a'] }, { a: ['a'] }],
    ['a policy variable is refused', { '${aws:x}': ['a'] }, { 'aws:x': ['a'] }],
    ['what no policy can have is refused', { łódź: ['a'] }, { é: ['a'] }],
    ['129 characters are too many', { ['k'.repeat(129)]: ['a'] }, { ['k'.repeat(128)]: ['a'] }],
  ],
));

describe('tag values that IAM can express', () => refuseEach<Tags>(
  modify,
  '\'databaseTags\' must have tag values of up to 256 letters, digits, spaces and _.:/=+-@ up to U+00FF, '
  + 'where * matches any characters; IAM has no regular expressions',
  [
    ['a regular expression is refused', { env: ['^(a|b)$'] }, { env: ['a', 'b'] }],
    ['? is a wildcard that nobody meant', { env: ['prod?'] }, { env: ['prod*'] }],
    ['a policy variable is refused', { env: ['${aws:PrincipalTag/env}'] }, { env: ['PrincipalTag/env'] }],
    ['257 characters are too many', { env: ['v'.repeat(257)] }, { env: ['v'.repeat(256)] }],
    ['a number is refused', { port: [5432 as any] }, { port: ['5432'] }],
  ],
));

describe('a condition is left', () => refuse([
  {
    sentence: 'what is not set is refused',
    refused: modify({ env: [NOT_SET] }),
    message: '\'databaseTags.env\' must be a list of values; got ["undefined"]',
    passes: modify({ env: ['prod'] }),
  },
  {
    sentence: 'a key without values is refused',
    refused: modify({ env: [] }),
    message: '\'databaseTags.env\' must not be empty; got []; give [\'*\'] for any value',
    passes: modify({ env: ['*'] }),
  },
  {
    sentence: 'no key at all is refused',
    refused: modify({}),
    message: '\'databaseTags\' must not be empty; got []; leave it out for all databases',
    passes: modify({ env: [''] }),
  },
]));

test('a token as a key is refused, as IAM has to know which tag it is', () => {
  const token = (text: string) => Lazy.string({ produce: () => text });
  expect(() => modify({ [token('env')]: ['prod'] })(stackIn())).toThrow(/^'databaseTags' must have tag keys .*no token/);
  const stack = stackIn();
  modify({ env: [token('prod')] })(stack);
  expect(documentOf(stack).Statement[1].Condition).toEqual({ StringLike: { 'aws:ResourceTag/env': 'prod' } });
});
