import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { synthesisErrors } from './synthesis-errors';
import { RdsDatabase, TeleportRdsConnectPolicy } from '../../src';

export const QUOTA = 'cdk-teleport-database-access:managedPoliciesPerIdentity';
export const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
/** Each takes the same number of characters in a policy. */
export const databases = (count: number) => many(count, (index) =>
  RdsDatabase.fromResourceId(`db-${String(index).padStart(26, 'A')}`, { databaseUsers: ['app'] }));

export const connect = (scope: Stack, target: iam.IIdentity, count = 1, id = 'Policy', inline = false) =>
  new TeleportRdsConnectPolicy(scope, id, { target, databases: databases(count), inline });
export const inlined = (scope: Stack, target: iam.IIdentity, count: number, id = 'Policy') => connect(scope, target, count, id, true);
export const importedRole = (scope: Stack) => iam.Role.fromRoleName(scope, 'Agent', 'agent');

export const errorsIn = (stack: Stack) => synthesisErrors(stack.node.root as App);
