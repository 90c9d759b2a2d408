import { Lazy, Reference, Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { resolveWith } from '../../src/private/tokens/resolve-with';
import { stackIn } from '../support/template';

const bucketIn = (stack: Stack) => new s3.CfnBucket(stack, 'Bucket');
const nameOf = (token: unknown) => Reference.isReference(token) ? token.displayName : undefined;

test('a reference in a text that tells its parts only when it is resolved can be replaced', () => {
  const stack = stackIn();
  const value = { a: [Lazy.string({ produce: () => `x-${bucketIn(stack).attrArn}` })] };
  expect(resolveWith(stack, value, nameOf)).toEqual({ a: [{ 'Fn::Join': ['', ['x-', 'Arn']] }] });
});

test('what is not replaced is what CDK makes of it', () => {
  const stack = stackIn();
  expect(resolveWith(stack, bucketIn(stack).ref, () => undefined)).toEqual({ Ref: 'Bucket' });
});

test('what resolves to nothing leaves the rest of its text', () => {
  const nothing = Lazy.string({ produce: () => undefined });
  const texts = [`${nothing}a`, `a${nothing}`, `${nothing}${nothing}`];
  expect(texts.map((text) => resolveWith(stackIn(), text, () => undefined))).toEqual(['a', 'a', '']);
});

test('the parts of a text can be joined in another way', () => {
  const join = (left: unknown, right: unknown) => `${left}+${right}`;
  expect(resolveWith(stackIn(), `a${Lazy.string({ produce: () => 'b' })}`, () => undefined, { join })).toBe('a+b');
});
