import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { KnownArn, knownArnOf } from '../tokens/known-arn';
import { possibleValues } from '../tokens/possible-values';
import { resolvedValue } from '../tokens/resolved-value';

/** What is wrong with where something is. */
type Check<T> = (stack: Stack, thing: T, place: KnownArn) => Error | undefined;

/** Checks at synthesis where something is whose ARN is a token: in each branch, for what the ARN says then. */
export function lookAtArns<T>(
  scope: IConstruct, things: readonly T[], arnOf: (thing: T) => string | undefined, check: Check<T>,
): void {
  const open = things.filter((thing) => Token.isUnresolved(arnOf(thing)));
  if (open.length > 0) {
    const stack = Stack.of(scope);
    scope.node.addValidation({
      validate: () => open.flatMap((thing) => {
        const resolved = resolvedValue(scope, arnOf(thing));
        const places = possibleValues(resolved.value, resolved).map((pieces) => knownArnOf(pieces, stack));
        return [...new Set(places.flatMap((place) => check(stack, thing, place)?.message ?? []))];
      }),
    });
  }
}
