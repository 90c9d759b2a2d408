import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { resolvedValue } from './resolved-value';
import { knownArnOf } from '../aws/known-arn';
import { possibleTexts } from '../checks/possible-texts';
import { warn } from '../checks/warning';
import { adviceOnKey, KeysInUse, wrongPlace } from '../permissions/check-keys';

/** Checks at synthesis where a key is whose ARN was a token. */
export function lookAtKeys(scope: IConstruct, { keys, regions }: KeysInUse = { keys: [], regions: [] }): void {
  const open = keys.filter(({ keyArn }) => Token.isUnresolved(keyArn));
  if (open.length > 0) {
    const stack = Stack.of(scope);
    scope.node.addValidation({
      validate: () => open.flatMap((key) => {
        const resolved = resolvedValue(scope, key.keyArn);
        const places = possibleTexts(resolved.value, resolved).map((pieces) => knownArnOf(pieces, stack));
        places.flatMap((place) => adviceOnKey(stack, key, place)).forEach((warning) => warn(scope, warning));
        return places.flatMap((place) => wrongPlace(stack, key, place, regions)?.message ?? []);
      }),
    });
  }
}
