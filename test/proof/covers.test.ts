import { TABLE } from './table';
import { CATALOGUE } from '../../src/private/types';

/** What an agent is seen to do by the table, and what the catalogue says that Teleport does. */
const asked = new Set(TABLE.flatMap(({ calls }) => calls).flatMap(({ actions }) => actions.split(' ')));

test.each(Object.entries(CATALOGUE))('the table of the proof has a row for each action on %s', (_, { operations }) => {
  const actions = Object.values(operations).flatMap((some = []) => some).flatMap((operation) => operation.actions);
  expect([...new Set(actions)].filter((action) => !asked.has(action))).toEqual([]);
});
