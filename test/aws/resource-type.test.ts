import { CfnResource, Stack } from 'aws-cdk-lib';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { isResource } from '../../src/private/tokens/resource-type';

const stack = new Stack();
const type = 'AWS::SSM::Parameter';

test.each([
  ['the L1 resource of the type', new ssm.CfnParameter(stack, 'Parameter', { type: 'String', value: 'a' }), true],
  ['the L1 resource of another type', new ssm.CfnDocument(stack, 'Document', { content: {} }), false],
  ['a bare resource of the type, whose properties cannot be read', new CfnResource(stack, 'Bare', { type }), false],
  ['an L2 construct around one', new ssm.StringParameter(stack, 'Level2', { stringValue: 'a' }), false],
  ['a construct that is no resource', new Construct(stack, 'Construct'), false],
  ['nothing', undefined, false],
])('%s: %#', (_, construct, expected) => {
  expect(isResource(construct, type)).toBe(expected);
});
