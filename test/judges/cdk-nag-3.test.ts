import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { DatabaseType, TeleportDatabaseDiscoveryPolicy } from '../../src';
import { agentIn } from '../agents/agents';

const FINDING = 'AwsSolutions::AwsSolutions-IAM5[Resource::*]';

/** cdk-nag 3 needs a newer aws-cdk-lib than the lowest that the library supports: `scripts/test-newest` installs both. */
const describeWithCdkNag3 = existsSync(join(__dirname, '..', '..', 'node_modules', 'cdk-nag-3')) ? describe : describe.skip;

interface Validations {
  addPlugins(...plugins: unknown[]): void;
  acknowledge(rule: { id: string; reason: string }): void;
}
/* eslint-disable @typescript-eslint/no-require-imports */
const validationsOf = (construct: IConstruct): Validations => require('aws-cdk-lib').Validations.of(construct);
const awsSolutions = (app: App): unknown => new (require('cdk-nag-3').AwsSolutionsChecks)(app);
/* eslint-enable */

describeWithCdkNag3('cdk-nag 3', () => {
  function shortest(): { app: App; policy: TeleportDatabaseDiscoveryPolicy } {
    const app = new App();
    validationsOf(app).addPlugins(awsSolutions(app));
    const stack = new Stack(app, 'Stack');
    const agentRole = new iam.Role(stack, 'Agent', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
    return { app, policy: new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', { target: agentRole, databaseTypes: [DatabaseType.RDS] }) };
  }

  test('finds four things in the shortest agent on Fargate, which docs/fargate-agent.md explains', () => {
    const app = new App();
    validationsOf(app).addPlugins(awsSolutions(app));
    agentIn(new Stack(app, 'Stack'));
    expect(findingsOf(app)).toEqual([
      FINDING,
      'AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:rds-db:<AWS::Region>:<AWS::AccountId>:dbuser:*/reader]',
      'AwsSolutions::AwsSolutions-ECS2',
      'AwsSolutions::AwsSolutions-ECS4',
    ]);
  });

  /** What the synthesis fails of. */
  function findingsOf(app: App): string[] {
    try {
      app.synth();
      return [];
    } catch (error) {
      return [...String(error).matchAll(/Acknowledge with '(.+)'/g)].map(([, id]) => id);
    }
  }

  test('finds one thing in a discovery policy: the * of lists, which AWS cannot limit by name', () => {
    expect(findingsOf(shortest().app)).toEqual([FINDING]);
  });

  test('... which goes away with a reason', () => {
    const { app, policy } = shortest();
    validationsOf(policy).acknowledge({ id: FINDING, reason: 'AWS cannot limit lists by name; the condition limits them to a region' });
    expect(findingsOf(app)).toEqual([]);
  });
});
