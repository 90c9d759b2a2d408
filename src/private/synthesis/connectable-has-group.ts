import { SynthesisRule, warningsOn } from './synthesis-rule';
import { agentWithoutSecurityGroup } from '../checks/warnings/databases';

/** What databases are opened to has a security group. An address has none, and needs none. A service may still get one. */
export const connectableHasGroup: SynthesisRule = (app) => app.each('connectable', ({ connectable }, scope) =>
  connectable.connections.securityGroups.length === 0 && !('toIngressRuleConfig' in connectable)
    ? warningsOn(scope, [agentWithoutSecurityGroup()])
    : []);
