import { check, policy, Statement } from './support';
import { db, EXPORTS, role, Type } from '../print/exports';
import { print } from '../print/support';

const asList = (value: string | readonly string[] = []) => [value].flat();

/** Every policy that lacks one statement, one action or one resource of these. */
function lesser(statements: readonly Statement[]): Statement[][] {
  return statements.flatMap((statement, index) => {
    const others = statements.filter((_, at) => at !== index);
    const [actions, resources] = [asList(statement.Action), asList(statement.Resource)];
    return [
      others,
      ...actions.length < 2 ? [] : actions.map((action) => [...others, { ...statement, Action: actions.filter((one) => one !== action) }]),
      ...resources.length < 2 ? [] : resources.map((on) => [...others, { ...statement, Resource: resources.filter((one) => one !== on) }]),
    ];
  }).filter((some) => some.length > 0);
}

describe('what print prints suffices and is no wider, and nothing of it can go', () => {
  const EXPORT: [string, string][] = [
    ...(Object.keys(EXPORTS) as Type[]).map((type): [string, string] => [type, db(type) + role(EXPORTS[type].users)]),
    ['managed users', db('memorydb', { more: 'secret_store: { key_prefix: own }' }) + role('app')],
    ['several', db('rds', { name: 'a' }) + db('redshift', { name: 'b' }) + db('elasticache', { name: 'c' }) + role('reader, app') + role('"*"', { name: 'all' })],
  ];

  test.each(EXPORT)('%s', async (_, yaml) => {
    const { text } = await print(yaml, { account: '123456789012' });
    expect(await check(yaml, { policies: [text], flags: { account: '123456789012' } })).toMatchObject({ missing: [], wider: [] });
    const { Statement: statements }: { Statement: Statement[] } = JSON.parse(text);
    for (const some of lesser(statements)) {
      const { missing, wider } = await check(yaml, { policies: [policy(...some)], flags: { account: '123456789012' } });
      expect({ some, isMissing: missing.length > 0, wider }).toEqual({ some, isMissing: true, wider: [] });
    }
  });
});
