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
  /** Nobody was refused: somebody asks what the action is for. */
  readonly asked?: true;
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
  proxyLogin: [
    'RDS Proxy does not say why it refused the login. If the permission is there, look whether its ARN has the proxy\'s `prx-` ID and this '
    + 'user, and whether the proxy takes IAM authentication.',
  ],
  proxySecret: [
    'RDS Proxy took the IAM login and cannot log in to the database itself: no permission of the agent is missing. Give the proxy a secret '
    + 'with the user\'s name and password (`secrets` of the proxy), or the default authentication scheme `IAM_AUTH`, with '
    + '`rds-db:connect` on the database for the role *of the proxy*.',
  ],
  redshiftLogin: [
    'IAM gave the credentials, and the cluster refused them: no permission of the agent is missing. Look whether '
    + 'the user exists: what the message calls `IAM:<user>` is `<user>` in the database (`CREATE USER <user> PASSWORD DISABLE`), and '
    + '`IAMR:<role>` is called so there too. If it exists, look whether cluster, region and account of the database in Teleport are those '
    + 'of its host: credentials are for one cluster.',
  ],
  openSearch: [
    'This is the domain\'s fine-grained access control, after IAM has let the request in: no IAM permission is missing. Map the IAM role '
    + 'that is the database user, as a backend role, to a role of the OpenSearch security plugin that has these permissions.',
  ],
  grantRdsIam: [
    'This is PostgreSQL\'s own refusal, and IAM has nothing to do with it: the admin user that creates users for Teleport may not give '
    + 'them `rds_iam`. As the master user: `GRANT rds_iam TO "<admin user>" WITH ADMIN OPTION`.',
  ],
  grantRole: [
    'This is PostgreSQL\'s own refusal, and IAM has nothing to do with it: the admin user that creates users for Teleport may not give '
    + 'them this role. As the master user: `GRANT <role> TO "<admin user>" WITH ADMIN OPTION`.',
  ],
  otherAccount: [
    'Teleport refused it before AWS was asked, so no permission is missing. It makes the ARN of a database user that is a role with the '
    + 'database\'s account, and accepts no other. Give the database the account of the role: `account_id` under `aws`, or the account of '
    + '`assume_role_arn`.',
  ],
  createdUser: [
    'Teleport refused it before the database was asked, so no permission is missing. Where Teleport creates users, people log in under '
    + 'their Teleport username: leave `--db-user` out, or give that name. `databaseUsers` must contain it, as a pattern if there are many.',
  ],
  createdRemoteUser: [
    'Teleport refused it before the database was asked, so no permission is missing. Where Teleport creates users, people of a root '
    + 'cluster are called `remote-<user>-<root cluster>` in a leaf cluster: log in under that name. `databaseUsers` must contain it, '
    + 'such as by `remote-*`.',
  ],
  existingUser: [
    'Teleport refused it, and no permission is missing: a user of this name was there before, and Teleport takes over no users. Drop or '
    + 'rename that user, or turn automatic user provisioning off in the Teleport role.',
  ],
  notManaged: [
    'Teleport neither logs in to this user with IAM nor has a password for it. For passwords that Teleport manages, the user must have '
    + 'the tag `teleport.dev/managed` with the value `true` and belong to the cache\'s user group or the cluster\'s access control list, '
    + 'and the agent must be allowed to list users and to read their tags. For a login with IAM, the user\'s authentication mode must be '
    + '`iam`.',
  ],
  teleportRole: [
    'Teleport refused it before AWS was asked, so no permission is missing. A Teleport role of the person must have the database\'s labels '
    + 'in `db_labels`, the user in `db_users`, and for some protocols the name in `db_names`.',
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
