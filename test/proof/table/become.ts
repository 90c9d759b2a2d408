import { Row, secret } from './row';

const EXTERNAL = { 'sts:ExternalId': 'correct-horse' };

/** Whom Teleport becomes. */
export const BECOME: readonly Row[] = [
  {
    can: 'assume the role named, with its external id',
    when: ['become with external id'],
    calls: [['sts:AssumeRole', 'iam::{a}:role/teleport/db-admin', EXTERNAL]],
    cannot: [
      {
        but: 'without it or with another one',
        calls: [
          ['sts:AssumeRole', 'iam::{a}:role/teleport/db-admin'],
          ['sts:AssumeRole', 'iam::{a}:role/teleport/db-admin', { 'sts:ExternalId': 'wrong' }],
        ],
        unless: ['as documented'],
      },
      {
        but: 'other roles',
        calls: [
          ['sts:AssumeRole', 'iam::{a}:role/teleport/db-admin2', EXTERNAL],
          ['sts:AssumeRole', 'iam::{a}:role/db-admin', EXTERNAL],
          ['sts:AssumeRole', 'iam::{b}:role/teleport/db-admin', EXTERNAL],
        ],
      },
      {
        but: 'with session tags',
        calls: [['sts:TagSession', 'iam::{a}:role/teleport/db-admin', { 'aws:RequestTag/team': 'orders', 'aws:TagKeys': ['team'] }]],
      },
    ],
  },
  {
    can: 'assume the role named, with its session tags',
    when: ['become with tags'],
    calls: [
      ['sts:AssumeRole', 'iam::{a}:role/tables'],
      ['sts:TagSession', 'iam::{a}:role/tables', { 'aws:RequestTag/team': 'orders', 'aws:TagKeys': ['team'] }],
    ],
    cannot: [
      {
        but: 'with other values',
        calls: [['sts:TagSession', 'iam::{a}:role/tables', { 'aws:RequestTag/team': 'billing', 'aws:TagKeys': ['team'] }]],
        unless: ['as documented'],
      },
      {
        but: 'with more tags',
        calls: [
          [
            'sts:TagSession',
            'iam::{a}:role/tables',
            { 'aws:RequestTag/team': 'orders', 'aws:RequestTag/admin': 'true', 'aws:TagKeys': ['team', 'admin'] },
          ],
        ],
        unless: ['as documented'],
      },
      {
        but: 'use the tables itself',
        calls: [
          ['dynamodb:GetItem dynamodb:PartiQLSelect dynamodb:PutItem', 'dynamodb:{r}:{a}:table/orders'],
          ['cassandra:Select', 'cassandra:{r}:{a}:/keyspace/orders/table/orders'],
        ],
      },
    ],
  },
  {
    can: 'assume the roles that are database users',
    when: ['become analyst'],
    calls: [['sts:AssumeRole', 'iam::{a}:role/analyst']],
    cannot: [
      {
        but: 'others',
        calls: [
          ['sts:AssumeRole', 'iam::{a}:role/analyst2'],
          ['sts:AssumeRole', 'iam::{a}:role/path/analyst'],
          ['sts:AssumeRole', 'iam::{b}:role/analyst'],
        ],
      },
      { but: 'edit them', calls: [['iam:PutRolePolicy iam:AttachRolePolicy iam:UpdateAssumeRolePolicy', 'iam::{a}:role/analyst']] },
    ],
  },
  {
    can: 'assume the role named in another account',
    when: ['become remote'],
    calls: [['sts:AssumeRole', 'iam::{b}:role/remote']],
    cannot: [{ but: 'one of that name in its own', calls: [['sts:AssumeRole', 'iam::{a}:role/remote']] }],
  },
];

const BOUNDED = { 'iam:PermissionsBoundary': '{boundary}' };

/** What Teleport can do to itself. */
export const ITSELF: readonly Row[] = [
  {
    can: 'read, write and delete its own inline policies, as long as it has its boundary',
    when: ['edit itself', 'edit itself unbounded'],
    calls: [
      ['iam:Get{kind}Policy', '{self}'],
      ['iam:Put{kind}Policy iam:Delete{kind}Policy', '{self}', BOUNDED],
    ],
    cannot: [
      {
        but: 'write them without that boundary',
        calls: [
          ['iam:Put{kind}Policy iam:Delete{kind}Policy', '{self}'],
          ['iam:Put{kind}Policy iam:Delete{kind}Policy', '{self}', { 'iam:PermissionsBoundary': 'arn:{p}:iam::{a}:policy/other' }],
        ],
        unless: ['edit itself unbounded'],
      },
      {
        but: 'take the boundary away or change it',
        calls: [
          ['iam:Delete{kind}PermissionsBoundary iam:Put{kind}PermissionsBoundary', '{self}', BOUNDED],
          ['iam:CreatePolicyVersion iam:SetDefaultPolicyVersion iam:DeletePolicyVersion iam:DeletePolicy', '{boundary}'],
        ],
      },
      {
        but: 'attach or detach policies',
        calls: [
          ['iam:Attach{kind}Policy iam:Detach{kind}Policy', '{self}', { ...BOUNDED, 'iam:PolicyARN': 'arn:{p}:iam::aws:policy/AdministratorAccess' }],
        ],
      },
      { but: 'change its trust or pass it on', calls: [['iam:UpdateAssumeRolePolicy iam:PassRole sts:AssumeRole', '{self as role}']] },
      {
        but: 'make itself other credentials',
        calls: [
          ['iam:CreateAccessKey iam:CreateLoginProfile', '{self as user}'],
          ['iam:AddUserToGroup', 'iam::{a}:group/admins'],
        ],
      },
      {
        but: 'create identities',
        calls: [
          ['iam:CreateRole', 'iam::{a}:role/new'],
          ['iam:CreateUser', 'iam::{a}:user/new'],
          ['iam:CreatePolicy', 'iam::{a}:policy/new'],
        ],
      },
    ],
  },
  {
    // a role or user without a name of its own cannot be named in its boundary: CloudFormation would find a cycle
    can: 'having granted itself everything, edit other identities that have the same boundary',
    when: ['be any role of its boundary'],
    calls: [
      ['iam:Get{kind}Policy', 'iam::{a}:{kind}/other'],
      ['iam:Put{kind}Policy iam:Delete{kind}Policy', 'iam::{a}:{kind}/other', BOUNDED],
    ],
    cannot: [
      {
        but: 'edit those without it',
        calls: [
          ['iam:Put{kind}Policy iam:Delete{kind}Policy', 'iam::{a}:{kind}/other'],
          ['iam:Put{kind}Policy', 'iam::{a}:{kind}/other', { 'iam:PermissionsBoundary': 'arn:{p}:iam::{a}:policy/other' }],
        ],
      },
      { but: 'attach policies to them', calls: [['iam:Attach{kind}Policy', 'iam::{a}:{kind}/other', BOUNDED]] },
      { but: 'those of another account', calls: [['iam:Put{kind}Policy', 'iam::{b}:{kind}/other', BOUNDED]] },
    ],
  },
  {
    can: 'grant itself nothing else that its boundary does not hold',
    when: ['edit itself', 'edit itself unbounded'],
    calls: [['iam:Get{kind}Policy', '{self}']],
    cannot: [
      {
        but: 'reach what is no database',
        calls: [
          ['s3:GetObject s3:PutObject', 's3:::bucket/key'],
          ['s3:ListAllMyBuckets', '*'],
          ['ec2:RunInstances', 'ec2:{r}:{a}:instance/i-0'],
          ['lambda:InvokeFunction', 'lambda:{r}:{a}:function:f'],
          ['ssm:GetParameter', 'ssm:{r}:{a}:parameter/p'],
          ['secretsmanager:GetSecretValue', secret('prod/master')],
          ['secretsmanager:ListSecrets', '*'],
          ['organizations:LeaveOrganization', '*'],
          ['iam:ListRoles', '*'],
          ['sts:AssumeRole', 'iam::{a}:role/OrganizationAccountAccessRole'],
          ['cloudtrail:StopLogging', 'cloudtrail:{r}:{a}:trail/t'],
        ],
      },
    ],
  },
];
