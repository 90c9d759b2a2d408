import { RdsDatabase, TeleportRdsConnectPolicy } from '../../src';
import { documentsOf, roleIn, stackIn } from '../support/template';

const LIMIT = 6144;
const GOV = { 'AWS::Partition': 'aws-us-gov' }; // the longest partition, which is what has to fit

const named = (id: string, user: string) => RdsDatabase.fromResourceId(`db-${id}`, { databaseUsers: [user] });
const LONG = Array.from({ length: 40 }, (_, index) => named(`LONG${index}`, 'u'.repeat(120)));
const SHORT = 'arn:aws-us-gov:rds-db:eu-west-1:123456789012:dbuser:db-SHORT/u';

function documentsFor(...databases: RdsDatabase[]): any[] {
  const stack = stackIn();
  new TeleportRdsConnectPolicy(stack, 'Policy', { target: roleIn(stack), databases });
  return documentsOf(stack, GOV);
}

const resourcesOf = ({ Statement: [{ Resource }] }: any): string[] => Resource;

test('a short database that is appended goes last, though a policy before has room for it: what is deployed stays as it is', () => {
  const before = documentsFor(...LONG);
  const room = LIMIT - JSON.stringify(before[0]).length;
  expect(before).toHaveLength(2);
  expect(room).toBeGreaterThan(`,"${SHORT}"`.length);

  const [first, last] = documentsFor(...LONG, named('SHORT', 'u'));
  expect(first).toEqual(before[0]);
  expect(resourcesOf(last)).toEqual([...resourcesOf(before[1]), SHORT]);
});
