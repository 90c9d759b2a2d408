import { Aws, CfnMapping, CfnParameter, Fn, Lazy, NestedStack, Stack } from 'aws-cdk-lib';

/** How a text can be given so that it is known at synthesis only. */
export type Wrap = (stack: Stack, text: string) => string;

export const mapping = (stack: Stack, text: string) => new CfnMapping(stack, 'Map', { mapping: { here: { text } } });

export const WRAPS: { readonly [name: string]: Wrap } = {
  'Lazy': (_, text) => Lazy.string({ produce: () => text }),
  'Fn.join()': (_, text) => Fn.join('', [text.slice(0, 1), text.slice(1)]),
  'Fn.join() of a Lazy': (_, text) => Fn.join('', [text.slice(0, 2), Lazy.string({ produce: () => text.slice(2) })]),
  'text beside a Lazy': (_, text) => text.slice(0, 3) + Lazy.string({ produce: () => text.slice(3) }),
  'Fn.sub()': (_, text) => Fn.sub(text.replace(/\$\{/g, '${!')),
  'Fn.sub() with a variable': (_, text) => Fn.sub('${Given}', { Given: text }),
  'Fn.conditionIf()': (_, text) => Fn.conditionIf('Always', text, text).toString(),
  'Fn.select()': (_, text) => Fn.select(0, Fn.split('\n', Lazy.string({ produce: () => text }))),
  'a mapping': (stack, text) => mapping(stack, text).findInMap('here', 'text'),
  'the default value of a mapping': (stack, text) =>
    new CfnMapping(stack, 'Map', { mapping: {}, lazy: false }).findInMap(Aws.REGION, 'text', text),
  'a mapping of another stack': (stack, text) => mapping(new Stack(stack.node.root, 'Maps'), text).findInMap(Aws.REGION, 'text'),
  'a parameter of a nested stack': (stack, text) => {
    const nested = new NestedStack(stack, 'Nested', { parameters: { Given: text } });
    return new CfnParameter(nested, 'Given').valueAsString;
  },
  'a mapping by region': (stack, text) => mapping(stack, text).findInMap(Aws.REGION, 'text'),
  'the default of a parameter': (stack, text) => new CfnParameter(stack, 'Given', { default: text, allowedPattern: '[a-z]+' }).valueAsString,
  'text beside the default of a parameter': (stack, text) =>
    text.slice(0, 1) + new CfnParameter(stack, 'Given', { default: text.slice(1), allowedPattern: '[a-z]+' }).valueAsString,
  'the allowed value of a parameter': (stack, text) => new CfnParameter(stack, 'Given', { allowedValues: [text] }).valueAsString,
};
