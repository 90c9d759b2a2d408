import { CACHES, TITLES } from './caches';
import { ARN, pattern, READ, Reader } from './reader';

/** What databases say when they refuse a login, or something after it. */
export const DATABASE_READERS: readonly Reader[] = [{
  // PostgreSQL and MySQL on RDS, with the policy that Teleport suggests
  pattern: pattern(
    '(?:PAM authentication failed for user "(?<postgres>[^"]{1,200})"',
    '|Access denied for user \'(?<mysql>[^\']{1,200})\'@\'[^\']{0,300}\'(?<grant> to database)?)',
    `(?:[^${READ}]{0,900}?"rds-connect" permissions[^{]{0,200}\\{[^${READ}]{0,400}?"Resource": ?(?:\\[ ?)?"(?<resource>arn:[^"]+)")?`,
  ),
  read: ({ postgres, mysql, grant, resource = 'arn:*:rds-db:*:*:dbuser:*/*' }) => [grant !== undefined ? { text: 'grant' } : {
    action: 'rds-db:connect',
    resource: `${resource.slice(0, resource.lastIndexOf('/'))}/${postgres ?? mysql}`,
    text: 'sqlLogin',
  }],
}, {
  pattern: /IAM authentication failed for the (?:role|user) "?(?<user>[^\s"]{1,200}?)"?(?=\.?(?:[\s"')\]]|$))/gi,
  read: ({ user }) => [{ action: 'rds-db:connect', resource: `arn:*:rds-db:*:*:dbuser:prx-*/${user}`, text: 'proxyLogin' }],
}, {
  pattern: /RDS proxy has no credentials for the (?:role|user) /gi,
  read: () => [{ text: 'proxySecret' }],
}, {
  // the prefixes that Redshift gives to users who log in with credentials of IAM
  pattern: /password authentication failed for user "IAM[AR]?:[^"]{1,200}"/gi,
  read: () => [{ text: 'redshiftLogin' }],
}, {
  // Redis and Valkey, with Teleport's advice
  pattern: pattern(`(?:WRONGPASS.{0,300}?)?Make sure that IAM auth is enabled for (?<service>${TITLES}) user "(?<user>[^"]{1,200})"`),
  read: ({ service, user }) => CACHES.filter(({ title }) => title.toLowerCase() === service!.toLowerCase())
    .map(({ connect: action, user: arnOf }) => ({ action, resource: arnOf(user!), text: 'cacheLogin' })),
}, {
  pattern: /WRONGPASS invalid username-password pair/g,
  read: () => CACHES.map(({ connect: action }) => ({ action, text: 'cacheLogin' })),
}, {
  pattern: pattern(`User (?<principal>${ARN}) has no permissions`),
  read: ({ principal }) => [{ principal, text: 'keyspaces' }],
}, {
  pattern: pattern(`no permissions for \\[[^\\]]{0,300}\\] and (?:associated roles|User \\[name=(?:(?<principal>${ARN})|[^,\\]]{0,300}))`),
  read: ({ principal }) => [{ principal, text: 'openSearch' }],
}, {
  pattern: /permission denied to grant role "rds_iam"/gi,
  read: () => [{ text: 'grantRdsIam' }],
}, {
  pattern: /permission denied to grant role "[^"]{1,200}"/gi,
  read: () => [{ text: 'grantRole' }],
}];
