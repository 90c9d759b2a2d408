import { ArnFormat, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** A role that only tasks of this account and region get. */
export function roleOfTasks(scope: Construct, id: string, description: string, roleName?: string): iam.Role {
  const stack = Stack.of(scope);
  return new iam.Role(scope, id, {
    roleName,
    description,
    assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'ecs', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME }) },
      },
    }),
  });
}
