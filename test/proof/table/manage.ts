import { ELSEWHERE, Row, secret } from './row';

const TAGGED = { 'aws:ResourceTag/teleport.dev/managed': 'true' };
const SECRET_ACTIONS =
  'secretsmanager:DescribeSecret secretsmanager:CreateSecret secretsmanager:UpdateSecret secretsmanager:DeleteSecret ' +
  'secretsmanager:GetSecretValue secretsmanager:PutSecretValue secretsmanager:TagResource';

/** What Teleport changes about database users, and where it keeps their passwords. */
export const MANAGE: readonly Row[] = [
  {
    can: 'find the ElastiCache users that are tagged for Teleport, and change their passwords',
    when: ['manage cache users'],
    calls: [
      ['elasticache:ListTagsForResource', 'elasticache:{r}:{a}:user:alice'],
      ['elasticache:ModifyUser', 'elasticache:{r}:{a}:user:alice', TAGGED],
      ['elasticache:ModifyUser', 'elasticache:{r}:{a}:user:alice', { 'aws:ResourceTag/teleport.dev/managed': '' }], // any value but a few will do
    ],
    cannot: [
      {
        but: 'of users without the tag',
        calls: [
          ['elasticache:ModifyUser', 'elasticache:{r}:{a}:user:default'],
          ['elasticache:ModifyUser', 'elasticache:{r}:{a}:user:alice', { 'aws:ResourceTag/managed': 'true' }],
        ],
        unless: ['as documented'],
      },
      { but: 'in a region that was not named', calls: [['elasticache:ModifyUser', 'elasticache:{r2}:{a}:user:alice', TAGGED]], unless: ELSEWHERE },
      { but: 'in another account', calls: [['elasticache:ModifyUser', 'elasticache:{r}:{b}:user:alice', TAGGED]], unless: ['as documented'] },
      {
        but: 'read the tags of caches or snapshots',
        calls: [
          ['elasticache:ListTagsForResource', 'elasticache:{r}:{a}:replicationgroup:sessions'],
          ['elasticache:ListTagsForResource', 'elasticache:{r2}:{a}:replicationgroup:sessions'],
          ['elasticache:ListTagsForResource', 'elasticache:{r}:{a}:serverlesscache:carts'],
          ['elasticache:ListTagsForResource', 'elasticache:{r2}:{a}:serverlesscache:carts'],
          ['elasticache:ListTagsForResource', 'elasticache:{r}:{a}:snapshot:sessions'],
        ],
        unless: ['as documented'],
      },
      {
        but: 'tag, create or delete users',
        calls: [['elasticache:AddTagsToResource elasticache:CreateUser elasticache:DeleteUser', 'elasticache:{r}:{a}:user:alice', TAGGED]],
      },
    ],
  },
  {
    can: 'find the MemoryDB users that are tagged for Teleport, and change their passwords',
    when: ['manage memorydb users'],
    calls: [
      ['memorydb:ListTags', 'memorydb:{r}:{a}:user/bob'],
      ['memorydb:UpdateUser', 'memorydb:{r}:{a}:user/bob', TAGGED],
    ],
    cannot: [
      { but: 'of users without the tag', calls: [['memorydb:UpdateUser', 'memorydb:{r}:{a}:user/default']], unless: ['as documented'] },
      { but: 'in a region that was not named', calls: [['memorydb:UpdateUser', 'memorydb:{r2}:{a}:user/bob', TAGGED]], unless: ELSEWHERE },
      { but: 'in another account', calls: [['memorydb:UpdateUser', 'memorydb:{r}:{b}:user/bob', TAGGED]], unless: ['as documented'] },
      {
        but: 'read the tags of clusters',
        calls: [
          ['memorydb:ListTags', 'memorydb:{r}:{a}:cluster/ledger'],
          ['memorydb:ListTags', 'memorydb:{r2}:{a}:cluster/ledger'],
        ],
        unless: ['as documented'],
      },
      { but: 'tag users', calls: [['memorydb:TagResource', 'memorydb:{r}:{a}:user/bob', TAGGED]] },
    ],
  },
  {
    can: 'keep the passwords of ElastiCache users in the default store',
    when: ['default store of caches'],
    calls: [[SECRET_ACTIONS, secret('teleport/elasticache/{r}/{a}/user/alice')]],
    cannot: [
      {
        but: 'read or write what other tools keep beside them',
        calls: [
          [SECRET_ACTIONS, secret('teleport/other-tool')],
          [SECRET_ACTIONS, secret('teleport/elasticache/{r}/{a}/auth-token')],
        ],
        unless: ['as documented'],
      },
      { but: 'those of MemoryDB users', calls: [[SECRET_ACTIONS, secret('teleport/memorydb/{r}/{a}/user/bob')]], unless: ['as documented'] },
      {
        but: 'names that only start alike',
        calls: [
          [SECRET_ACTIONS, secret('teleport-x/elasticache/{r}/{a}/user/alice')],
          [SECRET_ACTIONS, secret('teleport')],
        ],
      },
      {
        but: 'in a region that was not named',
        calls: [[SECRET_ACTIONS, secret('teleport/elasticache/{r2}/{a}/user/alice', '{r2}')]],
        unless: ELSEWHERE,
      },
      {
        but: 'under the name of another region',
        calls: [
          [SECRET_ACTIONS, secret('teleport/elasticache/{r2}/{a}/user/alice')],
          [SECRET_ACTIONS, secret('teleport/elasticache/{r}/{a}/user/alice', '{r2}')],
        ],
        unless: ['everywhere', 'as documented'],
      },
      { but: 'of another account', calls: [[SECRET_ACTIONS, secret('teleport/elasticache/{r}/{a}/user/alice', '{r}', '{b}')]] },
      {
        but: 'share or copy them',
        calls: [
          [
            'secretsmanager:PutResourcePolicy secretsmanager:ReplicateSecretToRegions secretsmanager:RotateSecret secretsmanager:RestoreSecret',
            secret('teleport/elasticache/{r}/{a}/user/alice'),
          ],
        ],
      },
    ],
  },
  {
    can: 'keep the passwords of MemoryDB users in the default store',
    when: ['default store of memorydb'],
    calls: [[SECRET_ACTIONS, secret('teleport/memorydb/{r}/{a}/user/bob')]],
    cannot: [
      { but: 'those of ElastiCache users', calls: [[SECRET_ACTIONS, secret('teleport/elasticache/{r}/{a}/user/alice')]], unless: ['as documented'] },
      { but: 'of another account', calls: [[SECRET_ACTIONS, secret('teleport/memorydb/{r}/{a}/user/bob', '{r}', '{b}')]] },
    ],
  },
  {
    can: 'keep the passwords of ElastiCache users in a store of its own',
    when: ['own store of caches'],
    calls: [[SECRET_ACTIONS, secret('team-a/elasticache/{r}/{a}/user/alice')]],
    cannot: [
      { but: 'those of MemoryDB users', calls: [[SECRET_ACTIONS, secret('team-a/memorydb/{r}/{a}/user/bob')]], unless: ['as documented'] },
      { but: 'other secrets of that prefix', calls: [[SECRET_ACTIONS, secret('team-a/database')]], unless: ['as documented'] },
      {
        but: 'those of a neighbour',
        calls: [
          [SECRET_ACTIONS, secret('team-ab/elasticache/{r}/{a}/user/alice')],
          [SECRET_ACTIONS, secret('x/team-a/elasticache/{r}/{a}/user/alice')],
        ],
      },
    ],
  },
  {
    can: 'keep the passwords of MemoryDB users in a store of its own',
    when: ['own store of memorydb'],
    calls: [[SECRET_ACTIONS, secret('team-a/memorydb/{r}/{a}/user/bob')]],
    cannot: [
      {
        but: 'those of ElastiCache users, or others of that prefix',
        calls: [
          [SECRET_ACTIONS, secret('team-a/elasticache/{r}/{a}/user/alice')],
          [SECRET_ACTIONS, secret('team-a/database')],
        ],
        unless: ['as documented'],
      },
      { but: 'those of a neighbour', calls: [[SECRET_ACTIONS, secret('team-ab/memorydb/{r}/{a}/user/bob')]] },
    ],
  },
  {
    can: 'use the key of its store through Secrets Manager',
    when: ['own key'],
    calls: [
      [
        'kms:GenerateDataKey kms:Decrypt',
        'kms:{r}:{a}:key/11111111-1111-1111-1111-111111111111',
        { 'kms:ViaService': 'secretsmanager.{r}.{suffix}' },
      ],
    ],
    cannot: [
      {
        but: 'directly',
        calls: [['kms:GenerateDataKey kms:Decrypt', 'kms:{r}:{a}:key/11111111-1111-1111-1111-111111111111']],
        unless: ['as documented'],
      },
      {
        but: 'through another service',
        calls: [['kms:Decrypt', 'kms:{r}:{a}:key/11111111-1111-1111-1111-111111111111', { 'kms:ViaService': 's3.{r}.{suffix}' }]],
        unless: ['as documented'],
      },
      {
        but: 'another key',
        calls: [['kms:Decrypt', 'kms:{r}:{a}:key/22222222-2222-2222-2222-222222222222', { 'kms:ViaService': 'secretsmanager.{r}.{suffix}' }]],
      },
      {
        but: 'give it away',
        calls: [
          [
            'kms:CreateGrant kms:PutKeyPolicy kms:Encrypt kms:ScheduleKeyDeletion',
            'kms:{r}:{a}:key/11111111-1111-1111-1111-111111111111',
            { 'kms:ViaService': 'secretsmanager.{r}.{suffix}' },
          ],
        ],
      },
    ],
  },
];
