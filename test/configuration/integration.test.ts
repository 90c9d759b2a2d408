import { CfnParameter } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AssumedRole, DatabaseType, RemoteDatabases, TeleportAgentConfiguration, TeleportDatabaseAccess, TeleportDatabaseDiscoveryPolicy, TeleportOidcPrincipal } from '../../src';
import { agentWith, readBackAs } from '../support/configuration';
import { ACCOUNT, deployed, resourcesOf, stackIn } from '../support/template';

function discoveryRole(principal: iam.IPrincipal = new TeleportOidcPrincipal('example.teleport.sh')) {
  const stack = stackIn();
  const target = new iam.Role(stack, 'Discovery', { roleName: 'teleport-discovery', assumedBy: principal });
  const policy = new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target, databaseTypes: [DatabaseType.MEMORYDB] });
  return { stack, agent: agentWith(policy) };
}

test('the role trusts the cluster, for discovery only', () => {
  const { stack } = discoveryRole();
  const role = Object.values(resourcesOf(stack)).find(({ Type }) => Type === 'AWS::IAM::Role')!;
  expect(deployed(role.Properties.AssumeRolePolicyDocument)).toEqual({
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/example.teleport.sh` },
      Condition: { StringEquals: { 'example.teleport.sh:aud': 'discover.teleport' } },
    }],
  });
});

test.each<[string, unknown]>([
  ['a protocol', 'https://example.teleport.sh'], ['a port', 'example.teleport.sh:443'], ['a path', 'example.teleport.sh/web'], ['capitals', 'Example.teleport.sh'],
  ['a token', new CfnParameter(stackIn(), 'Host').valueAsString], ['nothing', undefined],
  ['an empty label', 'example..sh'], ['a hyphen first', '-example.sh'], ['a hyphen last in a label', 'example-.sh'], ['a dot last', 'example.sh.'], ['a dot first', '.example.sh'],
  ['a label of 64 characters', `${'a'.repeat(64)}.sh`], ['254 characters', `${'a.'.repeat(126)}aa`], ['a line break', 'example.sh\n'],
])('a host with %s is refused', (_, host) => {
  expect(() => new TeleportOidcPrincipal(host as string)).toThrow('\'webHost\' must be the host of the cluster\'s web address in lower case, such as example.teleport.sh, '
    + 'without protocol, port and path; got');
});

test.each(['example.sh', 'a', 'ex--ample.sh', '1.example.sh', `${'a'.repeat(63)}.sh`, `${'a.'.repeat(126)}a`])('the host %s passes', (host) => {
  expect(() => new TeleportOidcPrincipal(host)).not.toThrow();
});

test('the integration names the role', () => {
  const { stack, agent } = discoveryRole();
  expect(readBackAs('integration', stack, agent.integration({ name: 'aws-prod' }))).toEqual({
    kind: 'integration', sub_kind: 'aws-oidc', version: 'v1', metadata: { name: 'aws-prod' }, spec: { aws_oidc: { role_arn: `arn:aws:iam::${ACCOUNT}:role/teleport-discovery` } },
  });
});

test('an integration without its trust is refused; what another app defines is not known', () => {
  const { agent } = discoveryRole(new iam.ServicePrincipal('ecs-tasks.amazonaws.com'));
  expect(() => agent.integration({ name: 'aws-prod' })).toThrow('\'policies\' must have a target that trusts Teleport\'s integration; got Stack/Discovery; '
    + 'define the role with \'assumedBy\': new TeleportOidcPrincipal()');
  const other = discoveryRole(new iam.WebIdentityPrincipal('arn:aws:iam::123456789012:oidc-provider/oidc.eks', { StringEquals: { 'oidc.eks:aud': 'sts.amazonaws.com' } }));
  expect(() => other.agent.integration({ name: 'aws-prod' })).toThrow('\'policies\' must have a target that trusts Teleport\'s integration');
  const stack = stackIn();
  const imported = new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', {
    target: iam.Role.fromRoleArn(stack, 'Imported', `arn:aws:iam::${ACCOUNT}:role/teleport`), databaseTypes: [DatabaseType.MEMORYDB],
  });
  expect(() => agentWith(imported).integration({ name: 'aws-prod' })).not.toThrow();
});

test('a user is no integration, and a name must be one', () => {
  const stack = stackIn();
  const policy = new TeleportDatabaseDiscoveryPolicy(stack, 'Policy', { target: new iam.User(stack, 'User'), databaseTypes: [DatabaseType.MEMORYDB] });
  expect(() => agentWith(policy).integration({ name: 'a' })).toThrow('\'policies\' must have a role as their target for an integration, because Teleport assumes it; got Stack/User');
  expect(() => discoveryRole().agent.integration({ name: 'a b' })).toThrow('\'name\' must be letters, digits and _.@-; got "a b"');
});

describe('Teleport Cloud\'s own Discovery Service', () => {
  const cloud = { name: 'aws-prod', discoveryGroup: 'cloud-discovery-group' };

  test('discovers through the integration', () => {
    const { stack, agent } = discoveryRole();
    expect(readBackAs('discovery_config', stack, agent.discoveryConfig({ ...cloud, integration: 'aws-prod' })).spec).toEqual({
      discovery_group: 'cloud-discovery-group', aws: [{ types: ['memorydb'], regions: ['eu-west-1'], tags: { '*': ['*'] }, integration: 'aws-prod' }],
    });
  });

  test('and in other accounts, through a role that the integration\'s role assumes', () => {
    const stack = stackIn();
    const assumed = AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Access', 'arn:aws:iam::222222222222:role/access'));
    const hub = new TeleportDatabaseAccess(stack, 'Hub', { target: new iam.Role(stack, 'Role', { assumedBy: new TeleportOidcPrincipal('example.teleport.sh') }), assumedRoles: [assumed] });
    const agent = new TeleportAgentConfiguration({
      policies: [hub], remoteDatabases: [RemoteDatabases.behindRole(assumed, { databaseTypes: [DatabaseType.MEMORYDB], regions: ['eu-west-1'] })],
    });
    const matcher = { types: ['memorydb'], regions: ['eu-west-1'], tags: { '*': ['*'] }, assume_role: { role_arn: 'arn:aws:iam::222222222222:role/access' } };
    expect(readBackAs('discovery_config', stack, agent.discoveryConfig({ ...cloud, integration: 'aws-prod' })).spec.aws).toEqual([{ ...matcher, integration: 'aws-prod' }]);
    expect(readBackAs('discovery_config', stack, agent.discoveryConfig(cloud)).spec.aws).toEqual([matcher]);
  });

  test('finds nothing without either', () => {
    const { agent } = discoveryRole();
    expect(() => agent.discoveryConfig(cloud)).toThrow('\'integration\' must be given for the group cloud-discovery-group, because Teleport Cloud\'s Discovery Service has no AWS '
      + 'credentials; got nothing; name the resource that \'integration\' of this configuration gives');
    expect(() => agent.discoveryConfig({ ...cloud, discoveryGroup: 'prod' })).not.toThrow();
    expect(() => agent.discoveryConfig({ ...cloud, integration: 'a b' })).toThrow('\'integration\' must be letters, digits and _.@-; got "a b"');
  });
});

