import { Row, secret } from './row';

const EXTERNAL = { 'sts:ExternalId': 'correct-horse' };
const INSIDE = { 'aws:ResourceOrgID': 'o-abcdef1234', ...EXTERNAL };

/** Whom Teleport becomes. */
export const BECOME: readonly Row[] = [
  {
    can: 'assume the role named, with its external id',
    when: ['become with external id'],
    calls: [{ actions: 'sts:AssumeRole', on: 'iam::{a}:role/teleport/db-admin', given: EXTERNAL }],
    cannot: [
      {
        but: 'without it or with another one',
        calls: [
          { actions: 'sts:AssumeRole', on: 'iam::{a}:role/teleport/db-admin' },
          { actions: 'sts:AssumeRole', on: 'iam::{a}:role/teleport/db-admin', given: { 'sts:ExternalId': 'wrong' } },
        ],
      },
      {
        but: 'other roles',
        calls: [
          { actions: 'sts:AssumeRole', on: 'iam::{a}:role/teleport/db-admin2', given: EXTERNAL },
          { actions: 'sts:AssumeRole', on: 'iam::{a}:role/db-admin', given: EXTERNAL },
          { actions: 'sts:AssumeRole', on: 'iam::{b}:role/teleport/db-admin', given: EXTERNAL },
        ],
      },
      {
        but: 'with session tags',
        calls: [{ actions: 'sts:TagSession', on: 'iam::{a}:role/teleport/db-admin', given: { 'aws:RequestTag/team': 'orders', 'aws:TagKeys': ['team'] } }],
      },
    ],
  },
  {
    can: 'assume the role named, with its session tags',
    when: ['become with tags'],
    calls: [
      { actions: 'sts:AssumeRole', on: 'iam::{a}:role/tables' },
      { actions: 'sts:TagSession', on: 'iam::{a}:role/tables', given: { 'aws:RequestTag/team': 'orders', 'aws:TagKeys': ['team'] } },
    ],
    cannot: [
      {
        but: 'with other values',
        calls: [{ actions: 'sts:TagSession', on: 'iam::{a}:role/tables', given: { 'aws:RequestTag/team': 'billing', 'aws:TagKeys': ['team'] } }],
      },
      {
        but: 'with more tags',
        calls: [
          {
            actions: 'sts:TagSession',
            on: 'iam::{a}:role/tables',
            given: { 'aws:RequestTag/team': 'orders', 'aws:RequestTag/admin': 'true', 'aws:TagKeys': ['team', 'admin'] },
          },
        ],
      },
      {
        but: 'use the tables itself',
        calls: [
          { actions: 'dynamodb:GetItem dynamodb:PartiQLSelect dynamodb:PutItem', on: 'dynamodb:{r}:{a}:table/orders' },
          { actions: 'cassandra:Select', on: 'cassandra:{r}:{a}:/keyspace/orders/table/orders' },
        ],
      },
    ],
  },
  {
    can: 'assume the roles that are database users',
    when: ['become analyst'],
    calls: [{ actions: 'sts:AssumeRole', on: 'iam::{a}:role/analyst' }],
    cannot: [
      {
        but: 'others',
        calls: [
          { actions: 'sts:AssumeRole', on: 'iam::{a}:role/analyst2' },
          { actions: 'sts:AssumeRole', on: 'iam::{a}:role/path/analyst' },
          { actions: 'sts:AssumeRole', on: 'iam::{b}:role/analyst' },
        ],
      },
      { but: 'edit them', calls: [{ actions: 'iam:PutRolePolicy iam:AttachRolePolicy iam:UpdateAssumeRolePolicy', on: 'iam::{a}:role/analyst' }] },
    ],
  },
  {
    can: 'assume the role named in another account',
    when: ['become remote'],
    calls: [{ actions: 'sts:AssumeRole', on: 'iam::{b}:role/remote' }],
    cannot: [{ but: 'one of that name in its own', calls: [{ actions: 'sts:AssumeRole', on: 'iam::{a}:role/remote' }] }],
  },
  {
    can: 'assume the role of one name in every account of its organization, with its external id',
    when: ['become in the organization'],
    calls: [
      { actions: 'sts:AssumeRole', on: 'iam::{a}:role/teleport/spoke', given: INSIDE },
      { actions: 'sts:AssumeRole', on: 'iam::{b}:role/teleport/spoke', given: INSIDE },
    ],
    cannot: [
      {
        but: 'in an account outside of it',
        calls: [
          { actions: 'sts:AssumeRole', on: 'iam::{b}:role/teleport/spoke', given: { ...INSIDE, 'aws:ResourceOrgID': 'o-zyxwvu9876' } },
          { actions: 'sts:AssumeRole', on: 'iam::{b}:role/teleport/spoke', given: EXTERNAL },
        ],
      },
      {
        but: 'without the external id or with another one',
        calls: [
          { actions: 'sts:AssumeRole', on: 'iam::{b}:role/teleport/spoke', given: { 'aws:ResourceOrgID': 'o-abcdef1234' } },
          { actions: 'sts:AssumeRole', on: 'iam::{b}:role/teleport/spoke', given: { ...INSIDE, 'sts:ExternalId': 'wrong' } },
        ],
      },
      {
        but: 'one of another name or path',
        calls: [
          { actions: 'sts:AssumeRole', on: 'iam::{b}:role/teleport/spoke2', given: INSIDE },
          { actions: 'sts:AssumeRole', on: 'iam::{b}:role/spoke', given: INSIDE },
          { actions: 'sts:AssumeRole', on: 'iam::{b}:role/other/teleport/spoke', given: INSIDE },
        ],
      },
      { but: 'edit it', calls: [{ actions: 'iam:PutRolePolicy iam:AttachRolePolicy iam:UpdateAssumeRolePolicy', on: 'iam::{b}:role/teleport/spoke', given: INSIDE }] },
    ],
  },
];

const BOUNDED = { 'iam:PermissionsBoundary': '{boundary}' };

/** What Teleport can do to itself. */
export const ITSELF: readonly Row[] = [
  {
    can: 'read, write and delete its own inline policies, as long as it has its boundary',
    when: ['edit itself', 'edit itself unbounded'],
    calls: [
      { actions: 'iam:Get{kind}Policy', on: '{self}' },
      { actions: 'iam:Put{kind}Policy iam:Delete{kind}Policy', on: '{self}', given: BOUNDED },
    ],
    cannot: [
      {
        but: 'write them without that boundary',
        calls: [
          { actions: 'iam:Put{kind}Policy iam:Delete{kind}Policy', on: '{self}' },
          { actions: 'iam:Put{kind}Policy iam:Delete{kind}Policy', on: '{self}', given: { 'iam:PermissionsBoundary': 'arn:{p}:iam::{a}:policy/other' } },
        ],
        unless: ['edit itself unbounded'],
      },
      {
        but: 'take the boundary away or change it',
        calls: [
          { actions: 'iam:Delete{kind}PermissionsBoundary iam:Put{kind}PermissionsBoundary', on: '{self}', given: BOUNDED },
          { actions: 'iam:CreatePolicyVersion iam:SetDefaultPolicyVersion iam:DeletePolicyVersion iam:DeletePolicy', on: '{boundary}' },
        ],
      },
      {
        but: 'attach or detach policies',
        calls: [
          { actions: 'iam:Attach{kind}Policy iam:Detach{kind}Policy', on: '{self}', given: { ...BOUNDED, 'iam:PolicyARN': 'arn:{p}:iam::aws:policy/AdministratorAccess' } },
        ],
      },
      { but: 'change its trust or pass it on', calls: [{ actions: 'iam:UpdateAssumeRolePolicy iam:PassRole sts:AssumeRole', on: '{self as role}' }] },
      {
        but: 'make itself other credentials',
        calls: [
          { actions: 'iam:CreateAccessKey iam:CreateLoginProfile', on: '{self as user}' },
          { actions: 'iam:AddUserToGroup', on: 'iam::{a}:group/admins' },
        ],
      },
      {
        but: 'create identities',
        calls: [
          { actions: 'iam:CreateRole', on: 'iam::{a}:role/new' },
          { actions: 'iam:CreateUser', on: 'iam::{a}:user/new' },
          { actions: 'iam:CreatePolicy', on: 'iam::{a}:policy/new' },
        ],
      },
    ],
  },
  {
    // a role or user without a name of its own cannot be named in its boundary: CloudFormation would find a cycle
    can: 'having granted itself everything, edit other identities that have the same boundary',
    when: ['be any role of its boundary'],
    calls: [
      { actions: 'iam:Get{kind}Policy', on: 'iam::{a}:{kind}/other' },
      { actions: 'iam:Put{kind}Policy iam:Delete{kind}Policy', on: 'iam::{a}:{kind}/other', given: BOUNDED },
    ],
    cannot: [
      {
        but: 'edit those without it',
        calls: [
          { actions: 'iam:Put{kind}Policy iam:Delete{kind}Policy', on: 'iam::{a}:{kind}/other' },
          { actions: 'iam:Put{kind}Policy', on: 'iam::{a}:{kind}/other', given: { 'iam:PermissionsBoundary': 'arn:{p}:iam::{a}:policy/other' } },
        ],
      },
      { but: 'attach policies to them', calls: [{ actions: 'iam:Attach{kind}Policy', on: 'iam::{a}:{kind}/other', given: BOUNDED }] },
      { but: 'those of another account', calls: [{ actions: 'iam:Put{kind}Policy', on: 'iam::{b}:{kind}/other', given: BOUNDED }] },
    ],
  },
  {
    can: 'grant itself nothing else that its boundary does not hold',
    when: ['edit itself', 'edit itself unbounded'],
    calls: [{ actions: 'iam:Get{kind}Policy', on: '{self}' }],
    cannot: [
      {
        but: 'reach what is no database',
        calls: [
          { actions: 's3:GetObject s3:PutObject', on: 's3:::bucket/key' },
          { actions: 's3:ListAllMyBuckets', on: '*' },
          { actions: 'ec2:RunInstances', on: 'ec2:{r}:{a}:instance/i-0' },
          { actions: 'lambda:InvokeFunction', on: 'lambda:{r}:{a}:function:f' },
          { actions: 'ssm:GetParameter', on: 'ssm:{r}:{a}:parameter/p' },
          { actions: 'secretsmanager:GetSecretValue', on: secret('prod/master') },
          { actions: 'secretsmanager:ListSecrets', on: '*' },
          { actions: 'organizations:LeaveOrganization', on: '*' },
          { actions: 'iam:ListRoles', on: '*' },
          { actions: 'sts:AssumeRole', on: 'iam::{a}:role/OrganizationAccountAccessRole' },
          { actions: 'cloudtrail:StopLogging', on: 'cloudtrail:{r}:{a}:trail/t' },
        ],
      },
    ],
  },
];
