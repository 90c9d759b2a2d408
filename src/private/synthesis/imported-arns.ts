import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { errorsOn, SynthesisRule, warningsOn } from './synthesis-rule';
import { wrongDatabase } from '../permissions/check-databases';
import { adviceOnKey, wrongPlace } from '../permissions/check-keys';
import { KnownArn, knownArnOf } from '../tokens/known-arn';
import { possibleValues } from '../tokens/possible-values';
import { resolvedValue } from '../tokens/resolved-value';

/** Databases and keys whose ARN was an unresolved token are where the policy needs them, for each value that the token can take. */
export const importedArns: SynthesisRule = (app) => app.each('policy', ({ content: { declaration: { databases = [] }, keys } }, scope) => {
  const stack = Stack.of(scope);
  const ofDatabases = databases.flatMap(({ _facts: facts }) =>
    placesOf(scope, facts.importedBy).flatMap((place) => wrongDatabase(stack, facts, place) ?? []));
  const ofKeys = keys?.keys.map((key) => {
    const places = placesOf(scope, key.keyArn);
    return {
      errors: places.flatMap((place) => wrongPlace(stack, key, place, keys.regions) ?? []),
      warnings: places.flatMap((place) => adviceOnKey(stack, key, place)),
    };
  }) ?? [];
  return [
    ...errorsOn(scope, [...ofKeys.flatMap(({ errors }) => errors), ...ofDatabases]),
    ...warningsOn(scope, ofKeys.flatMap(({ warnings }) => warnings)),
  ];
});

/** Where something may be that is imported by a token. */
function placesOf(scope: IConstruct, arn: string | undefined): KnownArn[] {
  if (!Token.isUnresolved(arn)) {
    return [];
  }
  const resolved = resolvedValue(scope, arn);
  return possibleValues(resolved.value, resolved).map((pieces) => knownArnOf(pieces, Stack.of(scope)));
}
