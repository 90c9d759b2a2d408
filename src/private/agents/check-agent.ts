import { aws_ecs as ecs } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { checkCount, Sizes, sizesOf } from './check-sizes';
import { checkSubnets } from './check-subnets';
import type { TeleportFargateAgentProps } from '../../agents/fargate-agent-props';
import { checkSameApp } from '../checks/check-app';
import { checkFlag, checkList, checkOptions } from '../checks/check-lists';
import { checkScope } from '../checks/check-place';
import { invalid, verbatim } from '../checks/invalid';
import { checkTeleportVersion } from '../configuration/versions/version';

/** What an agent is made with, where the app says nothing. */
export interface CheckedAgent extends Sizes {
  readonly subnets: ec2.SubnetSelection;
  readonly desiredCount: number;
  readonly cpuArchitecture: ecs.CpuArchitecture;
  /** Of what a Discovery Service finds, the agent opens what is near it. */
  readonly vpcOfDiscovered?: ec2.IVpc;
}

/** Everything about the tasks; the policies and the configuration check the rest. */
export function checkAgent(scope: Construct, props: TeleportFargateAgentProps): CheckedAgent {
  const { vpc, vpcSubnets, securityGroups, desiredCount = 2, cpuArchitecture = ecs.CpuArchitecture.X86_64 } = checkOptions('props', props);
  checkScope(scope);
  const { discoveryGroup, resourceLabels } = props;
  if (!(Object(vpc) === vpc && 'selectSubnets' in vpc)) {
    throw invalid('vpc', 'be a VPC, defined or imported', vpc, 'import it with Vpc.fromLookup() or Vpc.fromVpcAttributes()');
  }
  checkSameApp('vpc', scope, vpc);
  // null and nothing too: without a version, there is no image
  checkTeleportVersion(props.teleportVersion ?? '');
  checkPlatform(cpuArchitecture);
  checkEffects(props);
  checkConstructs(scope, props);
  if (securityGroups !== undefined) {
    checkList('securityGroups', securityGroups, 'leave it out for a new one');
  }
  return {
    ...sizesOf(props),
    desiredCount: checkCount(desiredCount),
    cpuArchitecture,
    subnets: checkSubnets(vpc, vpcSubnets),
    vpcOfDiscovered: discoveryGroup !== undefined && resourceLabels === undefined ? vpc : undefined,
  };
}

function checkPlatform(cpuArchitecture: ecs.CpuArchitecture): void {
  const { X86_64, ARM64 } = ecs.CpuArchitecture;
  const name = (cpuArchitecture as Partial<ecs.CpuArchitecture> | null)?._cpuArchitecture;
  if (name !== X86_64._cpuArchitecture && name !== ARM64._cpuArchitecture) {
    throw invalid('cpuArchitecture', 'be X86_64 or ARM64', name ?? cpuArchitecture);
  }
}

/** What callers without types may pass as a name. */
function checkConstructs(scope: Construct, { cluster, logGroup, image, user }: TeleportFargateAgentProps): void {
  for (const [prop, given] of Object.entries({ cluster, logGroup })) {
    if (given !== undefined && !Construct.isConstruct(given)) {
      throw invalid(prop, 'be a construct, defined or imported', given);
    }
    checkSameApp(prop, scope, given);
  }
  if (image !== undefined && !(Object(image) === image && 'bind' in image)) {
    throw invalid('image', 'be an image of ECS', image, 'give ContainerImage.fromRegistry() or ContainerImage.fromEcrRepository()');
  }
  if (user !== undefined && (typeof user !== 'string' || !/^\S+$/.test(user))) {
    throw invalid('user', 'be a user, and a group after a colon, such as 9807:9807', user);
  }
}

/** What is given has an effect. */
function checkEffects(props: TeleportFargateAgentProps): void {
  const { enterprise, fips, image, user, taskRole, roleName, withPermissionsBoundary, boundaryPatterns, selfGrant } = props;
  checkFlag('enterprise', enterprise);
  checkFlag('fips', fips);
  checkFlag('withPermissionsBoundary', withPermissionsBoundary);
  if ('target' in props && props.target !== undefined) {
    throw invalid('target', 'be left out, because the agent has a role of its own', props.target, 'give the role in \'taskRole\'');
  }
  if (roleName !== undefined && taskRole !== undefined) {
    throw invalid('roleName', 'be left out with \'taskRole\', which has a name', roleName);
  }
  if (enterprise !== undefined && image !== undefined) {
    throw invalid('enterprise', 'be left out with \'image\', because it chooses Teleport\'s own', enterprise);
  }
  if (enterprise === false && fips === true) {
    throw invalid('enterprise', 'be left out with \'fips\', because Teleport has no such image of its Community Edition', enterprise);
  }
  if (user !== undefined && image === undefined) {
    throw invalid('user', 'be given with an image of your own, because volumes belong to root with Teleport\'s image', user,
      'leave it out, or build an image that declares /var/lib/teleport and /tmp as volumes of this user');
  }
  if (boundaryPatterns !== undefined && withPermissionsBoundary !== true) {
    throw invalid('boundaryPatterns', 'be given with \'withPermissionsBoundary\'', verbatim('no boundary'));
  }
  if (withPermissionsBoundary === true && selfGrant !== undefined) {
    throw invalid('withPermissionsBoundary', 'be left out with \'selfGrant\'', selfGrant, 'SelfGrant.BOUNDED brings a boundary');
  }
}
