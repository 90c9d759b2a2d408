import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Agent, arnOf } from './agent';
import { checkResourceName } from './check-names';
import { OIDC } from './oidc';
import type { TeleportIntegrationOptions } from '../../configuration/resource-options';
import { invalid, verbatim } from '../checks/invalid';
import { isRole } from '../identities/identity-resource';

/** The resource of kind `integration`. */
export function integration(agent: Agent, { name }: TeleportIntegrationOptions): object {
  const { resource, identityType, label } = agent.identity;
  if (identityType !== 'Role') {
    throw invalid('policies', 'have a role as their target for an integration, because Teleport assumes it', verbatim(label));
  }
  if (isRole(resource) && !trustsTeleport(resource)) {
    throw invalid('policies', 'have a target that trusts Teleport\'s integration', verbatim(label),
      'define the role with \'assumedBy\': new TeleportOidcPrincipal()');
  }
  return {
    kind: 'integration',
    sub_kind: 'aws-oidc',
    version: 'v1',
    metadata: { name: checkResourceName('name', name) },
    spec: { aws_oidc: { role_arn: arnOf(agent) } },
  };
}

function trustsTeleport(role: iam.CfnRole): boolean {
  const { Statement = [] }: { Statement?: object | object[] } = Stack.of(role).resolve(role.assumeRolePolicyDocument) ?? {};
  return [Statement].flat().some((statement) => {
    const {
      Action,
      Condition: { StringEquals = {} } = {},
    }: { Action?: string | string[]; Condition?: { StringEquals?: object } } = statement;
    return [Action].flat().includes(OIDC.action)
      && Object.entries(StringEquals).some(([key, value]) => key.endsWith(':aud') && [value].flat().includes(OIDC.audience));
  });
}
