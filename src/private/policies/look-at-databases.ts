import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { resolvedValue } from './resolved-value';
import { TeleportDatabase } from '../../databases/database';
import { knownArnOf } from '../aws/known-arn';
import { possibleTexts } from '../checks/possible-texts';
import { wrongDatabase } from '../permissions/check-databases';

/** Checks at synthesis where a database is that was imported by an ARN which is a token. */
export function lookAtDatabases(scope: IConstruct, databases: readonly TeleportDatabase[] = []): void {
  const open = databases.flatMap(({ _facts: facts }) => Token.isUnresolved(facts.importedBy) ? [facts] : []);
  if (open.length > 0) {
    const stack = Stack.of(scope);
    scope.node.addValidation({
      validate: () => open.flatMap((facts) => {
        const resolved = resolvedValue(scope, facts.importedBy);
        const places = possibleTexts(resolved.value, resolved).map((pieces) => knownArnOf(pieces, stack));
        return [...new Set(places.flatMap((place) => wrongDatabase(stack, facts, place)?.message ?? []))];
      }),
    });
  }
}
