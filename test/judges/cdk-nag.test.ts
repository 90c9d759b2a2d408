import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aspects, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AwsSolutionsChecks, HIPAASecurityChecks, NagSuppressions, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks } from 'cdk-nag';
import { DatabaseType, TeleportDatabaseDiscoveryPolicy } from '../../src';

const PACKS = [AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R4Checks, NIST80053R5Checks, PCIDSS321Checks];

/** A policy that discovers and does no more. */
function shortest(): { stack: Stack; policy: TeleportDatabaseDiscoveryPolicy } {
  const stack = new Stack();
  const agentRole = new iam.Role(stack, 'Agent', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  return { stack, policy: new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: agentRole, databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA] }) };
}

function findingsOf(stack: Stack): string[] {
  PACKS.forEach((Pack) => Aspects.of(stack).add(new Pack()));
  const annotations = Annotations.fromStack(stack);
  return [...annotations.findError('*', Match.anyValue()), ...annotations.findWarning('*', Match.anyValue())]
    .map(({ id, entry }) => `${id}: ${String(entry.data).split(': ')[0]}`);
}

const FINDING = 'AwsSolutions-IAM5[Resource::*]';

test('cdk-nag finds one thing in a discovery policy: the * of lists, which AWS cannot limit by name', () => {
  expect(findingsOf(shortest().stack)).toEqual([`/Default/Discovery/Resource/Resource: ${FINDING}`]);
});

test('... which goes away with a reason', () => {
  const { stack, policy } = shortest();
  NagSuppressions.addResourceSuppressions(policy, [
    { id: 'AwsSolutions-IAM5', reason: 'AWS cannot limit lists by name; the condition limits them to a region', appliesTo: ['Resource::*'] },
  ], true);
  expect(findingsOf(stack)).toEqual([]);
});

test('docs/security.md names the finding', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'security.md'), 'utf8')).toContain(FINDING);
});
