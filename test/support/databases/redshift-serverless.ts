import { allowedAsReader, asReader, asReaderAsDocumented, DatabaseFixture, deniedAsReader, reader } from './fixture';
import { RedshiftServerlessDatabase } from '../../../src/index';
import { within } from '../expected';

export const redshiftServerless: DatabaseFixture = {
  title: 'Redshift Serverless',
  database: (stack) => RedshiftServerlessDatabase.fromWorkgroupName('reports', { databaseRoles: [reader(stack)] }),
  discovered: [
    { Sid: 'RedshiftServerlessDiscovery', Action: 'redshift-serverless:ListWorkgroups', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'RedshiftServerlessListEndpoints', Action: 'redshift-serverless:ListEndpointAccess', Resource: '*', Condition: within('eu-west-1') },
    {
      Sid: 'RedshiftServerlessListTags',
      Action: 'redshift-serverless:ListTagsForResource',
      Resource: 'arn:aws:redshift-serverless:eu-west-1:123456789012:workgroup/*',
    },
  ],
  discoveredAsDocumented: ['redshift-serverless:ListWorkgroups', 'redshift-serverless:ListEndpointAccess', 'redshift-serverless:ListTagsForResource'],
  registered: [
    {
      Sid: 'RedshiftServerlessFetchMetadata',
      Action: ['redshift-serverless:GetEndpointAccess', 'redshift-serverless:GetWorkgroup'],
      Resource: [
        'arn:aws:redshift-serverless:eu-west-1:123456789012:managedvpcendpoint/*',
        'arn:aws:redshift-serverless:eu-west-1:123456789012:workgroup/*',
      ],
    },
    asReader,
  ],
  registeredAsDocumented: [
    { Action: ['redshift-serverless:GetEndpointAccess', 'redshift-serverless:GetWorkgroup'], Resource: '*' },
    asReaderAsDocumented,
  ],
  allowed: [
    ['redshift-serverless:ListWorkgroups', '*'],
    ['redshift-serverless:ListEndpointAccess', 'arn:aws:redshift-serverless:eu-west-1:123456789012:managedvpcendpoint/11111111-2222-3333-4444-555555555555'],
    ['redshift-serverless:ListTagsForResource', 'arn:aws:redshift-serverless:eu-west-1:123456789012:workgroup/11111111-2222-3333-4444-555555555555'],
    ['redshift-serverless:GetEndpointAccess', 'arn:aws:redshift-serverless:eu-west-1:123456789012:managedvpcendpoint/11111111-2222-3333-4444-555555555555'],
    ['redshift-serverless:GetWorkgroup', 'arn:aws:redshift-serverless:eu-west-1:123456789012:workgroup/11111111-2222-3333-4444-555555555555'],
    ...allowedAsReader,
  ],
  denied: [
    ['redshift-serverless:ListWorkgroups', '*', { 'aws:RequestedRegion': 'us-east-1' }],
    ['redshift-serverless:ListTagsForResource', 'arn:aws:redshift-serverless:eu-west-1:123456789012:namespace/11111111-2222-3333-4444-555555555555'],
    ['redshift-serverless:GetWorkgroup', 'arn:aws:redshift-serverless:us-east-1:123456789012:workgroup/11111111-2222-3333-4444-555555555555'],
    // the role that is the user has it
    ['redshift-serverless:GetCredentials', 'arn:aws:redshift-serverless:eu-west-1:123456789012:workgroup/11111111-2222-3333-4444-555555555555'],
    ...deniedAsReader,
  ],
};
