import { allowedAsReader, asReader, asReaderAsDocumented, DatabaseFixture, deniedAsReader, reader } from './fixture';
import { OpenSearchDatabase } from '../../../src/index';
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
    ['es:ListDomainNames', '*'],
    ['es:DescribeDomains', 'arn:aws:es:eu-west-1:123456789012:domain/search'],
    ['es:ListTags', 'arn:aws:es:eu-west-1:123456789012:domain/search'],
    ...allowedAsReader,
  ],
  denied: [
    ['es:ListDomainNames', '*', { 'aws:RequestedRegion': 'us-east-1' }],
    ['es:DescribeDomains', 'arn:aws:es:us-east-1:123456789012:domain/search'],
    ['es:DescribeDomainConfig', 'arn:aws:es:eu-west-1:123456789012:domain/search'],
    ['es:ESHttpGet', 'arn:aws:es:eu-west-1:123456789012:domain/search'], // the role that is the user has it
    ...deniedAsReader,
  ],
};
