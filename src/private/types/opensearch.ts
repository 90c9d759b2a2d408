import { anywhere, LABEL } from './host-names';
import { arn } from './operation';
import { TypeOfDatabase } from './type';

export const opensearch: TypeOfDatabase = {
  title: 'OpenSearch',
  docs: 'https://goteleport.com/docs/enroll-resources/database-access/enrollment/aws/aws-opensearch/',
  notes: 'Database users are roles: a login needs `AssumeRoles`, and the role needs `es:ESHttp*` on the domain.',
  since: 'boundary',
  missingIn: [],
  operations: {
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
    modify: undefined,
    modifyRegistered: undefined,
    metadata: [{
      sid: 'OpenSearchCheckDomainURL',
      reason: 'check the endpoint of a registered OpenSearch domain',
      without: 'domains with a custom endpoint are refused; Teleport checks other endpoints by the host name alone',
      actions: ['es:DescribeDomains'],
      resources: [arn('es', 'domain/{domainName}')],
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
    matcher: 'opensearch',
    protocols: ['opensearch'],
    withKerberos: [],
    isToldByProtocol: true,
    isAssumed: false,
    isRegional: true,
    hasVpcLabel: true,
    address: undefined,
    block: { name: 'opensearch', isInAws: true, key: 'domain_name', isName: true, inYaml: [] },
  },
  endpoint: {
    scheme: '',
    givenBy: 'AWS',
    ports: { opensearch: '443' },
    patterns: anywhere(LABEL, '\\.es'),
    example: 'search-products-abcdef.eu-west-1.es.amazonaws.com',
    isOnlySign: false,
    added: undefined,
  },
  host: { services: ['es'], read: ([label]) => ({ id: /^(?:search|vpc)-(.+)-[a-z0-9]{26}$/.exec(label)?.[1] }) },
  resource: { type: 'AWS::OpenSearchService::Domain', name: 'domainName', obstacles: {} },
  value: {
    class: 'OpenSearchDatabase',
    byName: 'fromDomainName',
    name: 'domainName',
    byConstruct: { method: 'fromDomain', parameter: 'domain' },
  },
};
