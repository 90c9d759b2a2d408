import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { DatabaseProtocol, RdsDatabase, TeleportDatabaseAccess } from '../../src';
import { agentWith, readBackAs } from '../support/configuration';
import { roleIn, stackIn } from '../support/template';

function agentIn(stack: Stack, labels: { [key: string]: string } = { env: 'prod' }) {
  const registration = { name: 'orders', host: 'orders.example.com', protocol: DatabaseProtocol.POSTGRES, labels };
  return agentWith(new TeleportDatabaseAccess(stack, 'Access', {
    target: roleIn(stack), databases: [RdsDatabase.fromResourceId('db-ABC123', { databaseUsers: ['reader'], registration })],
  }));
}

const LISTS: { readonly [name: string]: (stack: Stack) => string[] } = {
  'an empty one, which CDK leaves out with its label': () => Lazy.list({ produce: () => [] }, { omitEmpty: true }),
  'nothing': () => Lazy.list({ produce: () => undefined }),
  'a dynamic reference': () => Lazy.list({ produce: () => ['{{resolve:ssm:team}}'] }),
  'a parameter without a pattern': (stack) => new CfnParameter(stack, 'Teams', { type: 'CommaDelimitedList' }).valueAsList,
  'one among texts': () => ['web', ...Lazy.list({ produce: () => [] })],
};

describe.each(Object.entries(LISTS))('a token list is refused in labels that select databases: %s', (_, listIn) => {
  const message = (prop: string) =>
    new Error(`'${prop}' must be a list whose length is known; got a token list; give a list of strings, each of which may be a token`);

  test('of a role', () => {
    const stack = stackIn();
    expect(() => agentIn(stack).role({ name: 'reader', databaseNames: ['*'], databaseLabels: { env: ['prod'], team: listIn(stack) } }))
      .toThrow(message('databaseLabels.team'));
  });

  test('of a service', () => {
    const stack = stackIn();
    expect(() => agentIn(stack).dbService({ resourceLabels: { env: ['prod'], team: listIn(stack) } })).toThrow(message('resourceLabels.team'));
  });
});

test('a list of tokens passes', () => {
  const stack = stackIn();
  const databaseLabels = { env: ['prod'], team: [Lazy.string({ produce: () => 'web' }), 'shop'] };
  expect(readBackAs('role', stack, agentIn(stack).role({ name: 'reader', databaseNames: ['*'], databaseLabels })).spec.allow.db_labels)
    .toEqual({ env: ['prod'], team: ['web', 'shop'] });
});

test('an item of a token list is no text, and would stay what it looks like', () => {
  const message = '\'Teleport\'s configuration\' must have lists whose length is known; got a token list; give a list of strings, each of which may be a token';
  const [item] = Lazy.list({ produce: () => ['web'] });
  expect(() => agentIn(stackIn(), { team: item }).databases()).toThrow(new Error(message));
  expect(() => agentIn(stackIn(), { team: '#{Token}' }).databases()).not.toThrow();
});
