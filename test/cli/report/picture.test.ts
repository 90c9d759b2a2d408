import { assemblyOf, policy, role, template } from './assembly';
import { reportOfAny } from '../../../cli/report/model/build';
import { nameOfIdentity, partsOfArn } from '../../../cli/report/picture/arn';
import { graphOf } from '../../../cli/report/picture/graph';
import { layoutOf } from '../../../cli/report/picture/layout';
import { narrowLayoutOf } from '../../../cli/report/picture/narrow-layout';

const allow = (Sid: string, Action: string, ...Resource: unknown[]) => ({ Sid, Effect: 'Allow', Action, Resource });
const trust = (Principal: object, Condition?: object) => ({
  AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, Condition }] },
});

/** An agent that may assume a role of another stack and a role that is a database user. */
const report = reportOfAny(assemblyOf({
  'Hub.template.json': template({
    Agent: role({ RoleName: 'agent' }),
    Roles: policy([allow('AssumeRoles', 'sts:AssumeRole', 'arn:aws:iam::2:role/teleport/access', { 'Fn::GetAtt': ['Reader', 'Arn'] })], {
      Roles: [{ Ref: 'Agent' }],
    }),
    Reader: role(),
  }),
  'Spoke.template.json': template({
    Access: role({ RoleName: 'access', ...trust({ AWS: 'arn:aws:iam::1:root' }, { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::1:role/agent' } }) }),
    Policy: policy([
      allow('RDSDescribeInstances', 'rds:DescribeDBInstances', '*'),
      allow('RDSConnect', 'rds-db:connect', ...['db-A/reader', 'db-A/writer', 'db-B/reader'].map((user) => `arn:aws:rds-db:eu-west-1:2:dbuser:${user}`)),
      allow('ElastiCacheConnect', 'elasticache:Connect', 'arn:aws:elasticache:eu-west-1:2:replicationgroup:cache', 'arn:aws:elasticache:eu-west-1:2:user:app'),
    ], { Roles: [{ Ref: 'Access' }] }),
  }),
}));

const graph = graphOf(report, ({ name }) => name);

test('the picture has who is trusted, who assumes whom, and what is reached as whom', () => {
  const titles = new Map(graph.nodes.map(({ id, label, title, detail }) => [id, [label, title, detail].filter((text) => text).join(' ')]));
  expect(graph.edges.map(({ from, to }) => `${titles.get(from)} -> ${titles.get(to)}`)).toEqual([
    'Trusted ecs-tasks.amazonaws.com -> role agent in Hub',
    'role agent in Hub -> role access in Spoke',
    'role agent in Hub -> Role Reader',
    'role access in Spoke -> Lists databases of rds',
    'role access in Spoke -> RDS db-A as reader, writer',
    'role access in Spoke -> RDS db-B as reader',
    'role access in Spoke -> ElastiCache cache as app',
  ]);
});

test('every line leads to the right, and no two boxes overlap', () => {
  const { boxes, lines, width, height } = layoutOf(graph);
  expect(lines.filter(({ from, to }) => from.x + from.width >= to.x)).toEqual([]);
  expect(boxes.flatMap((one) => boxes.filter((other) => one !== other && one.x === other.x && Math.abs(one.y - other.y) < one.height))).toEqual([]);
  expect(boxes.filter((box) => box.y < 0 || box.x + box.width > width || box.y + box.height > height)).toEqual([]);
});

test('in a narrow window, what is reached stands under whoever reaches it', () => {
  const { boxes, lines } = narrowLayoutOf(graph);
  expect(boxes.map(({ x, title }) => `${' '.repeat(x)}${title}`)).toEqual([
    '  ecs-tasks.amazonaws.com',
    '                      agent',
    '                                          access',
    '                                                              rds',
    '                                                              db-A',
    '                                                              db-B',
    '                                                              cache',
    '                                          Reader',
  ]);
  expect(lines.filter(({ from, to }) => from.y + from.height >= to.y || from.x >= to.x)).toEqual([]);
});

test('roles that may assume each other are drawn all the same', () => {
  const nodes = ['a', 'b'].map((id) => ({ id, kind: 'identity', label: 'role', title: id } as const));
  expect(layoutOf({ nodes, edges: [{ from: 'a', to: 'b' }, { from: 'b', to: 'a' }] }).boxes).toHaveLength(2);
  expect(narrowLayoutOf({ nodes, edges: [{ from: 'a', to: 'b' }, { from: 'b', to: 'a' }] }).boxes.map(({ id }) => id)).toEqual(['a', 'b', 'a']);
});

test.each([
  ['arn:${AWS::Partition}:iam::${AWS::AccountId}:role/teleport/access', { service: 'iam', account: '${AWS::AccountId}', resource: 'role/teleport/access' }],
  ['arn:aws:elasticache:eu-west-1:1:user:app', { service: 'elasticache', account: '1', resource: 'user:app' }],
  ['ecs-tasks.amazonaws.com', undefined],
  ['*', undefined],
])('%s has the parts of an ARN, or none', (text, parts) => {
  expect(partsOfArn(text)).toEqual(parts);
});

test.each([
  ['arn:aws:iam::1:role/teleport/access', 'access'],
  ['${Reader0123.Arn}', 'Reader0123'],
  ['arn:aws:iam::1:root', 'account 1'],
  ['ec2.amazonaws.com', 'ec2.amazonaws.com'],
])('the name in %s is %s', (text, name) => {
  expect(nameOfIdentity(text)).toBe(name);
});
