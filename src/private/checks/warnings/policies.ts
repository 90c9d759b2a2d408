import type { Warning } from './warning';

export const discoveryNotAdmitted = (token: string): Warning => ({
  id: 'discoveryNotAdmitted',
  message: `the token ${token} does not admit a Discovery Service, and a configuration that joins with it runs one, `
    + 'because it has a \'discoveryGroup\'; give joinToken() \'runsDiscoveryService\': true',
});

export const discoveredButNotConnectable = (closed: readonly string[], values = ['RdsDatabase.any()']): Warning => ({
  id: 'discoveredButNotConnectable',
  message: `Teleport discovers databases that it cannot connect to: ${closed.join(', ')}; `
    + `name them in 'databases', such as ${values.join(', ')} with the same 'regions', `
    + 'or the roles that are their users in \'assumedRoles\', or use TeleportDatabaseDiscoveryPolicy if another agent connects',
});

export const executionRoleIsTarget = (role: string, task: string): Warning => ({
  id: 'executionRoleIsTarget',
  message: `${role} is the execution role of ${task}, with which ECS starts the tasks, and what runs in them has the task role instead; `
    + 'give the task role to \'target\', and to \'taskRole\' of the task definition',
});

export const ignoredAsDocumented = (options: readonly { readonly prop: string; readonly instead: string }[]): Warning => ({
  id: 'ignoredAsDocumented',
  message: '\'asDocumented\' writes Teleport\'s documentation to the letter, '
    + `which has no ${[...new Set(options.map(({ prop }) => `'${prop}'`))].join(' and no ')}: `
    + `the policy ${[...new Set(options.map(({ instead }) => instead))].join(' and ')}`,
});

export const keyOfAnotherAccount = (key: string, account: string): Warning => ({
  id: 'keyOfAnotherAccount',
  message: `the key ${key} is in account ${account}; its key policy must also allow this identity kms:GenerateDataKey and kms:Decrypt`,
});

export const notInPartition = (types: readonly string[], partition: string): Warning => ({
  id: 'notInPartition',
  message: `AWS does not offer ${types.join(', ')} in ${partition}, so these statements have no effect; remove them`,
});

/** Options that have no effect, each with those that were given it. One warning, however many they are. */
export function optionNotKnown(options: readonly { readonly name: string; readonly labels: readonly string[] }[]): Warning[] {
  const names = options.map(({ name, labels: [first, ...others] }) =>
    `'${name}' of ${first}${others.length === 0 ? '' : ` and ${others.length} more`}`);
  return names.length === 0 ? [] : [{
    id: 'optionNotKnown',
    message: `nothing knows ${names.join(', ')}, so it has no effect; correct it, or take it out if it is a property of your own`,
  }];
}

export const redshiftPairsMixed = (cluster: string, policy: string, other: string): Warning => ({
  id: 'redshiftPairsMixed',
  message: `${policy} and ${other} open ${cluster} to one identity, so the users of one can open the databases of the other; `
    + 'declare both in one construct, which keeps them apart, because IAM checks users and database names one by one',
});

export const roleDoesNotTrustTarget = (role: string, target: string, missing: string): Warning => ({
  id: 'roleDoesNotTrustTarget',
  message: `${role} does not let ${target} call ${missing}, under the external id and session tags given; define it with 'assumedBy': `
    + 'new TeleportAgentPrincipal() of that identity, and the same options',
});

export const sameDatabaseName = (name: string, one: string, other: string): Warning => ({
  id: 'sameDatabaseName',
  message: `${one} and ${other} register different databases under the name ${JSON.stringify(name)} in one Teleport cluster; `
    + 'Teleport treats them as replicas of one database; give each a \'registration.name\' of its own',
});

export const secretStoresNotUsed = (unused: readonly string[]): Warning => ({
  id: 'secretStoresNotUsed',
  message: `the passwords of discovered databases are kept in SecretStore.DEFAULT, so nothing uses ${unused.join(', ')} of 'secretStores'; `
    + 'leave it out, or allow it for registered databases with TeleportManagedUsersPolicy or \'databases\' of TeleportDatabaseAccess',
});

export const defaultStoreMissing = (types: readonly string[]): Warning => ({
  id: 'secretStoresNotUsed',
  message: `patterns of ${types.join(', ')} are for discovered databases, whose passwords are kept in SecretStore.DEFAULT, and `
    + '\'secretStores\' does not have it; add it, or name the databases that are registered with another store one by one',
});

export const unboundedSelfGrant = (identity: string): Warning => ({
  id: 'unboundedSelfGrant',
  message: `whoever controls ${identity} can make it an administrator of the account; use SelfGrant.BOUNDED, `
    + 'or name the databases in a connect policy and leave \'selfGrant\' out, which Teleport has not needed since version 16',
});

export const valueKnownAtDeploymentOnly = (prop: string, source: string): Warning => ({
  id: 'valueKnownAtDeploymentOnly',
  message: `only the deployment knows what ${source} gives to '${prop}', and it could be a wildcard; if it is a parameter, give it an `
    + '\'allowedPattern\' without wildcards, such as ^[A-Za-z0-9-]+$, or \'allowedValues\'',
});

export const valueNotEscaped = (source: string): Warning => ({
  id: 'valueNotEscaped',
  message: `CloudFormation puts what ${source} gives into Teleport's configuration as it is: quotes, backslashes or line breaks in it `
    + 'would change the configuration; give the value itself, a resource of the app, or a parameter with an \'allowedPattern\'',
});
