import { arn, DatabaseEntry } from './operation';

export const opensearch: DatabaseEntry = {
  title: 'OpenSearch',
  matcher: 'opensearch',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/aws-opensearch/',
  notes: 'Database users are roles: a login needs `AssumeRoles`, and the role needs `es:ESHttp*` on the domain.',
  since: 'boundary',
  discover: [{
    sid: 'OpenSearchDiscovery',
    reason: 'list OpenSearch domains',
    without: 'no domain is found',
    actions: ['es:ListDomainNames'],
  }, {
    sid: 'OpenSearchDescribeDomains',
    reason: 'read the endpoints of OpenSearch domains',
    without: 'no domain is found',
    actions: ['es:DescribeDomains'],
    resources: [arn('es', 'domain/*')],
  }, {
    sid: 'OpenSearchListTags',
    reason: 'read the tags of OpenSearch domains',
    without: 'domains appear untagged, so matchers that select by tag find none',
    actions: ['es:ListTags'],
    resources: [arn('es', 'domain/*')],
  }],
  metadata: [{
    sid: 'OpenSearchCheckDomainURL',
    reason: 'check the endpoint of a registered OpenSearch domain',
    without: 'domains with a custom endpoint are refused; Teleport checks other endpoints by the host name alone',
    actions: ['es:DescribeDomains'],
    resources: [arn('es', 'domain/{domainName}')],
    documentedResources: 'everything',
  }],
  usersAreRoles: true,
};
