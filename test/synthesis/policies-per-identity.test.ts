import { App, Aspects, CfnParameter, Fn, NestedStack, Stack, StackProps, Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { RdsDatabase, TeleportRdsConnectPolicy } from '../../src';
import { synthesisErrors } from '../support/synthesis-errors';
import { ENV, roleIn, stackIn } from '../support/template';

const QUOTA = 'cdk-teleport-database-access:managedPoliciesPerIdentity';
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const databases = (count: number) => many(count, (index) => RdsDatabase.fromResourceId(`db-${String(index).padStart(26, 'A')}`, { databaseUsers: ['app'] }));

const connect = (scope: Stack, target: iam.IIdentity, count = 1, id = 'Policy', inline = false) =>
  new TeleportRdsConnectPolicy(scope, id, { target, databases: databases(count), inline });
const inlined = (scope: Stack, target: iam.IIdentity, count: number, id = 'Policy') => connect(scope, target, count, id, true);
const importedRole = (scope: Stack) => iam.Role.fromRoleName(scope, 'Agent', 'agent');

const errorsIn = (stack: Stack) => synthesisErrors(stack.node.root as App);

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
      return synthesisErrors(app);
    };
    expect(build(11)).toEqual([message(11, 'Stack10/Agent')]);
    expect(build(10)).toEqual([]);
  });

  test('those of all stacks, one of which owns the role', () => {
    const build = (count: number) => {
      const app = new App();
      const agent = roleIn(stackIn(ENV, 'Stack', app));
      many(count, (index) => connect(stackIn(ENV, `Stack${index}`, app), agent));
      return synthesisErrors(app);
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
      return synthesisErrors(app);
    };
    expect(build(10)).toEqual([message(11, 'Stack9/Agent')]);
    expect(build(9)).toEqual([]);
  });

  test('those of all stages', () => {
    const build = (count: number) => {
      const app = new App();
      many(count, (index) => {
        const stack = new Stack(new Stage(app, `Stage${index}`), 'Stack', { env: ENV });
        connect(stack, importedRole(stack));
      });
      return synthesisErrors(app);
    };
    expect(build(11)).toEqual([message(11, 'Stage10/Stack/Agent')]);
    expect(build(10)).toEqual([]);
  });

  test('those that an override writes', () => {
    const build = (count: number, property: string) => {
      const stack = stackIn();
      const agent = roleIn(stack);
      (agent.node.defaultChild as iam.CfnRole).addPropertyOverride(property, many(count, (index) => `arn:aws:iam::aws:policy/Other${index}`));
      connect(stack, agent);
      return errorsIn(stack);
    };
    expect(build(10, 'ManagedPolicyArns')).toEqual([message(11)]);
    expect(build(9, 'ManagedPolicyArns')).toEqual([]);
    expect(build(10, 'Tags')).toEqual([]);
  });

  test('those that an override attaches', () => {
    const build = (count: number) => {
      const stack = stackIn();
      const agent = roleIn(stack, 'Agent', { roleName: 'agent' });
      many(count, (index) => new iam.CfnManagedPolicy(stack, `Other${index}`, { policyDocument: {} }).addPropertyOverride('Roles', ['agent']));
      connect(stack, agent);
      return errorsIn(stack);
    };
    expect(build(10)).toEqual([message(11)]);
    expect(build(9)).toEqual([]);
  });

  test('those of nested stacks', () => {
    const build = (count: number) => {
      const stack = stackIn();
      const agent = roleIn(stack);
      many(count, (index) => connect(new NestedStack(stack, `Nested${index}`), agent));
      return errorsIn(stack);
    };
    expect(build(12)).toEqual([message(12)]);
    expect(build(10)).toEqual([]);
  });

  test('those that an aspect of a stage attaches, whichever stage comes first', () => {
    const build = (count: number, attaching: number) => {
      const app = new App();
      const stacks = many(2, (index) => new Stack(new Stage(app, `Stage${index}`), 'Stack', { env: ENV }));
      connect(stacks[0], importedRole(stacks[0]));
      Aspects.of(stacks[attaching]).add({
        visit: (node) => {
          if (node === stacks[attaching]) {
            foreign(stacks[attaching], count, { roles: [iam.Role.fromRoleName(stacks[attaching], 'Imported', 'agent')] });
          }
        },
      });
      return synthesisErrors(app);
    };
    expect(build(10, 0)).toEqual([message(11, 'Stage0/Stack/Agent')]);
    expect(build(10, 1)).toEqual([message(11, 'Stage0/Stack/Agent')]);
    expect(build(9, 1)).toEqual([]);
  });

  test('those that the app attaches to the role where it defines it', () => {
    const build = (count: number) => {
      const app = new App();
      const own = stackIn(ENV, 'Owner', app);
      const role = roleIn(own, 'Agent', { roleName: 'agent', managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('Foreign')] });
      foreign(own, count - 1, { roles: [role] });
      const stack = stackIn(ENV, 'Stack', app);
      connect(stack, importedRole(stack));
      return synthesisErrors(app);
    };
    expect(build(10)).toEqual([message(11)]);
    expect(build(9)).toEqual([]);
  });

  test('one that the policy and the role name counts once', () => {
    const stack = stackIn();
    const agent = roleIn(stack);
    many(10, (index) => connect(stack, agent, 1, `Policy${index}`)).forEach(({ managedPolicies: [policy] }) => agent.addManagedPolicy(policy));
    expect(errorsIn(stack)).toEqual([]);
  });

  test('references to several parameters of one name are to several roles', () => {
    const app = new App();
    many(11, (index) => {
      const stack = stackIn(ENV, `Stack${index}`, app);
      connect(stack, iam.Role.fromRoleName(stack, 'Agent', new CfnParameter(stack, 'Name').valueAsString));
    });
    expect(synthesisErrors(app)).toEqual([]);
  });

  test('what only the deployment knows is the same where it is written the same', () => {
    const app = new App();
    many(11, (index) => {
      const stack = stackIn(ENV, `Stack${index}`, app);
      connect(stack, iam.Role.fromRoleName(stack, 'Agent', `agent-${Fn.importValue('Agent')}-${Fn.importValue('Suffix')}`));
    });
    expect(synthesisErrors(app)).toEqual([message(11, 'Stack10/Agent')]);
  });

  test('those of accounts that are not known count for every account', () => {
    const build = (count: number, env: StackProps['env'] = {}) => {
      const app = new App();
      many(count, (index) => {
        const stack = stackIn(index === 0 ? env : {}, `Stack${index}`, app);
        connect(stack, importedRole(stack));
      });
      return synthesisErrors(app);
    };
    expect(build(11)).toEqual([message(11, 'Stack10/Agent')]);
    expect(build(11, ENV)).toEqual([message(11, 'Stack0/Agent'), message(11, 'Stack10/Agent')]);
    expect(build(10, ENV)).toEqual([]);
  });

  describe('but not for those of other stages, which may be deployed to other accounts', () => {
    const build = (envs: StackProps['env'][], define: (stack: Stack, agent: iam.IRole) => unknown) => {
      const app = new App();
      envs.forEach((env, index) => {
        const stack = new Stack(new Stage(app, `Stage${index}`), 'Stack', { env });
        define(stack, importedRole(stack));
      });
      return synthesisErrors(app);
    };
    const managed = (count: number, ...envs: StackProps['env'][]) =>
      build(envs, (stack, agent) => many(count, (index) => connect(stack, agent, 1, `Policy${index}`)));

    test('of managed policies', () => {
      expect(managed(4, undefined, undefined, undefined)).toEqual([]);
      expect(managed(10, undefined, ENV)).toEqual([]);
      expect(managed(11, undefined, undefined)).toEqual([message(11, 'Stage0/Stack/Agent'), message(11, 'Stage1/Stack/Agent')]);
    });

    test('or of an inline policy of one name', () => {
      const inline = (...envs: StackProps['env'][]) => build(envs, (stack, target) =>
        new TeleportRdsConnectPolicy(stack, 'Policy', { target, inline: true, policyName: 'teleport', databases: databases(1) }));
      expect(inline(undefined, undefined)).toEqual([]);
      expect(inline(ENV, ENV)).toEqual(['Stage0/Stack/Policy/Inline/Resource and Stage1/Stack/Policy/Inline/Resource are both the inline policy "teleport" of Stage1/Stack/Agent, '
        + 'so one would overwrite the other; give each a \'policyName\' of its own']);
    });
  });

  test('a role of one name in two accounts is two, whichever has too many', () => {
    const build = (...counts: number[]) => {
      const app = new App();
      counts.forEach((count, account) => {
        const stack = stackIn({ ...ENV, account: `00000000000${account}` }, `Stack${account}`, app);
        const agent = importedRole(stack);
        many(count, (index) => connect(stack, agent, 1, `Policy${index}`));
      });
      return synthesisErrors(app);
    };
    expect(build(11, 1)).toEqual([message(11, 'Stack0/Agent')]);
    expect(build(1, 11)).toEqual([message(11, 'Stack1/Agent')]);
    expect(build(10, 10)).toEqual([]);
  });

  test('those of another account are none of this one', () => {
    const app = new App();
    many(11, (index) => {
      const stack = stackIn({ ...ENV, account: index < 6 ? ENV.account : '999999999999' }, `Stack${index}`, app);
      connect(stack, importedRole(stack));
    });
    expect(synthesisErrors(app)).toEqual([]);
  });

  test('roles that happen to have one logical id in several stacks are several', () => {
    const app = new App();
    many(2, (index) => {
      const stack = stackIn(ENV, `Stack${index}`, app);
      const agent = roleIn(stack);
      many(6, (policy) => connect(stack, agent, 1, `Policy${policy}`));
    });
    expect(synthesisErrors(app)).toEqual([]);
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
    const build = (quota: unknown, count: number, identityIn: (stack: Stack) => iam.IIdentity = roleIn) => {
      const stack = stackIn(ENV, 'Stack', new App({ context: { [QUOTA]: quota } }));
      const agent = identityIn(stack);
      many(count, (index) => connect(stack, agent, 1, `Policy${index}`));
      return errorsIn(stack);
    };

    test('as a number, or as text, which the command line has', () => {
      expect(build(15, 15)).toEqual([]);
      expect(build('15', 15)).toEqual([]);
      expect(build(15, 16)).toEqual([message(16, 'Stack/Agent', 15)]);
      expect(build(5, 6)).toEqual([message(6, 'Stack/Agent', 5)]);
    });

    test('a role at most 25, a user at most 20', () => {
      const userIn = (stack: Stack) => new iam.User(stack, 'Agent');
      expect(build(25, 25)).toEqual([]);
      expect(build(25, 26)).toEqual([message(26, 'Stack/Agent', 25)]);
      expect(build(25, 20, userIn)).toEqual([]);
      expect(build(25, 21, userIn)).toEqual([message(21, 'Stack/Agent', 20)]);
    });

    test.each([['many', '"many"'], [26, '26'], [0, '0'], [10.5, '10.5'], ['', '""']])('%p is refused', (quota, shown) => {
      const stack = stackIn(ENV, 'Stack', new App({ context: { [QUOTA]: quota } }));
      connect(stack, roleIn(stack));
      expect(() => (stack.node.root as App).synth()).toThrow(`'${QUOTA}' must be a whole number from 1 to 25; got ${shown}; set the context to the quota of the account, or leave it out`);
    });
  });
});

describe('what others add to a managed policy counts as well', () => {
  const build = (count: number, length: number) => {
    const stack = stackIn();
    connect(stack, roleIn(stack), count);
    Aspects.of(stack).add({
      visit: (node) => {
        if (node instanceof iam.CfnManagedPolicy && node.policyDocument instanceof iam.PolicyDocument) {
          node.policyDocument.addStatements(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::${'b'.repeat(length)}`] }));
        }
      },
    });
    return errorsIn(stack);
  };

  // ours has 115 characters, 88 for each database, and theirs 70 without the name of the bucket
  test('to the last character', () => {
    expect(build(60, 680)).toEqual(['Stack/Policy/Resource/Resource has 6145 characters with the statements that were added to it, IAM allows 6144 for a managed policy; '
      + 'add them to a policy of your own']);
    expect(build(60, 679)).toEqual([]);
  });

  test('but not to one of theirs', () => {
    const stack = stackIn();
    connect(stack, roleIn(stack));
    new iam.ManagedPolicy(stack, 'Foreign', { statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['b'.repeat(7000)] })] });
    expect(errorsIn(stack)).toEqual([]);
  });
});

describe('inline policies of one name on one identity fail', () => {
  const named = (stack: Stack, target: iam.IIdentity, policyName: string, id = 'Policy') =>
    new TeleportRdsConnectPolicy(stack, id, { target, databases: databases(1), inline: true, policyName });
  const listing = new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })] });
  const message = (policy: string, other: string, label: string) => `${policy} and ${other} are both the inline policy "teleport" of ${label}, so one would overwrite `
    + 'the other; give each a \'policyName\' of its own';

  test('of two constructs, one of which imports the role', () => {
    const build = (second: string) => {
      const stack = stackIn();
      named(stack, iam.Role.fromRoleName(stack, 'Imported', 'agent'), 'teleport', 'One');
      named(stack, roleIn(stack, 'Agent', { roleName: 'agent' }), second, 'Two');
      return errorsIn(stack);
    };
    expect(build('teleport')).toEqual([message('Stack/Two/Inline/Resource', 'Stack/One/Inline/Resource', 'Stack/Agent')]);
    expect(build('teleport-2')).toEqual([]);
  });

  test('of two stacks, which import the role each', () => {
    const build = (account: string) => {
      const app = new App();
      const stacks = [stackIn(ENV, 'One', app), stackIn({ ...ENV, account }, 'Two', app)];
      stacks.forEach((stack) => named(stack, importedRole(stack), 'teleport'));
      return synthesisErrors(app);
    };
    expect(build(ENV.account)).toEqual([message('One/Policy/Inline/Resource', 'Two/Policy/Inline/Resource', 'Two/Agent')]);
    expect(build('999999999999')).toEqual([]);
  });

  test('of ours, and of the role as it was defined', () => {
    const build = (name: string) => {
      const stack = stackIn();
      named(stack, roleIn(stack, 'Agent', { inlinePolicies: { [name]: listing } }), 'teleport');
      return errorsIn(stack);
    };
    expect(build('teleport')).toEqual([message('Stack/Policy/Inline/Resource', 'Stack/Agent/Resource', 'Stack/Agent')]);
    expect(build('teleport-2')).toEqual([]);
  });

  test('of ours, and of a resource', () => {
    const stack = stackIn();
    const agent = new iam.User(stack, 'Agent');
    new iam.CfnUserPolicy(stack, 'Foreign', { userName: agent.userName, policyName: 'teleport', policyDocument: {} });
    named(stack, agent, 'teleport');
    expect(errorsIn(stack)).toEqual([message('Stack/Foreign', 'Stack/Policy/Inline/Resource', 'Stack/Agent')]);
  });

  test('but not where none of them is ours, or another role has it', () => {
    const stack = stackIn();
    const agent = roleIn(stack);
    many(2, (index) => new iam.CfnRolePolicy(stack, `Foreign${index}`, { roleName: agent.roleName, policyName: 'foreign', policyDocument: {} }));
    named(stack, agent, 'teleport');
    named(stack, roleIn(stack, 'Other'), 'teleport', 'Other Policy');
    expect(errorsIn(stack)).toEqual([]);
  });
});

describe('managed policies of one name in one account fail', () => {
  const named = (stack: Stack, policyName: string, path?: string, id = 'Policy') =>
    new TeleportRdsConnectPolicy(stack, id, { target: iam.Role.fromRoleName(stack, `For ${id}`, 'agent'), databases: databases(1), policyName, path });
  const message = (policy: string, other: string, place = 'account 123456789012') => `${policy} and ${other} are both the managed policy "teleport" of ${place}, `
    + 'which IAM refuses; give each a \'policyName\' of its own';

  test('whatever the path and the case', () => {
    const build = (second: string, path?: string) => {
      const stack = stackIn();
      named(stack, 'teleport', undefined, 'One');
      named(stack, second, path, 'Two');
      return errorsIn(stack);
    };
    const expected = [message('Stack/One/Resource/Resource', 'Stack/Two/Resource/Resource')];
    expect(build('teleport')).toEqual(expected);
    expect(build('teleport', '/agents/')).toEqual(expected);
    expect(build('Teleport')).toEqual(expected);
    expect(build('teleport-2')).toEqual([]);
  });

  test('of two stacks in one account, in whatever regions', () => {
    const build = (...envs: [StackProps['env'], StackProps['env']]) => {
      const app = new App();
      envs.forEach((one, index) => connectNamed(stackIn(one, `Stack${index}`, app)));
      return synthesisErrors(app);
    };
    const connectNamed = (stack: Stack) => new TeleportRdsConnectPolicy(stack, 'Policy', { target: importedRole(stack), databases: databases(1), policyName: 'teleport' });
    expect(build(ENV, { ...ENV, region: 'us-east-1' })).toEqual([message('Stack0/Policy/Resource/Resource', 'Stack1/Policy/Resource/Resource')]);
    expect(build(ENV, { ...ENV, account: '999999999999' })).toEqual([]);
    expect(build({}, {})).toEqual([]); // for all we know, each is deployed to an account of its own
  });

  test('of one stack, even if its account is not known', () => {
    const stack = stackIn({});
    const agent = importedRole(stack);
    many(2, (index) => new TeleportRdsConnectPolicy(stack, `Policy${index}`, { target: agent, databases: databases(1), policyName: 'teleport' }));
    expect(errorsIn(stack)).toEqual([message('Stack/Policy0/Resource/Resource', 'Stack/Policy1/Resource/Resource', 'Stack')]);
  });

  test('of ours, and of somebody else', () => {
    const stack = stackIn();
    named(stack, 'teleport');
    foreignNamed(stack, 'teleport');
    expect(errorsIn(stack)).toEqual([message('Stack/Policy/Resource/Resource', 'Stack/Foreign1/Resource')]);
  });

  test('but not where none of them is ours', () => {
    const stack = stackIn();
    named(stack, 'teleport');
    foreignNamed(stack, 'foreign');
    foreignNamed(stack, 'foreign', 'Foreign2');
    expect(errorsIn(stack)).toEqual([]);
  });

  const foreignNamed = (stack: Stack, managedPolicyName: string, id = 'Foreign1') => new iam.ManagedPolicy(stack, id, {
    managedPolicyName, statements: [new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })],
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
