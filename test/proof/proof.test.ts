import { hash } from 'node:crypto';
import { Configuration, configurations } from './configurations';
import { Documents, isAllowed, Request, Statement } from './evaluator';
import { requestsOf } from './requests';
import { simulated } from './simulator';
import { TABLE } from './table';
import { Row } from './table/row';
import { faultsOf } from '../support/data-lint';

/** `npx projen proof` decides everything, the unit tests a part of it. Our evaluator decides all pairs, iam-simulate every n-th. */
const FULL = process.env.PROOF === 'full';
const EVERY_NTH = FULL ? 10 : 151;
const AT_LEAST = FULL ? { pairs: 1_000_000, simulated: 100_000 } : { pairs: 75_000, simulated: 500 };

const FEW = configurations('few');
const sentence = ({ name }: Configuration, { action, resource, context }: Request, allowed: boolean) =>
  `${name}: ${action} on ${resource} with ${JSON.stringify(context)} should ${allowed ? '' : 'not '}be allowed`;

test(
  'every agent can do what it was asked for, and nothing else',
  async () => {
    const pairs = new Set<string>();
    const wrong: string[] = [];
    let bySimulator = 0;
    for (const configuration of FULL ? configurations('all') : FEW) {
      const { documents, where, wishes } = configuration;
      const given = hash('sha1', JSON.stringify(documents));
      for (const { allowed, ...request } of requestsOf(TABLE, wishes, where)) {
        const pair = hash('sha1', given + JSON.stringify(request), 'base64');
        if (pairs.has(pair)) {
          continue;
        }
        pairs.add(pair);
        if (isAllowed(documents, request) !== allowed) {
          wrong.push(sentence(configuration, request, allowed));
        }
        if (pairs.size % EVERY_NTH === 0) {
          bySimulator += 1;
          if ((await simulated(documents, request, where.self)) !== allowed) {
            wrong.push(`iam-simulate: ${sentence(configuration, request, allowed)}`);
          }
        }
      }
    }
    if (FULL) {
      process.stdout.write(
        `${pairs.size} distinct pairs of documents and request, ${bySimulator} of them also by iam-simulate, ${wrong.length} wrong\n`,
      );
    }
    expect(wrong.slice(0, 50)).toEqual([]);
    expect(pairs.size).toBeGreaterThan(AT_LEAST.pairs);
    expect(bySimulator).toBeGreaterThan(AT_LEAST.simulated);
  },
  30 * 60_000,
);

test('every row of the table is allowed to somebody, and each of its refusals is refused to somebody who can do what stands beside it', () => {
  const all = FEW.map(({ wishes }) => wishes);
  const idle = (row: Row) => {
    const able = all.filter((wishes) => row.when.some((wish) => wishes.has(wish)));
    const never = row.cannot.filter(({ unless = [] }) => !able.some((wishes) => !unless.some((wish) => wishes.has(wish))));
    return able.length === 0 ? [row.can] : never.map(({ but }) => `${row.can}, but not ${but}`);
  };
  expect(TABLE.flatMap(idle)).toEqual([]);
});

const statementsOf = ({ policies, boundary }: Documents): Statement[] =>
  [...policies, ...(boundary === undefined ? [] : [boundary])].flatMap(({ Statement: statements }) => statements);

test('AWS knows the actions, ARNs and condition keys of every statement, in every partition, also of boundaries', async () => {
  const tight = FEW.filter(({ name, wishes }) => !wishes.has('as documented') && !name.endsWith('after it granted itself everything'));
  const statements = new Map(
    tight.flatMap(({ name, documents, wishes }) =>
      statementsOf(documents).map((statement) => [JSON.stringify(statement), { name, statement, everywhere: wishes.has('everywhere') }] as const),
    ),
  );
  const faults = await Promise.all(
    [...statements.values()].map(async ({ name, statement: { Action, Resource, Condition }, everywhere }) => {
      const found = await faultsOf(name, { actions: [Action].flat(), resources: [Resource].flat(), conditions: Condition });
      return everywhere ? found.filter((fault) => !fault.endsWith('without a condition on the region')) : found;
    }),
  );
  expect(faults.flat()).toEqual([]);
  expect(statements.size).toBeGreaterThan(250);
});
