import { explain } from '../../../cli/explain/command';

const ROLE = 'arn:aws:iam::123456789012:role/apps/atlas-reader';
const AGENT = 'arn:aws:sts::123456789012:assumed-role/agent/i-0123456789abcdef0';
const answersTo = (message: string) => JSON.parse(explain(message, 'json'));
const refused = (action: string, on = ROLE, why = '') =>
  `DatabaseError: AccessDenied: User: ${AGENT} is not authorized to perform: ${action} on resource: ${on}${why}`;

test('AWS refuses nothing of MongoDB Atlas but the role that is the database user', () => {
  const [{ verdict, options }] = answersTo(refused('sts:AssumeRole'));
  expect([verdict, options[0]]).toEqual(['give', [`assumedRoles: [AssumedRole.fromRole(iam.Role.fromRoleArn(this, 'Role', '${ROLE}'))]`]]);
});

test('if its trust refuses the agent, the role says so', () => {
  const [{ options, advice }] = answersTo(refused('sts:AssumeRole', ROLE, ' because no role trust policy allows the sts:AssumeRole action'));
  expect([options, advice]).toEqual([[], ['The role does not trust the agent. Where the role is defined: `assumedBy: new TeleportAgentPrincipal(agentRole)`, with '
    + 'the `externalId` and `sessionTags` that Teleport sends.']]);
});

test('what somebody does in Atlas by its API is no permission of Teleport', () => {
  expect(answersTo(refused('atlas:ListClusters', '*'))[0]).toMatchObject({ verdict: 'notTeleport', options: [] });
});
