import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { agentIn, vpcIn } from './agents';
import { RdsDatabase, SelfGrant, TeleportFargateAgentProps } from '../../src';
import { roleIn, stackIn, warningsOf, resourcesOf } from '../support/template';

const image = (name: string) => ecs.ContainerImage.fromRegistry(name);
const distroless = (tag: string) => image(`public.ecr.aws/gravitational/teleport-ent-distroless:${tag}`);
const publicOnly = (stack: Stack) => ec2.Vpc.fromVpcAttributes(stack, 'Network', {
  vpcId: 'vpc-0', availabilityZones: ['a'], publicSubnetIds: ['subnet-0'], publicSubnetRouteTableIds: ['rtb-0'],
});
const network = (stack: Stack) => new ec2.Vpc(stack, 'Network', {
  maxAzs: 1,
  subnetConfiguration: [ec2.SubnetType.PUBLIC, ec2.SubnetType.PRIVATE_WITH_EGRESS, ec2.SubnetType.PRIVATE_ISOLATED]
    .map((subnetType) => ({ name: subnetType, subnetType })),
});
const subnets = (subnetType: ec2.SubnetType) => (stack: Stack) => ({ vpc: network(stack), vpcSubnets: { subnetType } });
const any = RdsDatabase.any({ databaseUsers: ['reader'] });

type Props = Partial<TeleportFargateAgentProps> | ((stack: Stack) => Partial<TeleportFargateAgentProps>);
const propsOf = (stack: Stack, props: Props) => typeof props === 'function' ? props(stack) : props;

/** What is refused, with the message; beside it, what is nearly the same and passes. */
const REFUSED: readonly (readonly [sentence: string, refused: Props, message: string, passes: Props])[] = [
  [
    'a protocol in the address', { proxyServer: 'https://example.teleport.sh:443' },
    '\'proxyServer\' must be a host name and a port without a protocol, such as example.teleport.sh:443; '
      + 'got "https://example.teleport.sh:443"',
    { proxyServer: 'example.teleport.sh:443' },
  ],
  [
    'an address without a port', { proxyServer: 'example.teleport.sh' },
    '\'proxyServer\' must be a host name and a port without a protocol, such as example.teleport.sh:443; got "example.teleport.sh"',
    { proxyServer: 'teleport.internal:3080' },
  ],
  ...['latest', '18', '18.2', 'v18.2.0', '18.2.0 ', '', '18.2.0.1', '18.x.0'].map((teleportVersion) => [
    `the version ${JSON.stringify(teleportVersion)}`, { teleportVersion },
    '\'teleportVersion\' must be a version of Teleport with three numbers, such as 18.7.0, and no token; '
      + `got ${JSON.stringify(teleportVersion)}; `
      + 'give the version that `tctl version` and `tctl status` print, without a v',
    { teleportVersion: '18.2.0' },
  ] as const),
  [
    'a version that is a number', { teleportVersion: 18 as unknown as string },
    '\'teleportVersion\' must be a version of Teleport with three numbers, such as 18.7.0, and no token; got 18; '
      + 'give the version that `tctl version` and `tctl status` print, without a v',
    { teleportVersion: '18.9.0-rc.2' },
  ],
  [
    'a version that only the deployment knows', (stack) => ({ teleportVersion: new CfnParameter(stack, 'Version').valueAsString }),
    '\'teleportVersion\' must be a version of Teleport with three numbers, such as 18.7.0, and no token; got a token; '
      + 'give the version that `tctl version` and `tctl status` print, without a v',
    (stack) => ({ proxyServer: new CfnParameter(stack, 'Proxy', { allowedPattern: '^[a-z.]+:443$' }).valueAsString }),
  ],
  [
    'an image of another version', { image: distroless('18.2.0') },
    '\'image\' must be of \'teleportVersion\', 18.6.4; got public.ecr.aws/gravitational/teleport-ent-distroless:18.2.0; '
      + 'give both the same version, or leave \'image\' out for Teleport\'s own',
    { image: distroless('18.6.4') },
  ],
  [
    'a copy of an image of another major version', { image: image('mirror.example.com/teleport-distroless:17') },
    '\'image\' must be of \'teleportVersion\', 18.6.4; got mirror.example.com/teleport-distroless:17; '
      + 'give both the same version, or leave \'image\' out for Teleport\'s own',
    { image: image('mirror.example.com/teleport-distroless:18.6.4') },
  ],
  [
    'Teleport\'s image without a tag', { image: image('public.ecr.aws/gravitational/teleport') },
    '\'image\' must be of \'teleportVersion\', 18.6.4; got public.ecr.aws/gravitational/teleport; '
      + 'give both the same version, or leave \'image\' out for Teleport\'s own',
    { image: image('example.com/agent') },
  ],
  [
    'the image for FIPS without the flag', { image: image('mirror/teleport-ent-fips-distroless:18.6.4') },
    '\'fips\' must be true for this image, because the start of the agent replaces the image\'s own; '
      + 'got mirror/teleport-ent-fips-distroless:18.6.4',
    { image: image('mirror/teleport-ent-fips-distroless:18.6.4'), fips: true },
  ],
  [
    'the flag for FIPS without the image', { image: distroless('18.6.4'), fips: true },
    '\'fips\' must be false for this image, because the start of the agent replaces the image\'s own; '
      + 'got public.ecr.aws/gravitational/teleport-ent-distroless:18.6.4',
    { image: image('example.com/agent:7'), fips: true },
  ],
  [
    'FIPS in the Community Edition', { enterprise: false, fips: true },
    '\'enterprise\' must be left out with \'fips\', because Teleport has no such image of its Community Edition; got false',
    { enterprise: true, fips: true },
  ],
  [
    'an edition beside an image', { enterprise: true, image: distroless('18.6.4') },
    '\'enterprise\' must be left out with \'image\', because it chooses Teleport\'s own; got true',
    { image: distroless('18.6.4') },
  ],
  [
    'text where a flag is expected', { fips: 'false' as unknown as boolean },
    '\'fips\' must be true or false; got "false"', { fips: false },
  ],
  [
    'a user in Teleport\'s image', { user: '9807:9807' },
    '\'user\' must be given with an image of your own, because volumes belong to root with Teleport\'s image; got "9807:9807"; '
      + 'leave it out, or build an image that declares /var/lib/teleport and /tmp as volumes of this user',
    { user: '9807:9807', image: image('example.com/agent:7') },
  ],
  [
    'the name of an image', { image: 'teleport:18.6.4' as unknown as ecs.ContainerImage },
    '\'image\' must be an image of ECS; got "teleport:18.6.4"; give ContainerImage.fromRegistry() or ContainerImage.fromEcrRepository()',
    { image: image('teleport:18.6.4') },
  ],
  [
    'no user', { user: '', image: image('example.com/agent:7') },
    '\'user\' must be a user, and a group after a colon, such as 9807:9807; got ""',
    { user: 'teleport', image: image('example.com/agent:7') },
  ],
  [
    'the name of a cluster', { cluster: 'prod' as unknown as ecs.ICluster },
    '\'cluster\' must be a construct, defined or imported; got "prod"',
    (stack) => ({ cluster: ecs.Cluster.fromClusterArn(stack, 'Prod', 'arn:aws:ecs:eu-west-1:123456789012:cluster/prod') }),
  ],
  [
    'a VPC with public subnets only', (stack) => ({ vpc: publicOnly(stack) }),
    '\'vpc\' must have private subnets with a way to the internet, because the tasks have no public IP address; '
      + 'got Stack/Network, which has public ones only; add subnets of the type PRIVATE_WITH_EGRESS, '
      + 'or name the subnets in \'vpcSubnets\'',
    (stack) => ({ vpc: network(stack) }),
  ],
  [
    'a VPC without a NAT gateway', (stack) => ({ vpc: new ec2.Vpc(stack, 'Network', { natGateways: 0 }) }),
    '\'vpc\' must have private subnets with a way to the internet, because the tasks have no public IP address; '
      + 'got Stack/Network, which has public and isolated ones only; add subnets of the type PRIVATE_WITH_EGRESS, '
      + 'or name the subnets in \'vpcSubnets\'',
    (stack) => ({ vpc: new ec2.Vpc(stack, 'Network', { natGateways: 1 }) }),
  ],
  [
    'public subnets', subnets(ec2.SubnetType.PUBLIC),
    '\'vpcSubnets\' must select private subnets with a way to the internet, because the tasks have no public IP address; '
      + 'got public subnets; leave it out for the private subnets of \'vpc\'',
    subnets(ec2.SubnetType.PRIVATE_WITH_EGRESS),
  ],
  [
    'a selection of no subnet', (stack) => ({ vpc: network(stack), vpcSubnets: { subnetFilters: [ec2.SubnetFilter.byIds(['subnet-9'])] } }),
    '\'vpcSubnets\' must select at least one subnet; got {"subnetFilters":[{"subnetIds":["subnet-9"]}]}',
    (stack) => ({ vpc: network(stack), vpcSubnets: { availabilityZones: stack.availabilityZones.slice(0, 1) } }),
  ],
  [
    'an id instead of a VPC', { vpc: 'vpc-0' as unknown as ec2.IVpc },
    '\'vpc\' must be a VPC, defined or imported; got "vpc-0"; import it with Vpc.fromLookup() or Vpc.fromVpcAttributes()',
    (stack) => ({ vpc: vpcIn(stack, 'Given') }),
  ],
  [
    'no security group', { securityGroups: [] }, '\'securityGroups\' must not be empty; got []; leave it out for a new one',
    (stack) => ({ securityGroups: [new ec2.SecurityGroup(stack, 'Group', { vpc: vpcIn(stack, 'Given') })] }),
  ],
  [
    'a size of CPU that Fargate does not have', { cpu: 1000 },
    '\'cpu\' must be one of 256, 512, 1024, 2048, 4096, 8192, 16384, the sizes of Fargate in units of CPU; got 1000', { cpu: 1024 },
  ],
  [
    'memory that does not go with the CPU', { cpu: 256, memoryLimitMiB: 4096 },
    '\'memoryLimitMiB\' must be 512 to 2048 in steps of 512 for 256 units of CPU; got 4096', { cpu: 256, memoryLimitMiB: 2048 },
  ],
  [
    'the memory of one virtual CPU with two', { cpu: 2048, memoryLimitMiB: 2048 },
    '\'memoryLimitMiB\' must be 4096 to 16384 in steps of 1024 for 2048 units of CPU; got 2048', { cpu: 2048 },
  ],
  [
    'memory between two sizes', { cpu: 256, memoryLimitMiB: 1536 },
    '\'memoryLimitMiB\' must be 512 to 2048 in steps of 512 for 256 units of CPU; got 1536', { cpu: 512, memoryLimitMiB: 3072 },
  ],
  [
    'memory in text', { memoryLimitMiB: '2048' as unknown as number },
    '\'memoryLimitMiB\' must be a whole number; got "2048"', { memoryLimitMiB: 4096 },
  ],
  [
    'a negative number of tasks', { desiredCount: -1 },
    '\'desiredCount\' must be a whole number of tasks, 0 or more; got -1', { desiredCount: 0 },
  ],
  [
    'half a task', { desiredCount: 1.5 }, '\'desiredCount\' must be a whole number of tasks, 0 or more; got 1.5', { desiredCount: 1 },
  ],
  [
    'another processor', { cpuArchitecture: ecs.CpuArchitecture.of('RISCV') }, '\'cpuArchitecture\' must be X86_64 or ARM64; got "RISCV"',
    { cpuArchitecture: ecs.CpuArchitecture.of('ARM64') },
  ],
  [
    'a target', (stack) => ({ target: roleIn(stack, 'Mine') }) as Partial<TeleportFargateAgentProps>,
    '\'target\' must be left out, because the agent has a role of its own; got Stack/Mine; give the role in \'taskRole\'',
    (stack) => ({ taskRole: roleIn(stack, 'Mine') }),
  ],
  [
    'a name for a role that has one', (stack) => ({ taskRole: roleIn(stack, 'Mine'), roleName: 'agent' }),
    '\'roleName\' must be left out with \'taskRole\', which has a name; got "agent"', { roleName: 'agent' },
  ],
  [
    'patterns of no boundary', { boundaryPatterns: [any] },
    '\'boundaryPatterns\' must be given with \'withPermissionsBoundary\'; got no boundary',
    { boundaryPatterns: [any], withPermissionsBoundary: true },
  ],
  [
    'two boundaries', { selfGrant: SelfGrant.BOUNDED, withPermissionsBoundary: true },
    '\'withPermissionsBoundary\' must be left out with \'selfGrant\'; got "bounded"; SelfGrant.BOUNDED brings a boundary',
    { selfGrant: SelfGrant.BOUNDED },
  ],
  [
    'an interval without a Discovery Service', { pollInterval: Duration.minutes(1) },
    '\'pollInterval\' must be left out without \'discoveryGroup\', because it is the Discovery Service\'s; got 60 seconds',
    { pollInterval: Duration.minutes(1), discoveryGroup: 'prod' },
  ],
  [
    'discovery twice', { discoverDatabases: true, discoveryGroup: 'prod' },
    '\'discoverDatabases\' must be left out with \'discoveryGroup\', because the Discovery Service discovers; got true',
    { discoverDatabases: true },
  ],
  [
    'a modification of nothing', { allowDatabaseModification: true, databaseTypes: undefined },
    '\'allowDatabaseModification\' must be used with types that Teleport modifies, rds, aurora, or with single databases of these types; '
      + 'got no \'databaseTypes\'; leave it out, or name the types in \'databaseTypes\'; '
      + 'if another service discovers them, set \'discoverDatabases\' to false in the configuration of this one',
    { allowDatabaseModification: true },
  ],
  [
    'an agent that reaches nothing', { databaseTypes: undefined, databases: undefined },
    '\'databaseTypes\' must be given, or \'databases\', \'assumedRoles\', \'manageUsersOf\' or \'secretStores\'; got none of them; '
      + 'name what Teleport must reach',
    { databases: undefined },
  ],
];

test.each(REFUSED)('%s', (_, refused, message, passes) => {
  const stack = stackIn();
  expect(() => agentIn(stack, propsOf(stack, refused))).toThrow(new Error(message));
  const other = stackIn();
  agentIn(other, propsOf(other, passes));
  expect(resourcesOf(other)).not.toEqual({});
});

const ownWarningsOf = (stack: Stack) => warningsOf(stack).filter((id) => id.startsWith('cdk-teleport'));

test('isolated subnets are taken with a warning, because CDK does not know every way out', () => {
  const stack = stackIn();
  agentIn(stack, subnets(ec2.SubnetType.PRIVATE_ISOLATED)(stack));
  expect(ownWarningsOf(stack)).toEqual(['cdk-teleport-database-access:agentWithoutWayOut']);
  const other = stackIn();
  agentIn(other, subnets(ec2.SubnetType.PRIVATE_WITH_EGRESS)(other));
  expect(ownWarningsOf(other)).toEqual([]);
});

test('a tag that names a major version only is taken with a warning', () => {
  const stack = stackIn();
  agentIn(stack, { image: distroless('18') });
  expect(ownWarningsOf(stack)).toEqual(['cdk-teleport-database-access:imageTagMoves']);
});

test('a VPC of another app is refused', () => {
  const other = stackIn(undefined, 'Other', new App());
  expect(() => agentIn(stackIn(), { vpc: network(other) })).toThrow(/^'vpc' must be of the app of/);
});

test('a parameter may give what is checked when it is known', () => {
  const stack = stackIn();
  agentIn(stack, { desiredCount: new CfnParameter(stack, 'Count', { type: 'Number' }).valueAsNumber });
  expect(Object.keys(resourcesOf(stack))).toContain('AgentServiceF2D3C3B9');
});
