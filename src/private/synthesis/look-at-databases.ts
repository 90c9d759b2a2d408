import { IConstruct } from 'constructs';
import { lookAtArns } from './look-at-arns';
import { TeleportDatabase } from '../../databases/database';
import { wrongDatabase } from '../permissions/check-databases';

/** Checks at synthesis where a database is that was imported by an ARN which is a token. */
export function lookAtDatabases(scope: IConstruct, databases: readonly TeleportDatabase[] = []): void {
  const facts = databases.map(({ _facts }) => _facts);
  lookAtArns(scope, facts, ({ importedBy }) => importedBy, wrongDatabase);
}
