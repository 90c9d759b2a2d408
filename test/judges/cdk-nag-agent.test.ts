import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aspects, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, NagSuppressions } from 'cdk-nag';
import { TeleportFargateAgent } from '../../src';
import { agentIn } from '../agents/agents';

/** What cdk-nag finds in the shortest agent, each with the resource that it is about. */
const LOGINS = 'Resource::arn:<AWS::Partition>:rds-db:<AWS::Region>:<AWS::AccountId>:dbuser:*/reader';
const FINDINGS = [
  '/Default/Agent/Task/Resource: AwsSolutions-ECS2',
  '/Default/Agent/Cluster/Resource: AwsSolutions-ECS4',
  '/Default/Agent/Access/Resource/Resource: AwsSolutions-IAM5[Resource::*]',
  `/Default/Agent/Access/Resource/Resource: AwsSolutions-IAM5[${LOGINS}]`,
];

function shortest(): { stack: Stack; agent: TeleportFargateAgent } {
  const stack = new Stack();
  return { stack, agent: agentIn(stack) };
}

function findingsOf(stack: Stack): string[] {
  Aspects.of(stack).add(new AwsSolutionsChecks());
  const annotations = Annotations.fromStack(stack);
  return [...annotations.findError('*', Match.anyValue()), ...annotations.findWarning('*', Match.anyValue())]
    .map(({ id, entry }) => `${id}: ${String(entry.data).split(': ')[0]}`);
}

test('cdk-nag finds these things in the shortest agent', () => {
  expect(findingsOf(shortest().stack).sort()).toEqual([...FINDINGS].sort());
});

test('... which go away with reasons', () => {
  const { stack, agent } = shortest();
  NagSuppressions.addResourceSuppressions(agent, [
    { id: 'AwsSolutions-IAM5', reason: 'AWS cannot limit lists by name; the condition limits them to a region', appliesTo: ['Resource::*'] },
    { id: 'AwsSolutions-IAM5', reason: 'RdsDatabase.any() is what the app asks for', appliesTo: [LOGINS] },
    { id: 'AwsSolutions-ECS2', reason: 'The configuration contains no secret, and a change of it must replace the tasks' },
    { id: 'AwsSolutions-ECS4', reason: 'Container Insights cost more than they tell of two tasks; their logs are kept' },
  ], true);
  expect(findingsOf(stack)).toEqual([]);
});

test('docs/fargate-agent.md names each finding', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'fargate-agent.md'), 'utf8');
  FINDINGS.forEach((finding) => expect(page).toContain(finding.replace(/^.*?: /, '')));
});
