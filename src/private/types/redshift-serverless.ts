import { arn, DatabaseEntry } from './operation';

export const redshiftServerless: DatabaseEntry = {
  title: 'Redshift Serverless',
  matcher: 'redshift-serverless',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/redshift-serverless/',
  notes: 'Database users are roles: a login needs `AssumeRoles`, and the role needs `redshift-serverless:GetCredentials` on the '
    + 'workgroup. ARNs of workgroups and endpoints contain ids that AWS generates, not names, so registered ones cannot be named.',
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
    without: 'workgroups appear untagged, so matchers that select by tag find none',
    actions: ['redshift-serverless:ListTagsForResource'],
    resources: [arn('redshift-serverless', 'workgroup/*')],
  }],
  metadata: [{
    sid: 'RedshiftServerlessFetchMetadata',
    reason: 'read registered Redshift Serverless workgroups and VPC endpoints',
    without: 'Teleport does not import the workgroup\'s tags and ids, and checks its endpoint by the host name alone',
    actions: ['redshift-serverless:GetEndpointAccess', 'redshift-serverless:GetWorkgroup'],
    resources: [arn('redshift-serverless', 'managedvpcendpoint/*'), arn('redshift-serverless', 'workgroup/*')],
    documentedResources: 'everything',
  }],
  usersAreRoles: true,
};
