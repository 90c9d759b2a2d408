import { db, EXPORTS, role, Type } from './exports';
import { print, statementsFor } from './support';
import { DATABASES } from '../../support/databases';

const withEffect = (statements: readonly object[]) => statements.map((statement) => ({ Effect: 'Allow', ...statement }));

describe.each(DATABASES)('$title', ({ type, registered, registeredAsDocumented }) => {
  const { users } = EXPORTS[type as Type];
  const files = `${db(type as Type)}${role(users, { names: 'sales' })}`;

  test('a registered database and a role give what the library gives', async () => {
    expect(await statementsFor(files)).toEqual(withEffect(registered));
  });

  test('as Teleport\'s documentation has it', async () => {
    expect(await statementsFor(files, { documented: true })).toEqual(withEffect(registeredAsDocumented));
  });

  test('there is nothing to say about it', async () => {
    expect((await print(files)).notes).toEqual([]);
  });
});
