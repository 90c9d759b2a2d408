import { CfnResource, Reference, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { templateLengthOf } from './template-length';
import { LONGEST } from '../aws/quotas';
import { resolveWith } from '../tokens/resolve-with';

/** The longest ARN prefix and suffix around a resource name: `arn:<partition>:secretsmanager:<region>:<account>:secret:<name>-??????`. */
const AROUND_NAME = 72;
/** The most that CloudFormation appends to a name that it makes. */
const RANDOM = 13;

/** A reference that is as long as an ARN, and different from all others: CDK writes equal resources once. */
function stretched({ target, displayName }: Reference, length: number): unknown {
  return { 'Fn::GetAtt': `${target.node.addr}${displayName}`.padEnd(length, '.').slice(0, length) };
}

/**
 * The most characters that IAM will count in what the app wrote, with its tokens at their longest. A template does not tell how long the
 * name of a resource is, but a long name makes a long ARN.
 */
export function writtenLength(scope: IConstruct, value: unknown): number {
  return templateLengthOf(resolveWith(scope, value, (token) => {
    const name = Reference.isReference(token) && CfnResource.isCfnResource(token.target) ? longestNameOf(token.target) : 0;
    return name > 0 ? stretched(token as Reference, AROUND_NAME + name) : undefined;
  }));
}

/** Of the names that the app gives the resource (`tableName`, `bucketName`, `name`), or of the one that CloudFormation gives it. */
function longestNameOf(resource: CfnResource): number {
  const names = Object.entries(resource).filter(([key]) => /^(?!attr).*name$/i.test(key)).map(([, value]) => value);
  if (names.length > 0 && names.every((name) => name === undefined)) {
    return generatedLength(resource);
  }
  const known = names.filter((name) => typeof name === 'string' && !Token.isUnresolved(name));
  return Math.max(0, ...known.map((name) => String(name).length));
}

/** `<stack>-<logical id>-<random characters>`, cut to what the service takes. */
function generatedLength({ stack, logicalId, cfnResourceType }: CfnResource): number {
  const ofStack = Token.isUnresolved(stack.stackName) ? LONGEST.stackName : stack.stackName.length;
  const length = ofStack + String(stack.resolve(logicalId)).length + '--'.length + RANDOM;
  return cfnResourceType === 'AWS::S3::Bucket' ? Math.min(length, LONGEST.bucketName) : length;
}
