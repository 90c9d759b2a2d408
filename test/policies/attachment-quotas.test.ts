import { App, CfnParameter, Fn, Stack, Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RdsDatabase, TeleportRdsConnectPolicy } from '../../src/index';
import { ENV, roleIn, stackIn } from '../support/template';

const QUOTA = 'cdk-teleport-database-access:managedPoliciesPerIdentity';
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const databases = (count: number) => many(count, (index) => RdsDatabase.fromResourceId(`db-${String(index).padStart(26, 'A')}`, { databaseUsers: ['app'] }));

const connect = (scope: Stack, target: iam.IIdentity, count = 1, id = 'Policy', inline = false) =>
  new TeleportRdsConnectPolicy(scope, id, { target, databases: databases(count), inline });
const inlined = (scope: Stack, target: iam.IIdentity, count: number, id = 'Policy') => connect(scope, target, count, id, true);
const importedRole = (scope: Stack) => iam.Role.fromRoleName(scope, 'Agent', 'agent');

/** What synthesis refuses, without the path of whoever validates. */
function errorsOf(app: App): string[] {
  try {
    app.synth();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).map((line) => line.trim().replace(/^\[.*?\] /, ''));
  }
}
const errorsIn = (stack: Stack) => errorsOf(stack.node.root as App);

describe('an inline policy that is too long fails, with its size, the limit and the way out', () => {
  const message = (size: number, limit: number, kind: string) => `'inline' would need ${size} characters, IAM allows ${limit} for all inline policies of a ${kind} `
    + 'together; leave \'inline\' out to use managed policies';

  // 115 characters, and 88 for each database: the longest partition is what has to fit
  test('of a user: 2,048 characters', () => {
    const user = (stack: Stack) => new iam.User(stack, 'Agent');
    const stack = stackIn();
    expect(() => inlined(stack, user(stack), 22)).toThrow(message(2051, 2048, 'user'));
    expect(stack.node.tryFindChild('Policy')).toBeUndefined();
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

  test('what somebody adds to ours', () => {
    const stack = stackIn();
    const policy = inlined(stack, roleIn(stack), 112);
    (policy.node.findChild('Resource') as iam.Policy).addStatements(bucket(9000));
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

describe('more managed policies than IAM attaches fail', () => {
  const message = (count: number, label = 'Stack/Agent', quota = 10) => `${label} gets ${count} managed policies, IAM attaches ${quota}; `
    + `name databases by patterns, or divide them between several agents; if your account has a higher quota, set the context "${QUOTA}"`;
  const foreign = (scope: Stack, count: number, props: iam.ManagedPolicyProps) => many(count, (index) => new iam.ManagedPolicy(scope, `Foreign${index}`, {
    statements: [new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })], ...props,
  }));

  test('those of one construct', () => {
    const build = (count: number) => {
      const stack = stackIn();
      connect(stack, roleIn(stack), count);
      return errorsIn(stack);
    };
    expect(build(700)).toEqual([message(11)]);
    expect(build(650)).toEqual([]);
  });

  test('inline ones are counted by their characters, not with them', () => {
    const stack = stackIn();
    const agent = roleIn(stack);
    connect(stack, agent, 650);
    agent.addToPolicy(new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }));
    expect(errorsIn(stack)).toEqual([]);
  });

  test('those of all constructs', () => {
    const build = (count: number) => {
      const stack = stackIn();
      const agent = roleIn(stack);
      many(count, (index) => connect(stack, agent, 1, `Policy${index}`));
      return errorsIn(stack);
    };
    expect(build(11)).toEqual([message(11)]);
    expect(build(10)).toEqual([]);
  });

  test.each<[sentence: string, attach: (agent: iam.Role, count: number) => void]>([
    ['foreign ones that attach themselves', (agent, count) => foreign(agent.stack, count, { roles: [agent] })],
    ['foreign ones that the role names', (agent, count) => many(count, (index) => {
      agent.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(`Foreign${index}`));
    })],
  ])('%s', (_, attach) => {
    const build = (count: number) => {
      const stack = stackIn();
      const agent = roleIn(stack);
      connect(stack, agent);
      attach(agent, count);
      return errorsIn(stack);
    };
    expect(build(10)).toEqual([message(11)]);
    expect(build(9)).toEqual([]);
  });

  test('those of a user, whatever its groups have', () => {
    const build = (count: number) => {
      const stack = stackIn();
      const agent = new iam.User(stack, 'Agent');
      const group = new iam.Group(stack, 'Group');
      agent.addToGroup(group);
      connect(stack, agent);
      foreign(stack, count, { users: [agent], groups: [group] });
      return errorsIn(stack);
    };
    expect(build(10)).toEqual([message(11)]);
    expect(build(9)).toEqual([]);
  });

  test('those of all stacks, which import the role each', () => {
    const build = (count: number) => {
      const app = new App();
      many(count, (index) => {
        const stack = stackIn(ENV, `Stack${index}`, app);
        connect(stack, importedRole(stack));
      });
      return errorsOf(app);
    };
    expect(build(11)).toEqual([message(11, 'Stack10/Agent')]);
    expect(build(10)).toEqual([]);
  });

  test('those of all stacks, one of which owns the role', () => {
    const build = (count: number) => {
      const app = new App();
      const agent = roleIn(stackIn(ENV, 'Stack', app));
      many(count, (index) => connect(stackIn(ENV, `Stack${index}`, app), agent));
      return errorsOf(app);
    };
    expect(build(11)).toEqual([message(11)]);
    expect(build(10)).toEqual([]);
  });

  test('those of all stacks, one of which owns the role and others import it by its name', () => {
    const build = (count: number) => {
      const app = new App();
      const own = stackIn(ENV, 'Stack', app);
      connect(own, roleIn(own, 'Agent', { roleName: 'agent' }));
      many(count, (index) => {
        const stack = stackIn(ENV, `Stack${index}`, app);
        connect(stack, importedRole(stack));
      });
      return errorsOf(app);
    };
    expect(build(10)).toEqual([message(11)]);
    expect(build(9)).toEqual([]);
  });

  test('those of all stages', () => {
    const build = (count: number) => {
      const app = new App();
      many(count, (index) => {
        const stack = new Stack(new Stage(app, `Stage${index}`), 'Stack', { env: ENV });
        connect(stack, importedRole(stack));
      });
      return errorsOf(app);
    };
    expect(build(11)).toEqual([message(11, 'Stage0/Stack/Agent')]);
    expect(build(10)).toEqual([]);
  });

  test('those of another account are none of this one', () => {
    const app = new App();
    many(11, (index) => {
      const stack = stackIn({ ...ENV, account: index < 6 ? ENV.account : '999999999999' }, `Stack${index}`, app);
      connect(stack, importedRole(stack));
    });
    expect(errorsOf(app)).toEqual([]);
  });

  test('roles that happen to have one logical id in several stacks are several', () => {
    const app = new App();
    many(2, (index) => {
      const stack = stackIn(ENV, `Stack${index}`, app);
      const agent = roleIn(stack);
      many(6, (policy) => connect(stack, agent, 1, `Policy${policy}`));
    });
    expect(errorsOf(app)).toEqual([]);
  });

  test('lists that only CloudFormation knows count for nothing', () => {
    const stack = stackIn();
    const agent = new iam.CfnRole(stack, 'Agent', {
      assumeRolePolicyDocument: {}, managedPolicyArns: Fn.split(',', new CfnParameter(stack, 'Policies').valueAsString),
    });
    connect(stack, iam.Role.fromRoleName(stack, 'Imported', agent.ref));
    new iam.CfnManagedPolicy(stack, 'Foreign', { policyDocument: {}, roles: Fn.split(',', new CfnParameter(stack, 'Roles').valueAsString) });
    expect(errorsIn(stack)).toEqual([]);
  });

  describe('unless the context says that the account may have more', () => {
    const build = (quota: unknown, count: number) => {
      const stack = stackIn(ENV, 'Stack', new App({ context: { [QUOTA]: quota } }));
      const agent = roleIn(stack);
      many(count, (index) => connect(stack, agent, 1, `Policy${index}`));
      return errorsIn(stack);
    };

    test('as a number, or as text, which the command line has', () => {
      expect(build(15, 15)).toEqual([]);
      expect(build('15', 15)).toEqual([]);
      expect(build(15, 16)).toEqual([message(16, 'Stack/Agent', 15)]);
      expect(build(5, 6)).toEqual([message(6, 'Stack/Agent', 5)]);
    });

    test.each([['many', '"many"'], [21, '21'], [0, '0'], [10.5, '10.5'], ['', '""']])('%p is refused', (quota, shown) => {
      const stack = stackIn(ENV, 'Stack', new App({ context: { [QUOTA]: quota } }));
      connect(stack, roleIn(stack));
      expect(() => (stack.node.root as App).synth()).toThrow(`the context "${QUOTA}" has to be a whole number from 1 to 20, got ${shown}`);
    });
  });
});

test('agents without names of their own in stacks of different regions and accounts do not get in each other\'s way', () => {
  const app = new App();
  [ENV, { ...ENV, region: 'us-east-1' }, { ...ENV, account: '111111111111' }].forEach((env, index) => {
    const stack = stackIn(env, `Stack${index}`, app);
    connect(stack, roleIn(stack));
    inlined(stack, new iam.User(stack, 'User'), 1, 'Inline');
  });
  expect(() => app.synth()).not.toThrow();
});
