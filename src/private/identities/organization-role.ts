import { Aws } from 'aws-cdk-lib';
import { Identity } from './identity';
import { LONGEST } from '../aws/quotas';
import { join, literal, sized } from '../aws/sized-text';

/** The role of one name in every account: a pattern, which only an organization may narrow. */
export function roleInEveryAccount(name: string, path: string): Identity {
  const arn = join(literal('arn:'), sized(Aws.PARTITION, LONGEST.partition), literal(`:iam::*:role${path}${name}`));
  return { kind: 'Role', label: `the role ${path}${name} of the organization`, name, arn, literalArn: arn, all: arn, account: '*' };
}
