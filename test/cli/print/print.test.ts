import { parseAllDocuments } from 'yaml';
import { statementsFor } from './support';

const ORDERS = `
kind: db
version: v3
metadata: { name: orders, labels: { env: prod } }
spec:
  protocol: postgres
  uri: orders.abc.eu-west-1.rds.amazonaws.com:5432
  aws:
    region: eu-west-1
    account_id: 012345678901
    rds: { instance_id: orders, resource_id: db-ABCDEFGHIJKL01234 }
    redshift: {}
    secret_store: {}
`;
const READER = `
kind: role
version: v7
metadata: { name: reader }
spec: { allow: { db_labels: { env: [prod] }, db_users: [reader], db_names: [orders] } }
`;

test('a database and a role give the tightest policy', async () => {
  expect(await statementsFor(`${ORDERS}---${READER}`)).toEqual([
    {
      Sid: 'RDSDescribeInstances',
      Effect: 'Allow',
      Action: 'rds:DescribeDBInstances',
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    },
    {
      Sid: 'RDSDescribeClusters',
      Effect: 'Allow',
      Action: 'rds:DescribeDBClusters',
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
    },
    {
      Sid: 'RDSConnect',
      Effect: 'Allow',
      Action: 'rds-db:connect',
      Resource: 'arn:aws:rds-db:eu-west-1:012345678901:dbuser:db-ABCDEFGHIJKL01234/reader',
    },
  ]);
});

test('resources of Kubernetes say the same', async () => {
  const inKubernetes = `${ORDERS}---${READER}`.replace('kind: db\nversion: v3', 'kind: TeleportDatabaseV3\napiVersion: resources.teleport.dev/v1')
    .replace('kind: role\nversion: v7', 'kind: TeleportRoleV7\napiVersion: resources.teleport.dev/v1');
  expect(await statementsFor(inKubernetes)).toEqual(await statementsFor(`${ORDERS}---${READER}`));
});

test('JSON, as tctl get --format=json prints it, says the same', async () => {
  const documents = parseAllDocuments(`${ORDERS}---${READER}`, { schema: 'failsafe' }).map((document) => document.toJS());
  expect(await statementsFor(JSON.stringify(documents))).toEqual(await statementsFor(`${ORDERS}---${READER}`));
});
