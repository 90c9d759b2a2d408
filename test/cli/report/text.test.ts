import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { reportOf } from '../../../cli/report/model/build';
import { paperOf } from '../../../cli/report/render/paper';
import { text } from '../../../cli/report/render/text';
import {
  AssumedRole, DatabaseType, DynamoDbDatabase, RdsDatabase, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy,
  TeleportDatabasePermissionsBoundary,
} from '../../../src';

/** A role with two policies, a boundary and a grant, and an imported user with an inline one. */
function assembly(): string {
  const app = new App({ context: { 'aws:cdk:enable-path-metadata': true } }); // as the CDK CLI does
  const stack = new Stack(app, 'Teleport', { env: { account: '111111111111', region: 'eu-west-1' } });
  const agent = new iam.Role(stack, 'Agent', {
    assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com', { conditions: { StringEquals: { 'aws:SourceAccount': '111111111111' } } }),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonSSMManagedInstanceCore')],
  });
  const access = new TeleportDatabaseAccess(stack, 'Access', {
    target: agent,
    databaseTypes: [DatabaseType.RDS],
    databases: [
      RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', { databaseUsers: ['reader', 'writer'] }),
      DynamoDbDatabase.of({ databaseRoles: [AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'Reader', 'reader'))] }),
    ],
  });
  access.grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['logs:PutLogEvents'], resources: ['*'] }));
  new TeleportDatabasePermissionsBoundary(stack, 'Boundary', { policies: [access] }).applyTo(agent);
  new TeleportDatabaseDiscoveryPolicy(stack, 'Discovery', {
    target: iam.User.fromUserName(stack, 'Imported', 'teleport-discovery'), inline: true, databaseTypes: [DatabaseType.RDS_PROXY],
  });
  return app.synth().directory;
}

test('a report says who may do what, on what, if what, and why', () => {
  expect(text(reportOf(assembly()), paperOf({}, {}))).toBe(EXPECTED);
});

test('every line fits a narrow and a wide terminal', () => {
  const report = reportOf(assembly());
  for (const [columns, most] of [[40, 40], [80, 80], [100, 100], [300, 120]]) {
    expect(Math.max(...text(report, paperOf({ columns }, {})).split('\n').map(({ length }) => length))).toBeLessThanOrEqual(most);
  }
});

describe('colors', () => {
  const bold = (stream: { isTTY?: boolean }, env: { NO_COLOR?: string }) => paperOf(stream, env).bold('Stack');
  test('are for terminals', () => {
    expect(bold({ isTTY: true }, {})).toBe('\u001b[1mStack\u001b[0m');
    expect(bold({ isTTY: true }, { NO_COLOR: '' })).toBe('\u001b[1mStack\u001b[0m');
  });
  test('are neither in pipes nor where NO_COLOR is set', () => {
    expect(bold({}, {})).toBe('Stack');
    expect(bold({ isTTY: true }, { NO_COLOR: '1' })).toBe('Stack');
  });
});

const EXPECTED = `Stack Teleport (account 111111111111, region eu-west-1)

Role Agent
  assumed by  ecs-tasks.amazonaws.com
              if aws:SourceAccount is 111111111111
  boundary    Boundary, below
  also has    arn:\${AWS::Partition}:iam::aws:policy/
                AmazonSSMManagedInstanceCore, which this report does not look
                into
  limits      3 of 10 managed policies
              199 of 2,048 characters in the trust policy

  Managed policy Access: 726 of 6,144 characters

    RDSDescribeInstances
    Teleport needs it to list RDS instances, and the instances of Aurora
    clusters, with their tags and networks
      allow  rds:DescribeDBInstances
      on     *
      if     aws:RequestedRegion is eu-west-1

    RDSDescribeClusters
    Teleport needs it to list Aurora and DocumentDB clusters with their tags and
    endpoints
      allow  rds:DescribeDBClusters
      on     *
      if     aws:RequestedRegion is eu-west-1

    RDSConnect
    Teleport needs it to log in to RDS, Aurora and RDS Proxy databases with IAM
    authentication
      allow  rds-db:connect
      on     arn:\${AWS::Partition}:rds-db:eu-west-1:111111111111:dbuser:
               db-ABCDEFGHIJKL01234/reader
             arn:\${AWS::Partition}:rds-db:eu-west-1:111111111111:dbuser:
               db-ABCDEFGHIJKL01234/writer

    AssumeRoles
    Teleport needs it to assume the roles that are database users or that give
    access to another account
      allow  sts:AssumeRole
      on     arn:\${AWS::Partition}:iam::111111111111:role/reader

  Managed policy Access (grants): 101 of 6,144 characters

    Added by the app, not by this library
      allow  logs:PutLogEvents
      on     *

  Permissions boundary Boundary: 789 of 6,144 characters

    5 statements as above

User teleport-discovery
  limits      379 of 2,048 characters in inline policies

  Inline policy Discovery

    RDSProxyDiscovery
    Teleport needs it to list RDS proxies and their endpoints
      allow  rds:DescribeDBProxies, rds:DescribeDBProxyEndpoints
      on     *
      if     aws:RequestedRegion is eu-west-1

    RDSProxyFetchMetadata
    Teleport needs it to read the tags of RDS proxies, which their endpoints
    share
      allow  rds:ListTagsForResource
      on     arn:\${AWS::Partition}:rds:eu-west-1:111111111111:db-proxy:*
`;
