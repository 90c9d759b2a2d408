/** What this package is called. */
export const LIBRARY = 'cdk-teleport-database-access';
