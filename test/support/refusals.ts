import { CfnElement, Stack } from 'aws-cdk-lib';
import { resourcesOf, stackIn } from './template';

/** Defines a construct of this library, with the id `Policy`. */
export type Call = (stack: Stack) => void;

export interface Refusal {
  readonly sentence: string;
  readonly refused: Call;
  /** All of it. */
  readonly message: string;
  /** What is nearly the same. */
  readonly passes: Call;
}

/** A refused call says why and leaves no resource behind; what is nearly the same passes. */
export function refuse(refusals: readonly Refusal[]): void {
  test.each(refusals)('$sentence', ({ refused, message, passes }) => {
    const stack = stackIn();
    expect(() => refused(stack)).toThrow(new Error(message));
    expect(stack.node.tryFindChild('Policy')?.node.findAll().filter(CfnElement.isCfnElement) ?? []).toEqual([]);
    const other = stackIn();
    passes(other);
    expect(resourcesOf(other)).not.toEqual({});
  });
}
