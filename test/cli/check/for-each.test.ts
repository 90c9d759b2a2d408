import { found } from './support';
import { db, role } from '../print/exports';

const ORDERS = db('rds', { name: 'orders' }) + role('reader', { name: 'dev' });
const LOGIN = 'arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/reader';

/** A plan with an instance for each of two keys: one lets the agent log in, the other lets somebody else do everything in S3. */
function planOf(ours: string, others: string, areResourcesKeyed: boolean): string {
  const address = (key: string, one: string) => `module.m["${key}"].${one}${areResourcesKeyed ? `["${key}"]` : ''}`;
  const inlineOf = (key: string, name: string) =>
    ({ address: address(key, 'aws_iam_role_policy.p'), mode: 'managed', type: 'aws_iam_role_policy', values: { role: name } });
  const document = (key: string, actions: string[], resources: string[]) => ({
    address: address(key, 'data.aws_iam_policy_document.d'),
    mode: 'data',
    type: 'aws_iam_policy_document',
    values: { statement: [{ effect: 'Allow', actions, resources }] },
  });
  const inModule = (...resources: object[]) => ({ root_module: { child_modules: [{ resources }] } });
  return JSON.stringify({
    planned_values: inModule(inlineOf(others, 'ci'), inlineOf(ours, 'agent')),
    prior_state: { values: inModule(document(others, ['s3:*'], ['*']), document(ours, ['rds-db:connect'], [LOGIN])) },
    configuration: {
      root_module: {
        module_calls: {
          m: { module: { resources: [{ address: 'aws_iam_role_policy.p', expressions: { policy: { references: ['data.aws_iam_policy_document.d'] } } }] } },
        },
      },
    },
  });
}

describe.each([
  ['plain', 'a', 'b'],
  ['with brackets', 'a]', 'b[0]'],
  ['with a quote and a bracket', 'a\\"]', 'b\\"].c'],
  ['that look like addresses', 'x].aws_iam_policy.p', 'module.x[\\"y'],
])('for_each with keys %s', (_, ours, others) => {
  test.each([['of modules and resources', true], ['of modules alone', false]])('%s: each instance has its own document', async (__, areKeyed) => {
    const { missing, wider } = await found(ORDERS, { plan: planOf(ours, others, areKeyed), flags: { as: 'role/agent' } });
    expect({ missing, wider }).toEqual({
      missing: ['rds:DescribeDBInstances on arn:aws:rds:eu-west-1:123456789012:db:*', 'rds:DescribeDBClusters on arn:aws:rds:eu-west-1:123456789012:cluster:*'],
      wider: [],
    });
  });
});
