import { Code, Name } from './code';
import { DatabaseType } from '../../../src/databases/database-type';

/** The props of a construct that say what is allowed. */
export interface Part {
  readonly [prop: string]: readonly Code[] | undefined;
  readonly databaseTypes?: readonly Code[];
  readonly regions?: readonly string[];
  readonly manageUsersOf?: readonly Code[];
  readonly secretStores?: readonly Code[];
  readonly databases?: readonly Code[];
  readonly assumedRoles?: readonly Code[];
}

/** A type as the program writes it. */
export function member(type: string): Name {
  const [name] = Object.entries(DatabaseType).find(([, value]) => value === type) ?? [];
  return new Name(`DatabaseType.${name ?? type}`);
}
