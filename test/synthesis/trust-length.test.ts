import { App, Aspects } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { TeleportAgentPrincipal } from '../../src';
import { synthesisErrors } from '../support/synthesis-errors';
import { roleIn, stackIn } from '../support/template';

const QUOTA = 'cdk-teleport-database-access:trustPolicyLength';

/** A role that trusts an agent with one session tag of this length, and whatever the app adds to it. */
function errorsOf(length: number, add: (role: iam.Role) => void = () => undefined, context = {}): string[] {
  const app = new App({ context });
  const stack = stackIn(undefined, 'Stack', app);
  const agent = iam.Role.fromRoleArn(stack, 'Agent', 'arn:aws:iam::123456789012:role/agent');
  const sessionTags = Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`tag-${index}`, 'v'.repeat(index === 0 ? length : 200)]));
  add(roleIn(stack, 'Database', { assumedBy: new TeleportAgentPrincipal(agent, { sessionTags }) }));
  return synthesisErrors(app);
}

const message = (length: number, quota: number) => `the trust policy of Stack/Database/Resource has ${length} characters, IAM allows ${quota}; give fewer session tags, `
  + `or trust fewer agents; if your account has a higher quota, set the context "${QUOTA}"`;
const trusting = (service: string) => new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new iam.ServicePrincipal(service)] });

describe('a trust policy over the quota of 2,048 characters fails', () => {
  // without the value of the first tag it has 1,921
  test('to the last character', () => {
    expect(errorsOf(128)).toEqual([message(2049, 2048)]);
    expect(errorsOf(127)).toEqual([]);
  });

  test('in an L1 role, too', () => {
    const errorsWith = (count: number) => {
      const app = new App();
      const stack = stackIn(undefined, 'Stack', app);
      const agent = (index: number) => new TeleportAgentPrincipal(iam.Role.fromRoleName(stack, `Agent${index}`, `agent-${index}`), { externalId: 'x'.repeat(100) });
      const statements = Array.from({ length: count }, (_, index) => new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [agent(index)] }));
      new iam.CfnRole(stack, 'Database', { assumeRolePolicyDocument: new iam.PolicyDocument({ statements }) });
      return synthesisErrors(app);
    };
    expect(errorsWith(7)).toEqual([expect.stringMatching(/^the trust policy of Stack\/Database has 2\d{3} characters, IAM allows 2048; /)]);
    expect(errorsWith(3)).toEqual([]);
  });

  test('with what the app adds to it', () => {
    expect(errorsOf(50, (role) => role.assumeRolePolicy?.addStatements(trusting('ec2.amazonaws.com')))).toEqual([message(2060, 2048)]);
  });

  test.each<[string, (agent: iam.IRole, length: number) => Partial<iam.RoleProps> & { assumedBy: iam.IPrincipal }]>([
    ['external ids of the role', (agent, length) => ({ assumedBy: new TeleportAgentPrincipal(agent), externalIds: ['x'.repeat(1000), 'y'.repeat(length)] })],
    ['conditions of the principal', (agent, length) => ({
      assumedBy: new TeleportAgentPrincipal(agent).withConditions({ StringEquals: { 'sts:ExternalId': ['x'.repeat(1000), 'y'.repeat(length)] } }),
    })],
    ['external ids of the role and conditions of the principal', (agent, length) => ({
      assumedBy: new TeleportAgentPrincipal(agent).withConditions({ StringLike: { 'aws:RequestTag/team': 'z'.repeat(200) } }),
      externalIds: ['x'.repeat(760), 'y'.repeat(length)],
    })],
  ])('with %s', (_, props) => {
    const errorsWith = (length: number) => {
      const app = new App();
      const stack = stackIn(undefined, 'Stack', app);
      new iam.Role(stack, 'Database', props(iam.Role.fromRoleArn(stack, 'Agent', 'arn:aws:iam::123456789012:role/agent'), length));
      return synthesisErrors(app);
    };
    expect(errorsWith(778)).toEqual([message(2049, 2048)]);
    expect(errorsWith(777)).toEqual([]);
  });

  test('with what an aspect adds to it', () => {
    expect(errorsOf(50, (role) => Aspects.of(role).add({
      visit: (node) => node === role && role.assumeRolePolicy?.addStatements(trusting('ec2.amazonaws.com')),
    }))).toEqual([message(2060, 2048)]);
  });

  test('unless the account may have more', () => {
    expect(errorsOf(128, undefined, { [QUOTA]: 4096 })).toEqual([]);
    expect(errorsOf(128, undefined, { [QUOTA]: '2048' })).toEqual([message(2049, 2048)]);
    expect(errorsOf(1, (role) => role.assumeRolePolicy?.addStatements(trusting('x'.repeat(2089))), { [QUOTA]: 4096 })).toEqual([message(4097, 4096)]);
    expect(errorsOf(1, (role) => role.assumeRolePolicy?.addStatements(trusting('x'.repeat(2089))), { [QUOTA]: 8192 })).toEqual([]);
  });

  test.each([[8193, '8193'], [0, '0'], ['long', '"long"']])('which is no %p', (quota, shown) => {
    expect(() => errorsOf(1, undefined, { [QUOTA]: quota })).toThrow(
      `'${QUOTA}' must be a whole number from 1 to 8192; got ${shown}; set the context to the quota of the account, or leave it out`,
    );
  });

  test('but not one that trusts no agent', () => {
    const stack = stackIn();
    const agent = iam.Role.fromRoleArn(stack, 'Agent', 'arn:aws:iam::123456789012:role/agent');
    roleIn(stack, 'Database', { assumedBy: new TeleportAgentPrincipal(agent) });
    roleIn(stack, 'Other').assumeRolePolicy?.addStatements(trusting('x'.repeat(2100)));
    expect(synthesisErrors(stack.node.root as App)).toEqual([]);
  });
});
