import { Aws } from 'aws-cdk-lib';
import { Identity } from './identity';
import { RULES } from '../aws/text-rules';
import { join, literal, bounded } from '../tokens/bounded-text';

/** The role of one name in every account. It is a pattern, so a policy must limit it to an organization. */
export function roleInEveryAccount(name: string, path: string): Identity {
  const arn = join(literal('arn:'), bounded(Aws.PARTITION, RULES.partition), literal(`:iam::*:role${path}${name}`));
  return { identityType: 'Role', label: `the role ${path}${name} of the organization`, name, arn, literalArn: arn, all: arn, account: '*' };
}
