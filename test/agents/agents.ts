import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { DatabaseType, RdsDatabase, TeleportFargateAgent, TeleportFargateAgentProps } from '../../src';
import { stackIn } from '../support/template';

/** A VPC with private subnets, which adds nothing to the template. */
export const vpcIn = (stack: Stack, id = 'Vpc'): ec2.IVpc => ec2.Vpc.fromVpcAttributes(stack, id, {
  vpcId: 'vpc-0123456789abcdef0',
  availabilityZones: ['eu-west-1a', 'eu-west-1b'],
  privateSubnetIds: ['subnet-1', 'subnet-2'],
  privateSubnetRouteTableIds: ['rtb-1', 'rtb-2'],
});

/** What the shortest call has, but for the VPC. */
export const SHORTEST = {
  proxyServer: 'example.teleport.sh:443',
  joinTokenName: 'database-agent',
  teleportVersion: '18.6.4',
  databaseTypes: [DatabaseType.RDS, DatabaseType.AURORA],
  databases: [RdsDatabase.any({ databaseUsers: ['reader'] })],
};

export const agentIn = (stack: Stack, props: Partial<TeleportFargateAgentProps> = {}): TeleportFargateAgent =>
  new TeleportFargateAgent(stack, 'Agent', { ...SHORTEST, vpc: props.vpc ?? vpcIn(stack), ...props });

export function agentWith(props: Partial<TeleportFargateAgentProps> = {}): { stack: Stack; agent: TeleportFargateAgent } {
  const stack = stackIn();
  return { stack, agent: agentIn(stack, props) };
}
