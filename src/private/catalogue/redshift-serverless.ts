import { arn, DatabaseEntry } from './operation';

export const redshiftServerless: DatabaseEntry = {
  matcher: 'redshift-serverless',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enroll-aws-databases/redshift-serverless/',
  since: 'boundary',
  missingIn: ['aws-iso', 'aws-iso-b'],
  discover: [{
    sid: 'RedshiftServerlessDiscovery',
    reason: 'list Redshift Serverless workgroups',
    without: 'no workgroup is found',
    actions: ['redshift-serverless:ListWorkgroups'],
  }, {
    sid: 'RedshiftServerlessListEndpoints',
    reason: 'list the VPC endpoints of Redshift Serverless workgroups',
    without: 'no VPC endpoint is found',
    actions: ['redshift-serverless:ListEndpointAccess'],
  }, {
    sid: 'RedshiftServerlessListTags',
    reason: 'read the tags of Redshift Serverless workgroups, which their endpoints share',
    without: 'workgroups have no tags: matchers other than *: * find none',
    actions: ['redshift-serverless:ListTagsForResource'],
    resources: [arn('redshift-serverless', 'workgroup/*')],
  }],
  metadata: [{
    sid: 'RedshiftServerlessFetchMetadata',
    reason: 'read registered Redshift Serverless workgroups and VPC endpoints', // by ids that differ from their names
    without: 'Teleport imports neither tags nor ids of the workgroup, and checks its endpoint by the host name alone',
    actions: ['redshift-serverless:GetEndpointAccess', 'redshift-serverless:GetWorkgroup'],
    resources: [arn('redshift-serverless', 'managedvpcendpoint/*'), arn('redshift-serverless', 'workgroup/*')],
    wideAsDocumented: true,
  }],
  usersAreRoles: true,
};
