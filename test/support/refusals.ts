import { Stack } from 'aws-cdk-lib';
import { resourcesOf, stackIn } from './template';

/** Defines a construct of this library, with the id `Policy`. */
export type Call = (stack: Stack) => void;

/** What is refused, the whole message, and what is nearly the same and passes. */
export type Refusal = readonly [sentence: string, refused: Call, message: string, passes: Call];

/** A refused call says why and leaves nothing behind; what is nearly the same passes. */
export function refuse(refusals: readonly Refusal[]): void {
  test.each(refusals)('%s', (_sentence, refused, message, passes) => {
    const stack = stackIn();
    expect(() => refused(stack)).toThrow(new Error(message));
    expect(stack.node.tryFindChild('Policy')).toBeUndefined();
    const other = stackIn();
    passes(other);
    expect(resourcesOf(other)).not.toEqual({});
  });
}
