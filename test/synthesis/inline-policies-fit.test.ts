import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RdsDatabase, TeleportRdsConnectPolicy } from '../../src';
import { databases, errorsIn, importedRole, inlined, many } from '../support/policies-of-one-identity';
import { ENV, roleIn, stackIn } from '../support/template';

describe('an inline policy that is too long fails, with its size, the limit and the way out', () => {
  const message = (length: number, limit: number, kind: string) => `'inline' must fit into the ${limit} characters that IAM allows for all inline policies of a ${kind}; `
    + `got ${length} characters; leave it out to use managed policies`;

  // 115 characters, and 88 for each database: the longest partition is what has to fit
  test('of a user: 2,048 characters', () => {
    const user = (stack: Stack) => new iam.User(stack, 'Agent');
    const stack = stackIn();
    expect(() => inlined(stack, user(stack), 22)).toThrow(message(2051, 2048, 'user'));
    expect(errorsIn(stack)).toEqual([]);
    expect(stack.node.findAll().filter((node) => node instanceof iam.CfnPolicy)).toEqual([]);
    const other = stackIn();
    inlined(other, user(other), 21);
    expect(errorsIn(other)).toEqual([]);
  });

  test('of a user, to the last character', () => {
    const build = (length: number) => () => {
      const stack = stackIn();
      const last = RdsDatabase.fromResourceId('db-A', { databaseUsers: ['u'.repeat(length - 2023)] }); // without its user all of them have 2,023
      new TeleportRdsConnectPolicy(stack, 'Policy', { target: new iam.User(stack, 'Agent'), databases: [...databases(21), last], inline: true });
      expect(errorsIn(stack)).toEqual([]);
    };
    expect(build(2048)).not.toThrow();
    expect(build(2049)).toThrow(message(2049, 2048, 'user'));
  });

  test('of a role: 10,240 characters', () => {
    const stack = stackIn();
    expect(() => inlined(stack, roleIn(stack), 116)).toThrow(message(10323, 10240, 'role'));
    const other = stackIn();
    inlined(other, roleIn(other), 115);
    expect(errorsIn(other)).toEqual([]);
  });

  test('tokens count as the longest of their place there as well', () => {
    const stack = stackIn();
    new TeleportRdsConnectPolicy(stack, 'Policy', {
      target: roleIn(stack),
      databases: many(100, (index) => RdsDatabase.fromResourceId(new CfnParameter(stack, `Id${index}`).valueAsString, { databaseUsers: ['app'] })),
      inline: true,
    });
    expect(errorsIn(stack)).toEqual([]);
  });
});

describe('inline policies count together', () => {
  const message = (size: number, limit = 10240, kind = 'role') => `the inline policies of Stack/Agent have ${size} characters together, `
    + `IAM allows ${limit} for a ${kind}; `
    + 'leave \'inline\' out to use managed policies';
  const bucket = (length: number) => new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::${'b'.repeat(length)}`] });

  test('those of two constructs', () => {
    const build = (second: number) => {
      const stack = stackIn();
      const agent = roleIn(stack);
      inlined(stack, agent, 60, 'One');
      inlined(stack, agent, second, 'Two');
      return errorsIn(stack);
    };
    expect(build(54)).toEqual([message(10262)]);
    expect(build(53)).toEqual([]);
  });

  test('those of two stacks', () => {
    const stack = stackIn();
    const other = stackIn(ENV, 'Other', stack.node.root as App);
    inlined(stack, importedRole(stack), 60);
    inlined(other, importedRole(other), 54);
    expect(errorsIn(stack)).toEqual([message(10262).replace('Stack/', 'Other/')]);
  });

  test.each<[sentence: string, add: (role: iam.Role, length: number) => void]>([
    ['the default policy of the role', (role, length) => {
      role.addToPolicy(bucket(length));
    }],
    ['a policy that somebody attached', (role, length) => {
      new iam.Policy(role.stack, 'Foreign', { statements: [bucket(length)], roles: [role] });
    }],
    ['a policy resource of its own', (role, length) => {
      new iam.CfnRolePolicy(role.stack, 'Foreign', {
        roleName: role.roleName, policyName: 'foreign', policyDocument: new iam.PolicyDocument({ statements: [bucket(length)] }),
      });
    }],
  ])('%s', (_, add) => {
    const build = (length: number) => {
      const stack = stackIn();
      const agent = roleIn(stack);
      inlined(stack, agent, 112);
      add(agent, length);
      return errorsIn(stack);
    };
    // ours has 9,971 characters, theirs 108 without the name of the bucket
    expect(build(162)).toEqual([message(10241)]);
    expect(build(161)).toEqual([]);
  });

  test('those that the role was defined with', () => {
    const build = (length: number) => {
      const stack = stackIn();
      const agent = roleIn(stack, 'Agent', { inlinePolicies: { foreign: new iam.PolicyDocument({ statements: [bucket(length)] }) } });
      inlined(stack, agent, 112);
      return errorsIn(stack);
    };
    expect(build(162)).toEqual([message(10241)]);
    expect(build(161)).toEqual([]);
  });

  test('those that an override writes into the role, and their names', () => {
    const build = (length: number, name = 'foreign') => {
      const stack = stackIn();
      const agent = roleIn(stack);
      (agent.node.defaultChild as iam.CfnRole).addPropertyOverride('Policies', [{ PolicyName: name, PolicyDocument: { Statement: [bucket(length).toStatementJson()] } }]);
      new TeleportRdsConnectPolicy(stack, 'Policy', { target: agent, databases: databases(112), inline: true, policyName: 'ours' });
      return errorsIn(stack);
    };
    expect(build(9000)).toEqual([expect.stringMatching(/^the inline policies of Stack\/Agent have \d+ characters together/)]);
    expect(build(100)).toEqual([]);
    expect(build(100, 'ours')).toEqual(['Stack/Policy/Inline/Resource and Stack/Agent/Resource are both the inline policy "ours" of Stack/Agent, '
      + 'so one would overwrite the other; give each a \'policyName\' of its own']);
  });

  test('what somebody adds to ours', () => {
    const stack = stackIn();
    const policy = inlined(stack, roleIn(stack), 112);
    (policy.node.findChild('Inline') as iam.Policy).addStatements(bucket(9000));
    expect(errorsIn(stack)).toEqual([expect.stringMatching(/^the inline policies of Stack\/Agent have \d{5} characters together/)]);
  });

  test('those of a user', () => {
    const build = (length: number) => {
      const stack = stackIn();
      const agent = new iam.User(stack, 'Agent');
      inlined(stack, agent, 20);
      new iam.CfnUserPolicy(stack, 'Foreign', {
        userName: agent.userName, policyName: 'foreign', policyDocument: new iam.PolicyDocument({ statements: [bucket(length)] }),
      });
      return errorsIn(stack);
    };
    expect(build(66)).toEqual([message(2049, 2048, 'user')]);
    expect(build(65)).toEqual([]);
  });

  test('not those of somebody else', () => {
    const stack = stackIn();
    inlined(stack, roleIn(stack), 115);
    roleIn(stack, 'Somebody').addToPolicy(bucket(9000));
    expect(errorsIn(stack)).toEqual([]);
  });
});
