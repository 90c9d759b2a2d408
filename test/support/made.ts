const FIXES: { readonly [maker: string]: string } = {
  'SecretStore.of()': 'give a prefix to it, such as SecretStore.of(\'prod/teleport\')',
  'AssumedRole.fromRole()': 'give a role to it, such as AssumedRole.fromRole(iam.Role.fromRoleArn(this, \'Role\', \'arn:aws:iam::123456789012:role/teleport\'))',
  'RdsDatabase and the like': 'use one of its methods, such as RdsDatabase.fromResourceId(\'db-ABCDEFGHIJKL01234\', { databaseUsers: [\'reader\'] })',
  'RdsDatabase': 'use one of its methods, such as RdsDatabase.fromResourceId(\'db-ABCDEFGHIJKL01234\', { databaseUsers: [\'reader\'] })',
  'RedshiftDatabase': 'use one of its methods, such as '
    + 'RedshiftDatabase.fromClusterIdentifier(\'sales\', { databaseUsers: [\'reader\'], databaseNames: [\'sales\'] })',
  'RemoteDatabases': 'use RemoteDatabases.behindRole(), inAccounts() or fromPolicy()',
};

/** What is said of a value that no class of this library made. */
export const notMade = (prop: string, maker: string, got = 'another object'): string =>
  `'${prop}' must contain values made by ${maker}; got ${got}; ${FIXES[maker]}`;
