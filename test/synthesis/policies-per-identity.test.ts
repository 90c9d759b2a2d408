import { App, Aspects, CfnParameter, Fn, NestedStack, Stack, StackProps, Stage } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { TeleportRdsConnectPolicy } from '../../src';
import { QUOTA, connect, databases, errorsIn, importedRole, many } from '../support/policies-of-one-identity';
import { synthesisErrors } from '../support/synthesis-errors';
import { ENV, roleIn, stackIn } from '../support/template';

describe('more managed policies than IAM attaches fail', () => {
  const message = (count: number, label = 'Stack/Agent', quota = 10, others = '') =>
    `${label} gets ${count} managed policies${others}, IAM attaches ${quota}; `
    + `name databases by patterns, or divide them between several agents; if your account has a higher quota, set the context "${QUOTA}"`;
  const ofOthers = (count: number, label = 'Stack/Agent') => message(11, label, 10, `, ${count} of them not of this library`);
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
    expect(build(10)).toEqual([ofOthers(10)]);
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
    expect(build(10)).toEqual([ofOthers(10)]);
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
    expect(build(10, 'ManagedPolicyArns')).toEqual([ofOthers(10)]);
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
    expect(build(10)).toEqual([ofOthers(10)]);
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
    expect(build(10, 0)).toEqual([ofOthers(10, 'Stage0/Stack/Agent')]);
    expect(build(10, 1)).toEqual([ofOthers(10, 'Stage0/Stack/Agent')]);
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
    expect(build(10)).toEqual([ofOthers(10)]);
    expect(build(9)).toEqual([]);
  });

  test('says how many are not of this library, each once, and nothing of later grants, which are', () => {
    const build = (count: number) => {
      const stack = stackIn();
      const agent = roleIn(stack);
      const policies = many(count, (index) => connect(stack, agent, 1, `Policy${index}`));
      policies.forEach(({ managedPolicies: [policy] }) => agent.addManagedPolicy(policy));
      policies[0].grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] }));
      foreign(stack, 3, { roles: [agent] });
      return errorsIn(stack);
    };
    expect(build(7)).toEqual([ofOthers(3)]);
    expect(build(6)).toEqual([]);
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
