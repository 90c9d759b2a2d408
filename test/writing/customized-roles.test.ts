import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  AssumedRole, DatabaseType, RdsDatabase, SelfGrant, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy, TeleportDatabasePermissionsBoundary,
} from '../../src';
import { resourcesOf, roleIn, stackIn } from '../support/template';

const NAMES = { Agent: 'teleport-agent' };

function customized(usePrecreatedRoles: { [path: string]: string } = NAMES, preventSynthesis?: boolean, app?: App): Stack {
  const stack = stackIn(undefined, 'Stack', app);
  iam.Role.customizeRoles(stack, { usePrecreatedRoles, preventSynthesis });
  return stack;
}

const access = (stack: Stack, target: iam.IIdentity, props: object = {}) => new TeleportDatabaseAccess(stack, 'Policy', {
  target, databases: [RdsDatabase.fromResourceId('db-0', { databaseUsers: ['app'] })], ...props,
});
const bounded = (stack: Stack) => new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', {
  target: iam.Role.fromRoleName(stack, 'Agent', 'teleport-agent'), databaseTypes: [DatabaseType.RDS], selfGrant: SelfGrant.BOUNDED,
});

/** The report that CDK writes for whoever creates the roles. */
function reportOf(define: (stack: Stack) => void, preventSynthesis?: boolean): { readonly roles: readonly any[] } {
  const outdir = mkdtempSync(join(tmpdir(), 'report-'));
  try {
    const app = new App({ outdir });
    define(customized(preventSynthesis === false ? {} : NAMES, preventSynthesis, app));
    app.synth();
    return JSON.parse(readFileSync(join(outdir, 'iam-policy-report.json'), 'utf8'));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

test('the report tells the owner of a role everything that the agent needs, later grants included', () => {
  expect(reportOf((stack) => {
    const policy = access(stack, roleIn(stack));
    s3.Bucket.fromBucketName(stack, 'Bucket', 'exports').grantPut(policy);
  })).toEqual({
    roles: [{
      roleConstructPath: 'Stack/Agent',
      roleName: 'teleport-agent',
      missing: false,
      assumeRolePolicy: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' } }],
      managedPolicyArns: [],
      managedPolicyStatements: [
        {
          Action: 'rds:DescribeDBInstances',
          Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
          Effect: 'Allow',
          Resource: '*',
          Sid: 'RDSDescribeInstances',
        },
        {
          Action: 'rds:DescribeDBClusters',
          Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
          Effect: 'Allow',
          Resource: '*',
          Sid: 'RDSDescribeClusters',
        },
        { Action: 'rds-db:connect', Effect: 'Allow', Resource: 'arn:(PARTITION):rds-db:eu-west-1:123456789012:dbuser:db-0/app', Sid: 'RDSConnect' },
        {
          Action: ['s3:PutObject', 's3:PutObjectLegalHold', 's3:PutObjectRetention', 's3:PutObjectTagging', 's3:PutObjectVersionTagging', 's3:Abort*'],
          Effect: 'Allow',
          Resource: 'arn:(PARTITION):s3:::exports/*',
        },
      ],
      identityPolicyStatements: [],
    }],
  });
});

test('the report tells it beside the template, too', () => {
  const { roles } = reportOf((stack) => access(stack, iam.Role.fromRoleName(stack, 'Agent', 'teleport-agent')), false);
  expect(roles.map(({ roleConstructPath, managedPolicyStatements }) => [roleConstructPath, managedPolicyStatements.map(({ Sid }: any) => Sid)]))
    .toEqual([['Stack/Agent', ['RDSDescribeInstances', 'RDSDescribeClusters', 'RDSConnect']]]);
});

test('an inline policy is in the template', () => {
  const stack = customized();
  access(stack, roleIn(stack), { inline: true });
  expect(Object.values(resourcesOf(stack)).map(({ Type, Properties: { Roles } }) => ({ Type, Roles })))
    .toEqual([{ Type: 'AWS::IAM::Policy', Roles: ['teleport-agent'] }]);
});

describe('a boundary, which would be neither in the template nor in the report,', () => {
  const message = (path: string) => `iam.Role.customizeRoles() writes the permissions boundary of ${path} neither into the template nor into its report; `
    + 'define it outside the scope of customizeRoles(), or leave \'selfGrant\' out';

  test('is refused with SelfGrant.BOUNDED', () => {
    expect(() => bounded(customized())).toThrow(new Error(message('Stack/Policy')));
  });

  test('is refused as a construct', () => {
    const stack = customized();
    const policies = [access(stack, roleIn(stack))];
    expect(() => new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies })).toThrow(new Error(message('Stack/Boundary')));
  });

  test('is in the template where CDK only reports on roles', () => {
    const stack = customized(NAMES, false);
    bounded(stack);
    expect(Object.keys(resourcesOf(stack))).toEqual(['PolicyPermissionsBoundaryEA435978', 'PolicyE08602BD']);
  });

  test('is in the template of another stack', () => {
    const stack = customized();
    const policies = [access(stack, roleIn(stack))];
    const other = stackIn(undefined, 'Other', stack.node.root as App);
    new TeleportDatabasePermissionsBoundary(other, 'Boundary', { policies });
    expect(Object.values(resourcesOf(other)).map(({ Type }) => Type)).toEqual(['AWS::IAM::ManagedPolicy']);
  });
});

describe('a user, whose managed policies would be neither in the template nor in the report,', () => {
  test('is refused', () => {
    const stack = customized();
    expect(() => access(stack, new iam.User(stack, 'User'))).toThrow(new Error('\'target\' must be a role within iam.Role.customizeRoles(), which writes '
      + 'the managed policies of a user neither into the template nor into its report; got Stack/User; set \'inline\', or define the policy outside the scope '
      + 'of customizeRoles()'));
  });

  test('gets an inline policy', () => {
    const stack = customized();
    access(stack, new iam.User(stack, 'User'), { inline: true });
    expect(Object.values(resourcesOf(stack)).map(({ Type }) => Type)).toEqual(['AWS::IAM::User', 'AWS::IAM::Policy']);
  });
});

describe('a role that nobody created', () => {
  const message = (prop: string) =>
    `'${prop}' must be in 'usePrecreatedRoles' of iam.Role.customizeRoles(), without 'preventSynthesis: false'; got Stack/Agent, whose ARN names no role; `
    + 'give the role\'s name there, or import it with iam.Role.fromRoleName()';

  test('is refused as a target', () => {
    const stack = customized({});
    expect(() => access(stack, roleIn(stack))).toThrow(new Error(message('target')));
  });

  test('is refused as a role to assume', () => {
    const stack = customized({});
    expect(() => AssumedRole.fromRole(roleIn(stack))).toThrow(new Error(message('role')));
  });
});
