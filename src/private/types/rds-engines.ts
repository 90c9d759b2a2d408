/** RDS engines without IAM authentication: to Oracle and SQL Server, Teleport logs in with Kerberos. */
const WITHOUT_IAM = /oracle|sqlserver|db2|^custom-/;

/** Whether an engine, as RDS calls it, is known to have no IAM authentication. */
export const lacksIam = (engine: string): boolean => WITHOUT_IAM.test(engine);
