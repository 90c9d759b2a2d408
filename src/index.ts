// policies
export * from './policies/policy';
export * from './policies/database-access';
export * from './policies/discovery-policy';
export * from './policies/rds-connect-policy';
export * from './policies/redshift-connect-policy';
export * from './policies/managed-users-policy';
export * from './policies/permissions-boundary';
export * from './policies/self-grant';

// databases
export * from './databases/database-type';
export * from './databases/database';
export * from './databases/rds-database';
export * from './databases/redshift-database';
export * from './databases/redshift-serverless-database';
export * from './databases/elasticache-database';
export * from './databases/memorydb-database';
export * from './databases/mongodb-atlas-database';
export * from './databases/opensearch-database';
export * from './databases/documentdb-database';
export * from './databases/dynamodb-database';
export * from './databases/keyspaces-database';
export * from './databases/registration';
export * from './databases/tls';
export * from './databases/secret-store';
export * from './databases/ready-databases';

// roles
export * from './roles/agent-principal';
export * from './roles/assumed-role';
export * from './roles/oidc-principal';

// configuration
export * from './configuration/agent-configuration';
export * from './configuration/options';
export * from './configuration/resource-options';
export * from './configuration/document';
export * from './configuration/remote-databases';

// what runs Teleport
export * from './agents/fargate-agent';
export * from './agents/fargate-agent-props';
