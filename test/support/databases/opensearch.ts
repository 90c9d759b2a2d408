import { allowedAsReader, asReader, asReaderAsDocumented, DatabaseFixture, deniedAsReader, reader } from './fixture';
import { OpenSearchDatabase } from '../../../src';
import { within } from '../expected';

export const opensearch: DatabaseFixture = {
  title: 'OpenSearch',
  database: (stack) => OpenSearchDatabase.fromDomainName('search', { databaseRoles: [reader(stack)] }),
  discovered: [
    { Sid: 'OpenSearchDiscovery', Action: 'es:ListDomainNames', Resource: '*', Condition: within('eu-west-1') },
    { Sid: 'OpenSearchDescribeDomains', Action: 'es:DescribeDomains', Resource: 'arn:aws:es:eu-west-1:123456789012:domain/*' },
    { Sid: 'OpenSearchListTags', Action: 'es:ListTags', Resource: 'arn:aws:es:eu-west-1:123456789012:domain/*' },
  ],
  discoveredAsDocumented: ['es:ListDomainNames', 'es:DescribeDomains', 'es:ListTags'],
  registered: [
    { Sid: 'OpenSearchCheckDomainURL', Action: 'es:DescribeDomains', Resource: 'arn:aws:es:eu-west-1:123456789012:domain/search' },
    asReader,
  ],
  registeredAsDocumented: [
    { Action: 'es:DescribeDomains', Resource: '*' },
    asReaderAsDocumented,
  ],
  allowed: [
    { action: 'es:ListDomainNames', on: '*' },
    { action: 'es:DescribeDomains', on: 'arn:aws:es:eu-west-1:123456789012:domain/search' },
    { action: 'es:ListTags', on: 'arn:aws:es:eu-west-1:123456789012:domain/search' },
    ...allowedAsReader,
  ],
  denied: [
    { action: 'es:ListDomainNames', on: '*', given: { 'aws:RequestedRegion': 'us-east-1' } },
    { action: 'es:DescribeDomains', on: 'arn:aws:es:us-east-1:123456789012:domain/search' },
    { action: 'es:DescribeDomainConfig', on: 'arn:aws:es:eu-west-1:123456789012:domain/search' },
    { action: 'es:ESHttpGet', on: 'arn:aws:es:eu-west-1:123456789012:domain/search' }, // the role that is the user has it
    ...deniedAsReader,
  ],
};
