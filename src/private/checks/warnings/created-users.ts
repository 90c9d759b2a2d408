import type { Warning } from './warning';

export const createdUsersNotAllowed = (databases: readonly string[]): Warning => ({
  id: 'createdUsersNotAllowed',
  message: `Teleport creates users of ${databases.join(', ')} and logs in as them, which 'databaseUsers' does not allow; `
    + 'add a pattern that matches their names, such as *',
});

export const adminUserNotAllowed = (database: string, adminUser: string): Warning => ({
  id: 'createdUsersNotAllowed',
  message: `Teleport creates users of ${database} as ${adminUser}, which 'databaseUsers' does not let it log in as; add ${adminUser}`,
});

export const createdUsersShortened = (databases: readonly string[]): Warning => ({
  id: 'createdUsersShortened',
  message: `of ${databases.join(', ')}, users with names of more than 32 characters (MariaDB: 80) are created as tp-<hash>, and Teleport `
    + 'logs in as that, which \'databaseUsers\' does not allow; add tp-*, unless all names are shorter',
});

export const remoteUsersNotAllowed = (databases: readonly string[]): Warning => ({
  id: 'remoteUsersNotAllowed',
  message: `of ${databases.join(', ')}, users who come from a root cluster are created as remote-<user>-<cluster>, and Teleport logs in as `
    + 'that, which \'databaseUsers\' does not allow; add remote-*, unless this is no leaf cluster',
});
