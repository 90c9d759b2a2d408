import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AssumedRole, TeleportDatabase } from '../../../src';

/** An API call. */
export interface Call {
  readonly action: string;
  /** The ARN of the resource, or `*`. */
  readonly on: string;
  /** What AWS knows of the request beyond the region of the resource. */
  readonly given?: { readonly [key: string]: string | string[] };
}

/** What a type of database comes to, in account 123456789012 and region eu-west-1; statements are without their `Effect`. */
export interface DatabaseFixture {
  /** What people call it: the heading in `docs/permissions.md`. */
  readonly title: string;
  /** A database of the type that is registered by hand. */
  readonly database: (stack: Stack) => TeleportDatabase;
  /** What discovers the type, tight; absent if Teleport cannot discover it. */
  readonly discovered?: object[];
  /** The actions of the one statement that Teleport's documentation has for discovery. */
  readonly discoveredAsDocumented?: string | string[];
  /** What the registered database takes: what Teleport reads of it, and the login. */
  readonly registered: object[];
  readonly registeredAsDocumented: object[];
  /** Every call that Teleport makes, for an agent that does all that it can: discovers, modifies, connects, manages users. */
  readonly allowed: readonly Call[];
  /** A neighbour of each kind of call. */
  readonly denied: readonly Call[];
}

export const READER = 'arn:aws:iam::123456789012:role/apps/reader';

/** The role that is the user of a database. */
export function reader(stack: Stack): AssumedRole {
  const role = stack.node.tryFindChild('Reader') as iam.IRole | undefined;
  return AssumedRole.fromRole(role ?? iam.Role.fromRoleArn(stack, 'Reader', READER));
}

/** What every database user that is a role comes to. */
export const asReader = { Sid: 'AssumeRoles', Action: 'sts:AssumeRole', Resource: READER };
export const asReaderAsDocumented = { Action: 'sts:AssumeRole', Resource: READER };
export const allowedAsReader: readonly Call[] = [{ action: 'sts:AssumeRole', on: READER }];
export const deniedAsReader: readonly Call[] = [
  { action: 'sts:AssumeRole', on: 'arn:aws:iam::123456789012:role/reader' }, // another path
  { action: 'sts:AssumeRole', on: 'arn:aws:iam::123456789012:role/apps/reader2' },
  { action: 'sts:AssumeRole', on: 'arn:aws:iam::210987654321:role/apps/reader' },
  { action: 'sts:TagSession', on: READER },
];

/** Keeping the passwords of managed users of a service. */
export function allowedSecrets(service: string): readonly Call[] {
  const secret = `arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport/${service}/eu-west-1/123456789012/user/alice-AbCdEf`;
  return ['CreateSecret', 'DescribeSecret', 'TagResource', 'UpdateSecret', 'GetSecretValue', 'PutSecretValue', 'DeleteSecret']
    .map((name) => ({ action: `secretsmanager:${name}`, on: secret }));
}
export function deniedSecrets(service: string): readonly Call[] {
  return [
    { action: 'secretsmanager:GetSecretValue', on: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport/other-tool-AbCdEf' },
    { action: 'secretsmanager:GetSecretValue', on: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport-x/${service}/eu-west-1/123456789012/user/alice-AbCdEf` },
    { action: 'secretsmanager:GetSecretValue', on: `arn:aws:secretsmanager:us-east-1:123456789012:secret:teleport/${service}/us-east-1/123456789012/user/alice-AbCdEf` },
    { action: 'secretsmanager:PutResourcePolicy', on: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport/${service}/eu-west-1/123456789012/user/alice-AbCdEf` },
  ];
}
