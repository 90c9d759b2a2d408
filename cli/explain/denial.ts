/** What AWS says stood in the way, in the words of its messages. See `causes.ts`. */
export const POLICIES = [
  'identity-based policy', 'permissions boundary', 'service control policy', 'resource control policy', 'resource-based policy',
  'session policy', 'role trust policy', 'VPC endpoint policy',
] as const;

export type PolicyKind = typeof POLICIES[number];

/** One refusal, as the text tells it. */
export interface Denial {
  /** Absent if the text does not tell it, as in an encoded message. */
  readonly action?: string;
  /** An ARN, or what AWS writes in its place. */
  readonly resource?: string;
  /** Who was refused. */
  readonly principal?: string;
  /** The kind of policy that refused it. */
  readonly policy?: PolicyKind;
  /** The policy itself, where AWS names it. */
  readonly policyArn?: string;
  /** A statement denies it, rather than none allowing it. */
  readonly explicit?: true;
  /** What the text is, if it is no message of IAM: a key of `TEXTS`. */
  readonly text?: TextKind;
}

/** What somebody can read in a log that is no message of IAM about one action. */
export type TextKind = keyof typeof TEXTS;

const UNSAID = 'The database does not say why it refused the login. If the permission is there, look whether';

/** What must be known about each, a paragraph a text. */
export const TEXTS = {
  sqlLogin: [
    `${UNSAID} the database has IAM authentication on, and whether the user exists with it: `
      + '`GRANT rds_iam TO <user>` in PostgreSQL, `IDENTIFIED WITH AWSAuthenticationPlugin AS \'RDS\'` in MySQL and MariaDB.',
  ],
  cacheLogin: [
    `${UNSAID} the user has the authentication mode \`iam\`, whether its ID equals its name, and whether it belongs to the cache's `
      + 'user group or to the cluster\'s access control list. The engine must be version 7 or later.',
  ],
  grant: [
    'This is the database\'s own refusal, after a login that worked: IAM has nothing to do with it. Grant the user access to the '
    + 'database in SQL.',
  ],
  keyspaces: [
    'Keyspaces does not say which action it refused. Database users are roles there, and what they may do is the application\'s '
    + 'business. Give the role named in the message the `cassandra:` actions that it needs, on its tables and on `/keyspace/system*`.',
  ],
  keyOfSecret: ['Secrets Manager could not use the KMS key of the secret as the agent. It does not say which of the two actions failed.'],
  encoded: [
    'Only AWS can read this message. Decode it with credentials that have `sts:DecodeAuthorizationMessage`, and give the answer to this '
    + 'command:', 'aws sts decode-authorization-message --encoded-message <message>',
  ],
} as const;
