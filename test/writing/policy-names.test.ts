import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  DatabaseType, RdsDatabase, SelfGrant, TeleportDatabaseDiscoveryPolicy, TeleportDatabasePermissionsBoundary, TeleportPolicyProps,
  TeleportRdsConnectPolicy,
} from '../../src';
import { refuseEach } from '../support/names';
import { Call, refuse } from '../support/refusals';
import { propertiesOf, roleIn, stackIn } from '../support/template';

const databases = [RdsDatabase.fromResourceId('db-ABC', { databaseUsers: ['reader'] })];
const policyIn = (stack: Stack, props: Partial<TeleportPolicyProps>, id = 'Policy') =>
  new TeleportRdsConnectPolicy(stack, id, { target: props.target ?? roleIn(stack), databases, ...props });
const policy = (props: Partial<TeleportPolicyProps>): Call => (stack) => {
  policyIn(stack, props);
};
const boundary = (policyName: string): Call => (stack) => {
  new TeleportDatabasePermissionsBoundary(stack, 'Policy', { policies: [policyIn(stack, {}, 'Connect')], policyName });
};

const NAME = '\'policyName\' must be 1 to 128 letters, digits or +=,.@-_';
describe('names', () => refuseEach<string>((policyName) => policy({ policyName }), NAME, [
  ['129 characters are too many', 'n'.repeat(129), 'n'.repeat(128)],
  ['nothing is refused', '', 'n'],
  ['a slash is refused', 'teleport/db', 'teleport-db'],
  ['a space is refused', 'teleport db', 'teleport+=,.@-_db'],
  ['a letter beyond ASCII is refused', 'téléport', 'teleport'],
  ['a wildcard is refused', 'teleport*', 'teleport'],
]));
describe.each<[string, (policyName: string) => Call]>([
  ['an inline policy', (policyName) => policy({ policyName, inline: true })],
  ['a boundary', boundary],
])('the name of %s', (_, call) => refuseEach(call, NAME, [['129 characters are too many', 'n'.repeat(129), 'n'.repeat(128)]]));

describe('paths', () => refuseEach<string>(
  (path) => policy({ path }), '\'path\' must start and end with / and have at most 512 letters, digits or .,+@=_-/', [
    ['without a slash at the end', '/teleport', '/teleport/'],
    ['without a slash at the start', 'teleport/', '/teleport/db/'],
    ['nothing', '', '/'],
    ['two slashes', '/a//b/', '/a/b/'],
    ['a wildcard', '/a*/', '/a+/'],
    ['a policy variable', '/${aws:x}/', '/aws.x/'],
    ['513 characters', `/${'n'.repeat(511)}/`, `/${'n'.repeat(510)}/`],
  ]));

describe('an inline policy', () => refuse([{
  sentence: 'has no path',
  refused: policy({ path: '/teleport/', inline: true }),
  message: '\'path\' must be left out with \'inline\', because inline policies have none; got "/teleport/"',
  passes: policy({ path: '/teleport/' }),
}]));

test('a later grant fails if its policy cannot be called after the first', () => {
  const grant = (policyName: string) => {
    const granted = policyIn(stackIn(), { policyName });
    const statement = new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] });
    return () => granted.grantPrincipal.addToPrincipalPolicy(statement);
  };
  expect(grant('n'.repeat(122)))
    .toThrow(`'policyName' must be 1 to 121 letters, digits or +=,.@-_, as '-Grants' is appended; got "${'n'.repeat(122)}"`);
  expect(grant('n'.repeat(121))).not.toThrow();
});

test('names that the library gives have at most 128 characters, in the region with the longest name as well', () => {
  const stack = stackIn();
  const target = iam.Role.fromRoleName(stack, 'Agent', 'agent');
  new TeleportDatabaseDiscoveryPolicy(stack, 'd'.repeat(200), { target, databaseTypes: [DatabaseType.RDS], selfGrant: SelfGrant.BOUNDED });
  policyIn(stack, { target, inline: true }, 'c'.repeat(200));
  const [{ PolicyName }] = propertiesOf(stack, 'AWS::IAM::Policy');
  const names = propertiesOf(stack, 'AWS::IAM::ManagedPolicy').flatMap(({ ManagedPolicyName }) => ManagedPolicyName ?? []);
  const longest = [PolicyName, ...names].map((name) => name.replace('eu-west-1', 'ap-southeast-10').length);
  expect(longest).toEqual([128, 127]); // CDK cuts in the middle
});
