import { endpointOf } from '../../../cli/print/parse/endpoint';

describe('a host of AWS tells the region', () => {
  test.each([
    ['orders.abcdefghijkl.us-east-2.rds.amazonaws.com:5432', 'rds', 'us-east-2'],
    ['orders.cluster-ro-abcdefghijkl.ap-southeast-2.rds.amazonaws.com:3306', 'rds', 'ap-southeast-2'],
    ['orders.cluster-abcdefghijkl.rds.cn-northwest-1.amazonaws.com.cn:3306', 'rds', 'cn-northwest-1'],
    ['orders.proxy-abcdefghijkl.us-gov-east-1.rds.amazonaws.com:5432', 'rds-proxy', 'us-gov-east-1'],
    ['ro.endpoint.proxy-abcdefghijkl.ca-west-1.rds.amazonaws.com:5432', 'rds-proxy', 'ca-west-1'],
    ['orders.abc.eusc-de-east-1.rds.amazonaws.com', 'rds', 'eusc-de-east-1'],
    ['Orders.ABC.EU-WEST-3.RDS.AMAZONAWS.COM:5432', 'rds', 'eu-west-3'],
    ['cassandra.af-south-1.amazonaws.com:9142', 'keyspaces', 'af-south-1'],
    ['cassandra-fips.us-west-2.amazonaws.com:9142', 'keyspaces', 'us-west-2'],
    ['aws://dynamodb.il-central-1.amazonaws.com', 'dynamodb', 'il-central-1'],
    ['dynamodb-fips.us-west-2.amazonaws.com:443', 'dynamodb', 'us-west-2'],
    ['aws://streams.dynamodb.us-west-2.amazonaws.com', 'dynamodb', 'us-west-2'],
    ['https://dax.us-west-2.amazonaws.com', 'dynamodb', 'us-west-2'],
  ])('%s', (uri, kind, region) => {
    expect(endpointOf(uri)).toEqual({ kind, region });
  });

  test.each([
    ['warehouse.abc.us-west-1.redshift.amazonaws.com:5439', { kind: 'redshift', id: 'warehouse', region: 'us-west-1' }],
    ['warehouse.abc.redshift.cn-north-1.amazonaws.com.cn:5439', { kind: 'redshift', id: 'warehouse', region: 'cn-north-1' }],
    ['reports.222222222222.sa-east-1.redshift-serverless.amazonaws.com:5439',
      { kind: 'redshift-serverless', id: 'reports', account: '222222222222', region: 'sa-east-1' }],
    ['search-products-abcdefghijklmnopqrstuvwxyz.me-central-1.es.amazonaws.com', { kind: 'opensearch', id: 'products', region: 'me-central-1' }],
    ['mongodb://products.cluster-abc.eu-south-2.docdb.amazonaws.com:27017/?tls=true', { kind: 'documentdb', id: 'products', region: 'eu-south-2' }],
  ])('and the name: %s', (uri, endpoint) => {
    expect(endpointOf(uri)).toEqual(endpoint);
  });

  test.each([
    ['use1', 'us-east-1'], ['usw2', 'us-west-2'], ['cac1', 'ca-central-1'], ['caw1', 'ca-west-1'], ['euw1', 'eu-west-1'], ['euc2', 'eu-central-2'],
    ['eun1', 'eu-north-1'], ['eus1', 'eu-south-1'], ['apne3', 'ap-northeast-3'], ['apse5', 'ap-southeast-5'], ['aps2', 'ap-south-2'], ['ape1', 'ap-east-1'],
    ['sae1', 'sa-east-1'], ['afs1', 'af-south-1'], ['mes1', 'me-south-1'], ['mec1', 'me-central-1'], ['ilc1', 'il-central-1'], ['mxc1', 'mx-central-1'],
    ['usgw1', 'us-gov-west-1'], ['usge1', 'us-gov-east-1'],
  ])('as ElastiCache shortens it: %s', (short, region) => {
    expect(endpointOf(`master.sessions.abcdef.${short}.cache.amazonaws.com:6379`)).toEqual({ kind: 'elasticache', id: 'sessions', region });
    expect(endpointOf(`carts-abcdef.serverless.${short}.cache.amazonaws.com:6379`)).toEqual({ kind: 'elasticache-serverless', id: 'carts', region });
  });

  test.each([['cnn1', 'cn-north-1'], ['cnnw1', 'cn-northwest-1']])('in China: %s', (short, region) => {
    expect(endpointOf(`clustercfg.sessions.abcdef.${short}.cache.amazonaws.com.cn:6379`)).toEqual({ kind: 'elasticache', id: 'sessions', region });
  });
});

describe.each([['use1.cache', 'elasticache'], ['memorydb.us-east-1', 'memorydb']])('a host of %s tells the cluster', (rest, kind) => {
  test.each([
    ['clustercfg.sessions.abcdef', 'sessions'],
    ['master.sessions.abcdef', 'sessions'],
    ['replica.sessions.abcdef', 'sessions'],
    ['sessions-001.sessions.abcdef', 'sessions'],
    ['sessions-0001-001.sessions.abcdef', 'sessions'],
    ['sessions.abcdef.clustercfg', 'sessions'],
    ['sessions-001.abcdef.0001', 'sessions'],
    ['sessions-0001-001.abcdef.0001', 'sessions'],
    ['sessions.abcdef.ng.0001', 'sessions'],
    ['sessions-ro.abcdef.ng.0001', 'sessions'],
    ['sessions', undefined],
    ['a.b.c.d.e', undefined],
  ])('%s', (start, id) => {
    expect(endpointOf(`${start}.${rest}.amazonaws.com:6379`)).toEqual({ kind, id, region: 'us-east-1' });
  });
});

test.each(['orders.internal:5432', 'orders.use1.cache.example.com', 'x.rds.amazonaws.com.evil.org', 'ec2-1-2-3-4.eu-west-1.compute.amazonaws.com', ''])(
  '%s is no database of AWS', (uri) => {
    expect(endpointOf(uri)).toEqual({});
  });

test('a region that ElastiCache shortens in a way that is not known is not guessed', () => {
  expect(endpointOf('master.sessions.abcdef.usibe1.cache.amazonaws.com')).toMatchObject({ kind: 'elasticache', region: undefined });
});
