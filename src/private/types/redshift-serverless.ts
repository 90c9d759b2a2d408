import { LABEL, regional } from './host-names';
import { arn } from './operation';
import { TypeOfDatabase } from './type';

export const redshiftServerless: TypeOfDatabase = {
  title: 'Redshift Serverless',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/redshift-serverless/',
  notes: 'Database users are roles: a login needs `AssumeRoles`, and the role needs `redshift-serverless:GetCredentials` on the '
    + 'workgroup. ARNs of workgroups and endpoints contain ids that AWS generates, not names, so registered ones cannot be named.',
  since: 'boundary',
  missingIn: ['aws-iso', 'aws-iso-b'],
  operations: {
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
    modify: undefined,
    modifyRegistered: undefined,
    metadata: [{
      sid: 'RedshiftServerlessFetchMetadata',
      reason: 'read registered Redshift Serverless workgroups and VPC endpoints',
      without: 'Teleport does not import the workgroup\'s tags and ids, and checks its endpoint by the host name alone',
      actions: ['redshift-serverless:GetEndpointAccess', 'redshift-serverless:GetWorkgroup'],
      resources: [arn('redshift-serverless', 'managedvpcendpoint/*'), arn('redshift-serverless', 'workgroup/*')],
      documentedResources: 'everything',
    }],
    connect: undefined,
    manageUsers: undefined,
  },
  users: {
    areRoles: 'all',
    name: undefined,
    databaseName: undefined,
    every: undefined,
    secretService: undefined,
    createdIn: undefined,
  },
  teleport: {
    matcher: 'redshift-serverless',
    protocols: ['postgres'],
    withKerberos: [],
    isToldByProtocol: false,
    isAssumed: false,
    isRegional: true,
    hasVpcLabel: true,
    address: undefined,
    block: { name: 'redshift_serverless', isInAws: true, key: 'workgroup_name', isName: true, inYaml: ['workgroup_name'] },
  },
  endpoint: {
    scheme: '',
    givenBy: 'AWS',
    ports: { postgres: '5439' },
    patterns: regional(`${LABEL}\\.(?<account>\\d{12})`, 'redshift-serverless'),
    example: 'reports.123456789012.eu-west-1.redshift-serverless.amazonaws.com',
    isOnlySign: false,
    added: {
      pattern: /^[^.]+-endpoint-[a-z0-9]{15,}\./,
      resource: 'AWS::RedshiftServerless::EndpointAccess',
      usual: (host, name) => host.replace(/^[^.]+/, name),
      notFor: [],
    },
  },
  host: {
    services: ['redshift-serverless'],
    read: (labels) => ({
      id: labels.length === 2 ? labels[0] : undefined, // of three: a VPC endpoint
      account: labels.find((label) => /^\d{12}$/.test(label)),
    }),
  },
  resource: { type: 'AWS::RedshiftServerless::Workgroup', name: 'workgroupName', obstacles: {} },
  value: {
    class: 'RedshiftServerlessDatabase',
    byName: 'fromWorkgroupName',
    name: 'workgroupName',
    byConstruct: { method: 'fromWorkgroup', parameter: 'workgroup' },
  },
};
