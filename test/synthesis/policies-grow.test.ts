import { Aspects } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { connect, errorsIn } from '../support/policies-of-one-identity';
import { roleIn, stackIn } from '../support/template';

describe('what others add to a managed policy counts as well', () => {
  const build = (count: number, length: number) => {
    const stack = stackIn();
    connect(stack, roleIn(stack), count);
    Aspects.of(stack).add({
      visit: (node) => {
        if (node instanceof iam.CfnManagedPolicy && node.policyDocument instanceof iam.PolicyDocument) {
          node.policyDocument.addStatements(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [`arn:aws:s3:::${'b'.repeat(length)}`] }));
        }
      },
    });
    return errorsIn(stack);
  };

  // ours has 115 characters, 88 for each database, and theirs 70 without the name of the bucket
  test('to the last character', () => {
    expect(build(60, 680)).toEqual(['Stack/Policy/Resource/Resource has 6145 characters with the statements that were added to it, IAM allows 6144 for a managed policy; '
      + 'add them to a policy of your own']);
    expect(build(60, 679)).toEqual([]);
  });

  test('but not to one of theirs', () => {
    const stack = stackIn();
    connect(stack, roleIn(stack));
    new iam.ManagedPolicy(stack, 'Foreign', { statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['b'.repeat(7000)] })] });
    expect(errorsIn(stack)).toEqual([]);
  });
});
