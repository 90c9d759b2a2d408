import { Stack } from 'aws-cdk-lib';
import type * as rds from 'aws-cdk-lib/aws-rds';
import { IConstruct } from 'constructs';
import { isResource } from '../aws/resource-type';
import { writtenProperty } from '../aws/written-property';

/** Whether the app defines the database, and without IAM authentication. Known at synth: CDK's own grants may still turn it on. */
export function lacksIamAuthentication(database: IConstruct): boolean {
  const resource = database.node.defaultChild;
  if (isResource<rds.CfnDBInstance>(resource, 'AWS::RDS::DBInstance') || isResource<rds.CfnDBCluster>(resource, 'AWS::RDS::DBCluster')) {
    const written = writtenProperty(resource, 'EnableIAMDatabaseAuthentication', resource.enableIamDatabaseAuthentication);
    return Stack.of(resource).resolve(written) !== true;
  }
  if (isResource<rds.CfnDBProxy>(resource, 'AWS::RDS::DBProxy')) {
    const auth: { iamAuth?: string }[] = Stack.of(resource).resolve(resource.auth) ?? [];
    return auth.length > 0 && auth.every(({ iamAuth }) => iamAuth === undefined || iamAuth === 'DISABLED');
  }
  return false;
}
