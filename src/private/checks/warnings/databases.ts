import type { Warning } from './warning';

export const iamAuthenticationDisabled = (database: string): Warning => ({
  id: 'iamAuthenticationDisabled',
  message: `${database} is defined without IAM authentication, so Teleport cannot log in; `
    + 'turn it on with \'iamAuthentication\' (of a proxy, \'iamAuth\')',
});

export const securityGroupNotOpened = (databases: readonly string[]): Warning => ({
  id: 'securityGroupNotOpened',
  message: `the security groups of ${databases.join(', ')} are not known, so they are not opened to the agent; `
    + 'open their ports to its security group',
});

export const portNotKnown = (databases: readonly string[]): Warning => ({
  id: 'securityGroupNotOpened',
  message: `nothing tells which ports ${databases.join(', ')} listen on, so their security groups are not opened to the agent; `
    + 'give their protocol in \'registration.protocol\', or the port in \'registration.port\'',
});

export const nothingToOpen = (): Warning => ({
  id: 'securityGroupNotOpened',
  message: '\'databases\' names no single database that has a security group, and a pattern does not tell which databases there are, '
    + 'so no security group is opened to the agent; open those of the databases to its security group',
});

export const agentWithoutSecurityGroup = (): Warning => ({
  id: 'securityGroupNotOpened',
  message: '\'connectable\' has no security group, so no database is opened to it; '
    + 'give it one, or open the security groups of the databases to its addresses',
});

export const tagReplaced = (resource: string, key: string, wanted: string, found: string): Warning => ({
  id: 'tagReplaced',
  message: `TeleportReadyDatabases sets the tag ${key}=${wanted} on ${resource}, but the template has ${found === '' ? 'none' : found}: `
    + 'remove the Tags.of(), \'tags\' or override that replaces it, or give the aspect its value',
});

export const labelReplaced = (resource: string, key: string, tag: string, agent: string, selected: readonly string[]): Warning => ({
  id: 'labelReplaced',
  message: `${resource} has ${tag} as its tag ${key}, which takes the place of the label ${key} that Teleport gives to what it finds: `
    + `the Database Service of ${agent} selects ${key} ${selected.join(' or ')}, and does not open what a Discovery Service finds here; `
    + 'tag with another key, or select by other labels with \'resourceLabels\'',
});

export const iamAuthenticationOfCache = (cache: string, obstacles: readonly string[]): Warning => ({
  id: 'iamAuthenticationDisabled',
  message: `${cache} is defined with ${obstacles.join(' and ')}, so Teleport cannot log in as 'databaseUsers': `
    + 'IAM authentication takes Redis OSS or Valkey of version 7 or later and encryption in transit; change it, '
    + 'or let Teleport manage the users (\'manageUsersOf\') and leave \'databaseUsers\' out',
});
