import { allowedAsReader, asReader, asReaderAsDocumented, DatabaseFixture, deniedAsReader, reader } from './fixture';
import { RedshiftDatabase } from '../../../src';
import { within } from '../expected';

export const redshift: DatabaseFixture = {
  title: 'Redshift',
  database: (stack) => RedshiftDatabase.fromClusterIdentifier('warehouse', {
    databaseUsers: ['analyst'], databaseNames: ['sales'], databaseRoles: [reader(stack)],
  }),
  discovered: [
    { Sid: 'RedshiftFetchMetadata', Action: 'redshift:DescribeClusters', Resource: '*', Condition: within('eu-west-1') },
  ],
  discoveredAsDocumented: 'redshift:DescribeClusters',
  registered: [
    { Sid: 'RedshiftFetchMetadata', Action: 'redshift:DescribeClusters', Resource: '*', Condition: within('eu-west-1') },
    {
      Sid: 'RedshiftConnectAsDBUser',
      Action: 'redshift:GetClusterCredentials',
      Resource: ['arn:aws:redshift:eu-west-1:123456789012:dbuser:warehouse/analyst', 'arn:aws:redshift:eu-west-1:123456789012:dbname:warehouse/sales'],
    },
    asReader,
  ],
  registeredAsDocumented: [
    { Action: 'redshift:DescribeClusters', Resource: '*' },
    {
      Action: 'redshift:GetClusterCredentials',
      Resource: [
        'arn:aws:redshift:eu-west-1:123456789012:dbuser:warehouse/analyst',
        'arn:aws:redshift:eu-west-1:123456789012:dbname:warehouse/sales',
        'arn:aws:redshift:eu-west-1:123456789012:dbgroup:warehouse/*',
      ],
    },
    asReaderAsDocumented,
  ],
  allowed: [
    { action: 'redshift:DescribeClusters', on: 'arn:aws:redshift:eu-west-1:123456789012:cluster:warehouse' },
    { action: 'redshift:GetClusterCredentials', on: 'arn:aws:redshift:eu-west-1:123456789012:dbuser:warehouse/analyst' },
    { action: 'redshift:GetClusterCredentials', on: 'arn:aws:redshift:eu-west-1:123456789012:dbname:warehouse/sales' },
    ...allowedAsReader,
  ],
  denied: [
    { action: 'redshift:DescribeClusters', on: 'arn:aws:redshift:us-east-1:123456789012:cluster:warehouse' },
    { action: 'redshift:GetClusterCredentials', on: 'arn:aws:redshift:eu-west-1:123456789012:dbuser:warehouse/awsuser' },
    { action: 'redshift:GetClusterCredentials', on: 'arn:aws:redshift:eu-west-1:123456789012:dbuser:warehouse2/analyst' },
    { action: 'redshift:GetClusterCredentials', on: 'arn:aws:redshift:eu-west-1:123456789012:dbname:warehouse/finance' },
    { action: 'redshift:GetClusterCredentialsWithIAM', on: 'arn:aws:redshift:eu-west-1:123456789012:dbname:warehouse/sales' }, // the role that is the user has it
    { action: 'redshift:CreateClusterUser', on: 'arn:aws:redshift:eu-west-1:123456789012:dbuser:warehouse/analyst' },
    { action: 'redshift:JoinGroup', on: 'arn:aws:redshift:eu-west-1:123456789012:dbgroup:warehouse/admins' },
    ...deniedAsReader,
  ],
};
