import { CfnResource, Stack } from 'aws-cdk-lib';
import * as rds from 'aws-cdk-lib/aws-rds';
import { IConstruct } from 'constructs';

/** Whether the app defines the database, and without IAM authentication. Known at synth: CDK's own grants may still turn it on. */
export function lacksIamAuthentication(database: IConstruct): boolean {
  const resource = database.node.defaultChild;
  if (resource === undefined || !CfnResource.isCfnResource(resource) || !resource.cfnResourceType.startsWith('AWS::RDS::')) {
    return false; // `instanceof` alone would load aws-rds, 10 ms, into every app
  }
  if (resource instanceof rds.CfnDBInstance || resource instanceof rds.CfnDBCluster) {
    return Stack.of(resource).resolve(resource.enableIamDatabaseAuthentication) !== true;
  }
  if (resource instanceof rds.CfnDBProxy) {
    const auth: { iamAuth?: string }[] = Stack.of(resource).resolve(resource.auth) ?? [];
    return auth.length > 0 && auth.every(({ iamAuth }) => iamAuth === undefined || iamAuth === 'DISABLED');
  }
  return false;
}
