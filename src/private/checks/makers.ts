/** What makes values of a class, for messages. */
export interface Maker {
  readonly maker: string;
  /** How to make one of what callers give instead, such as a name or an ARN. */
  readonly fix?: string;
}

export const OF_ROLE: Maker = {
  maker: 'AssumedRole.fromRole()',
  fix: 'give a role to it, such as '
    + 'AssumedRole.fromRole(iam.Role.fromRoleArn(this, \'Role\', \'arn:aws:iam::123456789012:role/teleport\'))',
};

export const OF_STORE: Maker = { maker: 'SecretStore.of()', fix: 'give a prefix to it, such as SecretStore.of(\'prod/teleport\')' };

export const OF_REMOTE: Maker = { maker: 'RemoteDatabases', fix: 'use RemoteDatabases.behindRole(), inAccounts() or fromPolicy()' };

export const OF_POLICIES: Maker = {
  maker: 'the constructs of this library', fix: 'give the construct itself, such as a TeleportDatabaseAccess',
};

export const OF_RDS: Maker = {
  maker: 'RdsDatabase',
  fix: 'use one of its methods, such as '
    + 'RdsDatabase.fromResourceId(\'db-ABCDEFGHIJKL01234\', { databaseUsers: [\'reader\'] })',
};

export const OF_REDSHIFT: Maker = {
  maker: 'RedshiftDatabase',
  fix: 'use one of its methods, such as '
    + 'RedshiftDatabase.fromClusterIdentifier(\'sales\', { databaseUsers: [\'reader\'], databaseNames: [\'sales\'] })',
};

export const OF_DATABASES: Maker = { ...OF_RDS, maker: 'RdsDatabase and the like' };
