import { CACHES, TITLES } from './caches';
import { pattern, Reader } from './reader';

/** What Teleport says when it refuses by itself, before AWS or the database is asked. */
export const TELEPORT_READERS: readonly Reader[] = [{
  pattern: /expected AWS account ID "?[^\s"]{0,40}"? but got/gi,
  read: () => [{ text: 'otherAccount' }],
}, {
  pattern: /use your (?<remote>mapped remote|Teleport) username \([^)]{0,300}\) to connect/gi,
  read: ({ remote }) => [{ text: remote?.toLowerCase() === 'teleport' ? 'createdUser' : 'createdRemoteUser' }],
}, {
  pattern: /already exists in this \w{1,40} database and is not managed by Teleport/gi,
  read: () => [{ text: 'existingUser' }],
}, {
  // of Redis and Valkey; advice on IAM follows it, and is read by another reader
  pattern: pattern(`user (?:"?(?<user>[\\w.@-]{1,200})"? )?is not managed(?! by)(?=.{0,60}?for (?<service>${TITLES})|)`),
  read: ({ user, service }) => CACHES.filter(({ title }) => service === undefined || title.toLowerCase() === service.toLowerCase())
    .map(({ readTags: action, user: arnOf }) => ({ action, ...user === undefined ? {} : { resource: arnOf(user) }, text: 'notManaged' })),
}, {
  pattern: /access to (?:db|database) denied/gi,
  read: () => [{ text: 'teleportRole' }],
}];
