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
      { actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r}:{a}:user:alice' },
      { actions: 'elasticache:ModifyUser', on: 'elasticache:{r}:{a}:user:alice', given: TAGGED },
      { actions: 'elasticache:ModifyUser', on: 'elasticache:{r}:{a}:user:alice', given: { 'aws:ResourceTag/teleport.dev/managed': '' } }, // any value but a few will do
    ],
    cannot: [
      {
        but: 'of users without the tag',
        calls: [
          { actions: 'elasticache:ModifyUser', on: 'elasticache:{r}:{a}:user:default' },
          { actions: 'elasticache:ModifyUser', on: 'elasticache:{r}:{a}:user:alice', given: { 'aws:ResourceTag/managed': 'true' } },
        ],
        unless: ['as documented'],
      },
      { but: 'in a region that was not named', calls: [{ actions: 'elasticache:ModifyUser', on: 'elasticache:{r2}:{a}:user:alice', given: TAGGED }], unless: ELSEWHERE },
      { but: 'in another account', calls: [{ actions: 'elasticache:ModifyUser', on: 'elasticache:{r}:{b}:user:alice', given: TAGGED }], unless: ['as documented'] },
      {
        but: 'read the tags of caches or snapshots',
        calls: [
          { actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r}:{a}:replicationgroup:sessions' },
          { actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r2}:{a}:replicationgroup:sessions' },
          { actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r}:{a}:serverlesscache:carts' },
          { actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r2}:{a}:serverlesscache:carts' },
          { actions: 'elasticache:ListTagsForResource', on: 'elasticache:{r}:{a}:snapshot:sessions' },
        ],
        unless: ['as documented'],
      },
      {
        but: 'tag, create or delete users',
        calls: [{ actions: 'elasticache:AddTagsToResource elasticache:CreateUser elasticache:DeleteUser', on: 'elasticache:{r}:{a}:user:alice', given: TAGGED }],
      },
    ],
  },
  {
    can: 'find the MemoryDB users that are tagged for Teleport, and change their passwords',
    when: ['manage memorydb users'],
    calls: [
      { actions: 'memorydb:ListTags', on: 'memorydb:{r}:{a}:user/bob' },
      { actions: 'memorydb:UpdateUser', on: 'memorydb:{r}:{a}:user/bob', given: TAGGED },
    ],
    cannot: [
      { but: 'of users without the tag', calls: [{ actions: 'memorydb:UpdateUser', on: 'memorydb:{r}:{a}:user/default' }], unless: ['as documented'] },
      { but: 'in a region that was not named', calls: [{ actions: 'memorydb:UpdateUser', on: 'memorydb:{r2}:{a}:user/bob', given: TAGGED }], unless: ELSEWHERE },
      { but: 'in another account', calls: [{ actions: 'memorydb:UpdateUser', on: 'memorydb:{r}:{b}:user/bob', given: TAGGED }], unless: ['as documented'] },
      {
        but: 'read the tags of clusters',
        calls: [
          { actions: 'memorydb:ListTags', on: 'memorydb:{r}:{a}:cluster/ledger' },
          { actions: 'memorydb:ListTags', on: 'memorydb:{r2}:{a}:cluster/ledger' },
        ],
        unless: ['as documented'],
      },
      { but: 'tag users', calls: [{ actions: 'memorydb:TagResource', on: 'memorydb:{r}:{a}:user/bob', given: TAGGED }] },
    ],
  },
  {
    can: 'keep the passwords of ElastiCache users in the default store',
    when: ['default store of caches'],
    calls: [{ actions: SECRET_ACTIONS, on: secret('teleport/elasticache/{r}/{a}/user/alice') }],
    cannot: [
      {
        but: 'read or write what other tools keep beside them',
        calls: [
          { actions: SECRET_ACTIONS, on: secret('teleport/other-tool') },
          { actions: SECRET_ACTIONS, on: secret('teleport/elasticache/{r}/{a}/auth-token') },
        ],
        unless: ['as documented'],
      },
      { but: 'those of MemoryDB users', calls: [{ actions: SECRET_ACTIONS, on: secret('teleport/memorydb/{r}/{a}/user/bob') }], unless: ['as documented'] },
      {
        but: 'names that only start alike',
        calls: [
          { actions: SECRET_ACTIONS, on: secret('teleport-x/elasticache/{r}/{a}/user/alice') },
          { actions: SECRET_ACTIONS, on: secret('teleport') },
        ],
      },
      {
        but: 'in a region that was not named',
        calls: [{ actions: SECRET_ACTIONS, on: secret('teleport/elasticache/{r2}/{a}/user/alice', '{r2}') }],
        unless: ELSEWHERE,
      },
      {
        but: 'under the name of another region',
        calls: [
          { actions: SECRET_ACTIONS, on: secret('teleport/elasticache/{r2}/{a}/user/alice') },
          { actions: SECRET_ACTIONS, on: secret('teleport/elasticache/{r}/{a}/user/alice', '{r2}') },
        ],
        unless: ['everywhere', 'as documented'],
      },
      { but: 'of another account', calls: [{ actions: SECRET_ACTIONS, on: secret('teleport/elasticache/{r}/{a}/user/alice', '{r}', '{b}') }] },
      {
        but: 'share or copy them',
        calls: [
          {
            actions: 'secretsmanager:PutResourcePolicy secretsmanager:ReplicateSecretToRegions secretsmanager:RotateSecret secretsmanager:RestoreSecret',
            on: secret('teleport/elasticache/{r}/{a}/user/alice'),
          },
        ],
      },
    ],
  },
  {
    can: 'keep the passwords of MemoryDB users in the default store',
    when: ['default store of memorydb'],
    calls: [{ actions: SECRET_ACTIONS, on: secret('teleport/memorydb/{r}/{a}/user/bob') }],
    cannot: [
      { but: 'those of ElastiCache users', calls: [{ actions: SECRET_ACTIONS, on: secret('teleport/elasticache/{r}/{a}/user/alice') }], unless: ['as documented'] },
      { but: 'of another account', calls: [{ actions: SECRET_ACTIONS, on: secret('teleport/memorydb/{r}/{a}/user/bob', '{r}', '{b}') }] },
    ],
  },
  {
    can: 'keep the passwords of ElastiCache users in a store of its own',
    when: ['own store of caches'],
    calls: [{ actions: SECRET_ACTIONS, on: secret('team-a/elasticache/{r}/{a}/user/alice') }],
    cannot: [
      { but: 'those of MemoryDB users', calls: [{ actions: SECRET_ACTIONS, on: secret('team-a/memorydb/{r}/{a}/user/bob') }], unless: ['as documented'] },
      { but: 'other secrets of that prefix', calls: [{ actions: SECRET_ACTIONS, on: secret('team-a/database') }], unless: ['as documented'] },
      {
        but: 'those of a neighbour',
        calls: [
          { actions: SECRET_ACTIONS, on: secret('team-ab/elasticache/{r}/{a}/user/alice') },
          { actions: SECRET_ACTIONS, on: secret('x/team-a/elasticache/{r}/{a}/user/alice') },
        ],
      },
    ],
  },
  {
    can: 'keep the passwords of MemoryDB users in a store of its own',
    when: ['own store of memorydb'],
    calls: [{ actions: SECRET_ACTIONS, on: secret('team-a/memorydb/{r}/{a}/user/bob') }],
    cannot: [
      {
        but: 'those of ElastiCache users, or others of that prefix',
        calls: [
          { actions: SECRET_ACTIONS, on: secret('team-a/elasticache/{r}/{a}/user/alice') },
          { actions: SECRET_ACTIONS, on: secret('team-a/database') },
        ],
        unless: ['as documented'],
      },
      { but: 'those of a neighbour', calls: [{ actions: SECRET_ACTIONS, on: secret('team-ab/memorydb/{r}/{a}/user/bob') }] },
    ],
  },
  {
    can: 'use the key of its store through Secrets Manager',
    when: ['own key'],
    calls: [
      {
        actions: 'kms:GenerateDataKey kms:Decrypt',
        on: 'kms:{r}:{a}:key/11111111-1111-1111-1111-111111111111',
        given: { 'kms:ViaService': 'secretsmanager.{r}.{suffix}' },
      },
    ],
    cannot: [
      {
        but: 'directly',
        calls: [{ actions: 'kms:GenerateDataKey kms:Decrypt', on: 'kms:{r}:{a}:key/11111111-1111-1111-1111-111111111111' }],
        unless: ['as documented'],
      },
      {
        but: 'through another service',
        calls: [{ actions: 'kms:Decrypt', on: 'kms:{r}:{a}:key/11111111-1111-1111-1111-111111111111', given: { 'kms:ViaService': 's3.{r}.{suffix}' } }],
        unless: ['as documented'],
      },
      {
        but: 'another key',
        calls: [{ actions: 'kms:Decrypt', on: 'kms:{r}:{a}:key/22222222-2222-2222-2222-222222222222', given: { 'kms:ViaService': 'secretsmanager.{r}.{suffix}' } }],
      },
      {
        but: 'give it away',
        calls: [
          {
            actions: 'kms:CreateGrant kms:PutKeyPolicy kms:Encrypt kms:ScheduleKeyDeletion',
            on: 'kms:{r}:{a}:key/11111111-1111-1111-1111-111111111111',
            given: { 'kms:ViaService': 'secretsmanager.{r}.{suffix}' },
          },
        ],
      },
    ],
  },
];
