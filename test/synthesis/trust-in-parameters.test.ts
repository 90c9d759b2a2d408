import { aws_iam as iam, CfnParameter, CustomResource, Fn, SecretValue, Stack } from 'aws-cdk-lib';
import { AssumedRole, TeleportAgentPrincipal, TeleportDatabaseAccess } from '../../src';
import { ACCOUNT, roleIn, stackIn, warningsOf } from '../support/template';

const UNTRUSTED = 'cdk-teleport-database-access:roleDoesNotTrustTarget';
const parameter = (stack: Stack) => new CfnParameter(stack, 'AgentArn', { allowedPattern: '[A-Za-z0-9:/-]+' }).valueAsString;
const when = (conditions: iam.Conditions) => new iam.AccountPrincipal(ACCOUNT).withConditions(conditions);

/** Of an agent that is imported by its name, and a role that trusts somebody by a text. */
function warnings(assumedBy: (stack: Stack) => iam.IPrincipal): string[] {
  const stack = stackIn();
  const role = new iam.Role(stack, 'Access', { roleName: 'access', assumedBy: assumedBy(stack) });
  const target = iam.Role.fromRoleName(stack, 'ByName', 'agent');
  new TeleportDatabaseAccess(stack, 'Teleport', { target, assumedRoles: [AssumedRole.fromRole(role)] });
  return warningsOf(stack).filter((id) => id === UNTRUSTED);
}

test.each<[string, (stack: Stack) => iam.IPrincipal]>([
  ['a parameter', (stack) => new iam.ArnPrincipal(parameter(stack))],
  ['a parameter, in one word', (stack) => new TeleportAgentPrincipal(iam.Role.fromRoleArn(stack, 'ByArn', parameter(stack)))],
  ['the parameter of an account', (stack) => new iam.AccountPrincipal(parameter(stack))],
  ['an import', () => new iam.ArnPrincipal(Fn.importValue('AgentArn'))],
  ['an import, in a condition', () => when({ ArnLike: { 'aws:PrincipalArn': Fn.importValue('AgentArn') } })],
  ['an import, in a condition without patterns', () => when({ StringEquals: { 'aws:PrincipalArn': Fn.importValue('AgentArn') } })],
  ['an SSM parameter', () => new iam.ArnPrincipal(`arn:aws:iam::${SecretValue.ssmSecure('/account').unsafeUnwrap()}:role/agent`)],
  ['an SSM parameter alone', () => new iam.ArnPrincipal('{{resolve:ssm:/agent}}')],
  ['what code gives', (stack) => new iam.ArnPrincipal(new CustomResource(stack, 'Lookup', { serviceToken: 'arn:aws:lambda:eu-west-1:123456789012:function:x' }).getAttString('Arn'))],
  ['an ARN of the agent whose account is a parameter', (stack) => new iam.ArnPrincipal(`arn:aws:iam::${parameter(stack)}:role/agent`)],
])('a role that trusts %s may trust the agent, so nothing is said', (_, assumedBy) => {
  expect(warnings(assumedBy)).toEqual([]);
});

test.each<[string, (stack: Stack) => iam.IPrincipal]>([
  ['another role whose account is a parameter', (stack) => new iam.ArnPrincipal(`arn:aws:iam::${parameter(stack)}:role/other`)],
  ['another role of the app', (stack) => new iam.ArnPrincipal(roleIn(stack).roleArn)],
  ['the import of another role', () => new iam.ArnPrincipal(`arn:aws:iam::123456789012:role/other-${Fn.importValue('Suffix')}`)],
  ['another role, in a condition', (stack) => when({ ArnEquals: { 'aws:PrincipalArn': `arn:aws:iam::${parameter(stack)}:role/other` } })],
])('one that trusts %s cannot', (_, assumedBy) => {
  expect(warnings(assumedBy)).toEqual([UNTRUSTED]);
});
