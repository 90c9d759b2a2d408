import { LABEL, regional } from './host-names';
import { arn, ofRegistered, Operation } from './operation';

/** The usual ports of the protocols that instances and clusters speak. */
export const PORTS = { postgres: '5432', mysql: '3306' };

/** Endpoints of instances, those of Aurora clusters included. */
export const INSTANCES = regional(`${LABEL}\\.[a-z0-9]+`, 'rds');

export const isOfProxy = (labels: readonly string[]) => labels.some((label) => label.startsWith('proxy-'));

export const docs = 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/rds/';

export const describeInstances: Operation = {
  sid: 'RDSDescribeInstances',
  reason: 'list RDS instances, and the instances of Aurora clusters, with their tags and networks',
  without: 'no RDS instance is found, and Aurora clusters lack the labels that come from their instances',
  actions: ['rds:DescribeDBInstances'],
};
export const describeClusters: Operation = {
  sid: 'RDSDescribeClusters',
  reason: 'list Aurora and DocumentDB clusters with their tags and endpoints',
  without: 'no Aurora or DocumentDB cluster is found',
  actions: ['rds:DescribeDBClusters'],
};
export const connect: Operation = {
  sid: 'RDSConnect',
  reason: 'log in to RDS, Aurora and RDS Proxy databases with IAM authentication',
  without: 'the database refuses the login',
  actions: ['rds-db:connect'],
  resources: [arn('rds-db', 'dbuser:{resourceId}/{databaseUser}')],
};

export const only = (operation: Operation, resource: string): Operation =>
  ({ ...operation, resources: [arn('rds', resource)], onlyMatched: undefined });

/** Teleport first looks for an instance with that name, then for a cluster. */
export const ofInstanceOrCluster = [describeInstances, describeClusters].map(ofRegistered);

/** Engines without IAM authentication: to Oracle and SQL Server, Teleport logs in with Kerberos. */
const WITHOUT_IAM = /oracle|sqlserver|db2|^custom-/;

/** Whether an engine, as RDS calls it, is known to have no IAM authentication. */
export const lacksIam = (engine: string): boolean => WITHOUT_IAM.test(engine);

/** RDS engines and engine families, with Teleport's protocol for each. The first match counts. */
const PROTOCOLS: readonly (readonly [engine: RegExp, protocol: string])[] = [
  [/postgres/, 'postgres'],
  [/mysql|mariadb|^aurora$/, 'mysql'],
  [/sqlserver/, 'sqlserver'],
  [/oracle/, 'oracle'],
];

/** The protocol in which Teleport speaks to an engine. */
export const protocolOfEngine = (engine: string): string | undefined => PROTOCOLS.find(([pattern]) => pattern.test(engine))?.[1];
