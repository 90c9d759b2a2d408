import { allowedAsReader, asReader, asReaderAsDocumented, DatabaseFixture, deniedAsReader, reader } from './fixture';
import { RedshiftServerlessDatabase } from '../../../src';
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
    { action: 'redshift-serverless:ListWorkgroups', on: '*' },
    { action: 'redshift-serverless:ListEndpointAccess', on: 'arn:aws:redshift-serverless:eu-west-1:123456789012:managedvpcendpoint/11111111-2222-3333-4444-555555555555' },
    { action: 'redshift-serverless:ListTagsForResource', on: 'arn:aws:redshift-serverless:eu-west-1:123456789012:workgroup/11111111-2222-3333-4444-555555555555' },
    { action: 'redshift-serverless:GetEndpointAccess', on: 'arn:aws:redshift-serverless:eu-west-1:123456789012:managedvpcendpoint/11111111-2222-3333-4444-555555555555' },
    { action: 'redshift-serverless:GetWorkgroup', on: 'arn:aws:redshift-serverless:eu-west-1:123456789012:workgroup/11111111-2222-3333-4444-555555555555' },
    ...allowedAsReader,
  ],
  denied: [
    { action: 'redshift-serverless:ListWorkgroups', on: '*', given: { 'aws:RequestedRegion': 'us-east-1' } },
    { action: 'redshift-serverless:ListTagsForResource', on: 'arn:aws:redshift-serverless:eu-west-1:123456789012:namespace/11111111-2222-3333-4444-555555555555' },
    { action: 'redshift-serverless:GetWorkgroup', on: 'arn:aws:redshift-serverless:us-east-1:123456789012:workgroup/11111111-2222-3333-4444-555555555555' },
    // the role that is the user has it
    { action: 'redshift-serverless:GetCredentials', on: 'arn:aws:redshift-serverless:eu-west-1:123456789012:workgroup/11111111-2222-3333-4444-555555555555' },
    ...deniedAsReader,
  ],
};
