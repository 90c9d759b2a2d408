import { App, Aws, CfnParameter, Fn, Lazy, NestedStack, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { RdsDatabase, TeleportRdsConnectPolicy } from '../../src';
import { writtenLength } from '../../src/private/documents/written-length';
import { synthesisErrors } from '../support/synthesis-errors';
import { roleIn, stackIn } from '../support/template';

const secret = (stack: Stack, name?: string) => new secretsmanager.CfnSecret(stack, 'Secret', { name });

test.each<{ what: string; make: (stack: Stack) => unknown; length: number }>([
  { what: 'text', make: () => ['abc', 'de'], length: '["abc","de"]'.length },
  { what: 'text that turns out to be text', make: () => `a${Lazy.string({ produce: () => 'bc' })}d`, length: '"abcd"'.length },
  { what: 'nothing', make: () => ({ a: Lazy.any({ produce: () => undefined }) }), length: '{}'.length },
  { what: 'pseudo parameters', make: () => `arn:${Aws.PARTITION}:${Aws.REGION}:${Aws.ACCOUNT_ID}`, length: '"arn:::"'.length + 10 + 15 + 12 },
  { what: 'a parameter', make: (stack) => new CfnParameter(stack, 'Any').valueAsString, length: '""'.length + 102 },
  { what: 'the ARN of a resource that has no name', make: (stack) => `${new kms.CfnKey(stack, 'Key').attrArn}/*`, length: '"/*"'.length + 102 },
  { what: 'the ARN of a resource with a short generated name', make: (stack) => `${secret(stack).ref}/*`, length: '"/*"'.length + 102 },
  {
    what: 'the ARN of a resource with a long generated name',
    make: (stack) => `${new secretsmanager.CfnSecret(stack, 'S'.repeat(100)).ref}/*`,
    length: '"/*"'.length + 72 + 'Stack-'.length + 100 + '-'.length + 13 + '""'.length,
  },
  {
    what: 'the ARN of a resource whose generated name starts with that of a nested stack',
    make: (stack) => `${secret(new NestedStack(stack, 'Nested')).ref}/*`,
    length: '"/*"'.length + 72 + 128 + '-Secret-'.length + 13 + '""'.length,
  },
  {
    what: 'the ARN of a bucket with a generated name, which is cut',
    make: (stack) => `${new s3.CfnBucket(stack, 'B'.repeat(100)).attrArn}/*`,
    length: '"/*"'.length + 72 + 63 + '""'.length,
  },
  { what: 'the ARN of a resource with a short name', make: (stack) => secret(stack, 'short').ref, length: '""'.length + 102 },
  { what: 'the ARN of a resource with a long name', make: (stack) => `${secret(stack, 'n'.repeat(200)).ref}/*`, length: '"/*"'.length + 72 + 200 + '""'.length },
  { what: 'the ARN of a resource whose name is a token', make: (stack) => secret(stack, Fn.importValue('Name')).ref, length: '""'.length + 102 },
])('$what counts $length characters', ({ make, length }) => {
  const stack = stackIn();
  expect(writtenLength(stack, make(stack))).toBe(length);
});

test('later grants to buckets with long names are counted as they will be deployed', () => {
  const build = (buckets: number) => {
    const stack = stackIn();
    const policy = new TeleportRdsConnectPolicy(stack, 'Policy', {
      target: roleIn(stack), databases: [RdsDatabase.fromResourceId('db-A', { databaseUsers: ['app'] })],
    });
    for (let index = 0; index < buckets; index++) {
      const { bucketArn } = new s3.Bucket(stack, `Bucket${index}`, { bucketName: String(index).padStart(63, 'b') });
      policy.grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucketArn] }));
    }
    return synthesisErrors(stack.node.root as App);
  };
  // 94 characters, and 140 for each
  expect(build(44)).toEqual(['later grants need 6254 characters, and a managed policy has at most 6144; grant less, or to a policy of your own']);
  expect(build(43)).toEqual([]);
});
