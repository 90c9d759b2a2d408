import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { assemblyOf, role, template } from './assembly';
import { compare } from '../../../cli/report/compare/compare';
import { reportOf, reportOfAny } from '../../../cli/report/model/build';
import {
  AssumedRole, DatabaseType, MongoDbAtlasDatabase, RdsDatabase, TeleportDatabaseAccess, TeleportDatabaseAccessProps, TeleportRdsConnectPolicy,
} from '../../../src';

const ENV = { account: '111111111111', region: 'eu-west-1' };

/** The assembly of a stack with an agent. */
function assemblyWith(define: (stack: Stack, agent: iam.Role) => void, context: object = {}): string {
  const app = new App({ context: { 'aws:cdk:enable-path-metadata': true, ...context } }); // as the CDK CLI does
  const stack = new Stack(app, 'Teleport', { env: ENV });
  define(stack, new iam.Role(stack, 'Agent', { roleName: 'agent', assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }));
  return app.synth().directory;
}

const orders = (user: string) => RdsDatabase.fromResourceId('db-ABCDEFGHIJKL01234', { databaseUsers: [user] });
const documented = (user: string, context: object = {}) => assemblyWith((stack, target) =>
  new TeleportRdsConnectPolicy(stack, 'Connect', { target, databases: [orders(user)], inline: true, asDocumented: true }), context);
const effects = (before: string, after: string) =>
  compare(reportOfAny(before), reportOfAny(after)).changes.map(({ effect, permission }) => [effect, ...permission?.resources ?? []]);

test.each([['with', {}], ['without', { 'aws:cdk:enable-path-metadata': false }]])(
  'an inline policy as Teleport documents it is of this library, %s its path', (_, context) => {
    const [{ identities: [{ name, policies }] }] = reportOf(documented('reader', context)).stacks;
    expect([name, policies.map(({ kind, statements }) => [kind, statements.map(({ origin, actions }) => [origin, ...actions])])])
      .toEqual(['agent', [['inline', [['documented', 'rds-db:connect']]]]]);
  });

test('what makes it wider, or takes its place, is compared', () => {
  const user = (name: string) => `arn:aws:rds-db:eu-west-1:111111111111:dbuser:db-ABCDEFGHIJKL01234/${name}`;
  expect(effects(documented('reader'), documented('*'))).toEqual([['more', user('*')], ['same', user('reader')]]);
  expect(effects(documented('*'), documented('reader'))).toEqual([['same', user('reader')], ['less', user('*')]]);
  expect(effects(documented('reader'), assemblyOf({
    'Teleport.template.json': template({ Agent0: role({ RoleName: 'agent', ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] }) }),
  }))[0][0]).toBe('more');
});

const ALLOW = { Effect: 'Allow', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:111111111111:dbuser:db-A/reader' };
const byHand = (id: string, ...Statement: object[]) => reportOfAny(assemblyOf({
  'Teleport.template.json': template({
    Agent: role(),
    [id]: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: { Statement }, Roles: [{ Ref: 'Agent' }] } },
  }),
})).stacks.length;

test.each([
  ['another ID', 'ConnectDefaultPolicy01234567', [ALLOW], 0],
  ['a Sid of its own', 'ConnectInline01234567', [{ ...ALLOW, Sid: 'Connect' }], 0],
  ['an action that Teleport does not call', 'ConnectInline01234567', [ALLOW, { ...ALLOW, Action: ['rds-db:connect', 's3:GetObject'] }], 0],
  ['a denial', 'ConnectInline01234567', [ALLOW, { ...ALLOW, Effect: 'Deny' }], 0],
  ['none of that', 'ConnectInline01234567', [ALLOW], 1],
  ['none of that, as a second one', 'ConnectInline201234567', [ALLOW], 1],
])('an inline policy with %s counts so', (_, id, statements, count) => expect(byHand(id, ...statements)).toBe(count));

describe('MongoDB Atlas', () => {
  const access = (props: Partial<TeleportDatabaseAccessProps>, ...names: string[]) => assemblyWith((stack, target) => {
    const databaseRoles = names.map((name) => AssumedRole.fromRole(iam.Role.fromRoleName(stack, name, name)));
    new TeleportDatabaseAccess(stack, 'Access', { target, databases: [MongoDbAtlasDatabase.of({ databaseRoles })], ...props });
  });
  const roleArn = (name: string) => `arn:aws:iam::111111111111:role/${name}`;

  test('the report has its roles, and why the agent assumes them', () => {
    const [{ identities: [{ policies: [{ statements }] }] }] = reportOf(access({}, 'reader')).stacks;
    expect(statements.map(({ actions, resources, reason }) => ({ actions, resources, reason }))).toEqual([{
      actions: ['sts:AssumeRole'],
      resources: ['arn:${AWS::Partition}:iam::111111111111:role/reader'],
      reason: 'assume the roles that are database users or that give access to another account',
    }]);
  });

  test('a further role is more, and a database that Teleport finds is more too', () => {
    expect(effects(access({}, 'reader'), access({}, 'reader', 'writer'))).toEqual([['more', roleArn('writer')]]);
    expect(effects(access({}, 'reader', 'writer'), access({}, 'reader'))).toEqual([['less', roleArn('writer')]]);
    expect(effects(access({}, 'reader'), access({ databaseTypes: [DatabaseType.RDS] }, 'reader')).map(([effect]) => effect)).toContain('more');
  });
});
