import { IVpc } from 'aws-cdk-lib/aws-ec2';
import { IConstruct } from 'constructs';
import { RULES_OF_TELEPORT } from './text-rules';
import { RULES } from '../aws/text-rules';
import { checkSameApp } from '../checks/check-app';
import { follows } from '../checks/check-names';
import { invalid } from '../checks/invalid';

/** A single VPC: its id, account and region select databases, and Teleport reads patterns there. */
export function checkVpc(scope: IConstruct, vpc: IVpc | undefined): IVpc | undefined {
  if (vpc === undefined) {
    return undefined;
  }
  if (!(Object(vpc) === vpc && 'vpcId' in vpc && 'env' in vpc)) {
    throw invalid('vpc', 'be a VPC, defined or imported', vpc, 'import it with Vpc.fromLookup() or Vpc.fromVpcAttributes()');
  }
  checkSameApp('vpc', scope, vpc);
  const { vpcId, env: { account, region } } = vpc;
  if (!follows(RULES_OF_TELEPORT.vpcId, vpcId) || !follows(RULES.account, account) || !follows(RULES.region, region)) {
    throw invalid('vpc', `be ${RULES_OF_TELEPORT.vpcId.shape}, in a known account and region`, { vpcId, account, region });
  }
  return vpc;
}
