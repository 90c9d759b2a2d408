import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Hub } from '../../examples/organization/hub';
import { HUB } from '../../examples/organization/names';
import { Spoke } from '../../examples/organization/spoke';
import { documentsIn, problemsOf, sampled, SCHEMAS } from '../support/configuration';
import { deployed, documentOf, Resource, warningsBelow, warningsOf } from '../support/template';

const ACCOUNTS = ['222222222222', '333333333333'];

test('the hub of the example may assume the role of every account, and configures those that it is told of', () => {
  const hub = new Hub(new App(), 'Hub', { env: HUB, accounts: ACCOUNTS });
  expect(documentOf(hub).Statement).toEqual([{
    Sid: 'AssumeRolesInOrganization',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: 'arn:aws:iam::*:role/teleport-access',
    Condition: { StringEquals: { 'aws:ResourceOrgID': 'o-abcdef1234', 'sts:ExternalId': 'teleport-prod' } },
  }]);
  const [config] = documentsIn(sampled(Template.fromStack(hub).findOutputs('Config').Config.Value));
  expect(problemsOf(SCHEMAS['teleport.yaml'], config)).toEqual([]);
  expect(config.discovery_service).toEqual({
    enabled: true,
    discovery_group: 'organization',
    aws: ACCOUNTS.map((account) => ({
      types: ['rds'],
      regions: ['eu-west-1', 'eu-central-1'],
      tags: { '*': ['*'] },
      assume_role_arn: `arn:aws:iam::${account}:role/teleport-access`,
      external_id: 'teleport-prod',
    })),
  });
  const [token] = documentsIn(sampled(Template.fromStack(hub).findOutputs('JoinToken').JoinToken.Value));
  expect(token.spec.roles).toEqual(['Db', 'Discovery']);
  expect(warningsOf(hub)).toEqual([]);
});

test('the spoke of the example is one template for all accounts, and trusts the hub within the organization', () => {
  const app = new App();
  const spoke = new Spoke(new Stack(app, 'RollOut', { env: { account: '999999999999', region: 'eu-west-1' } }), 'Spoke');
  const text = readFileSync(join(app.synth().directory, spoke.templateFile), 'utf8');
  const resources: Resource[] = Object.values(JSON.parse(text).Resources);
  const [role, policy] = ['AWS::IAM::Role', 'AWS::IAM::ManagedPolicy'].map((type) => resources.find(({ Type }) => Type === type)!.Properties);
  expect(role.RoleName).toBe('teleport-access');
  expect(deployed(role.AssumeRolePolicyDocument.Statement)).toEqual([{
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { AWS: 'arn:aws:iam::111111111111:root' },
    Condition: {
      ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/teleport-agent' },
      StringEquals: { 'aws:PrincipalOrgID': 'o-abcdef1234', 'sts:ExternalId': 'teleport-prod' },
    },
  }]);
  expect(policy.PolicyDocument.Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual(['RDSDescribeInstances', 'RDSDescribeClusters', 'RDSProxyDiscovery', 'RDSConnect']);
  expect(text).not.toContain('999999999999');
  expect(warningsBelow(spoke)).toEqual([]);
});
