import { CfnParameter, Stack } from 'aws-cdk-lib';
import * as memorydb from 'aws-cdk-lib/aws-memorydb';
import { MemoryDbDatabase, TeleportDatabaseAccess } from '../../src';
import { agentWith, readBackAs } from '../support/configuration';
import { roleIn, stackIn } from '../support/template';

/** A cluster of the app on port 6380, and what Teleport is told to dial. */
function dialled(portIn: (stack: Stack) => number | undefined): string {
  const stack = stackIn();
  const cluster = new memorydb.CfnCluster(stack, 'Ledger', { aclName: 'acl', clusterName: 'ledger', nodeType: 'db.t4g.small', port: 6380 });
  const database = MemoryDbDatabase.fromCluster(cluster, { databaseUsers: ['app'], registration: { port: portIn(stack) } });
  const policy = new TeleportDatabaseAccess(stack, 'Access', { target: roleIn(stack), databases: [database] });
  const { databases: [{ uri }] } = readBackAs('db_service', stack, agentWith(policy).dbService());
  return uri.split(':')[1];
}

test.each<{ wins: string; port: (stack: Stack) => number | undefined; expected: string }>([
  { wins: 'the port of the construct', port: () => undefined, expected: '6380' },
  { wins: 'a port that is given, over that of the construct', port: () => 7000, expected: '7000' },
  { wins: 'a port that is given and a token', port: (stack) => new CfnParameter(stack, 'Port', { type: 'Number' }).valueAsNumber, expected: '5432' }, // of the sample
])('Teleport dials $wins', ({ port, expected }) => {
  expect(dialled(port)).toBe(expected);
});
