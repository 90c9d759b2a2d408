import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { invalid, verbatim } from '../checks/invalid';
import { agentWithoutWayOut } from '../checks/warnings/agents';
import { warn } from '../checks/warnings/warning';

const REACHES = 'with a way to the internet, because the tasks have no public IP address';

/** Private subnets, from which the tasks reach Teleport, AWS and the registry of the image. */
export function checkSubnets(vpc: ec2.IVpc, selection?: ec2.SubnetSelection): ec2.SubnetSelection {
  if (selection === undefined) {
    if (vpc.privateSubnets.length === 0) {
      throw invalid('vpc', `have private subnets ${REACHES}`, verbatim(`${vpc.node.path}, which has ${kindsOf(vpc)}`),
        'add subnets of the type PRIVATE_WITH_EGRESS, or name the subnets in \'vpcSubnets\'');
    }
    return { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS };
  }
  const { subnets, hasPublic, isPendingLookup } = vpc.selectSubnets(selection);
  if (subnets.length === 0 && isPendingLookup !== true) {
    throw invalid('vpcSubnets', 'select at least one subnet', selection);
  }
  if (hasPublic) {
    throw invalid('vpcSubnets', `select private subnets ${REACHES}`, verbatim('public subnets'),
      'leave it out for the private subnets of \'vpc\'');
  }
  return selection;
}

/** CDK knows no route out of an isolated subnet, but there may be one: by end points, or to another network. */
export function warnOfIsolated(scope: IConstruct, vpc: ec2.IVpc, selection: ec2.SubnetSelection): void {
  const isolated = new Set(vpc.isolatedSubnets);
  const closed = vpc.selectSubnets(selection).subnets.filter((subnet) => isolated.has(subnet));
  if (closed.length > 0) {
    warn(scope, agentWithoutWayOut(closed.map(({ node }) => node.path)));
  }
}

function kindsOf({ publicSubnets, isolatedSubnets }: ec2.IVpc): string {
  const kinds = [...publicSubnets.length > 0 ? ['public'] : [], ...isolatedSubnets.length > 0 ? ['isolated'] : []];
  return kinds.length === 0 ? 'none that are known' : `${kinds.join(' and ')} ones only`;
}
