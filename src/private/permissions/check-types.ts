import { DatabaseType } from '../../databases/database-type';
import { invalid } from '../checks/invalid';
import { CATALOGUE } from '../types';
import { TypeOfDatabase } from '../types/type';

/** What Teleport does with some types of database only. */
export type Ability = (type: TypeOfDatabase) => boolean;

export const isModifiable: Ability = ({ operations: { modify } }) => modify !== undefined;
export const hasManagedUsers: Ability = ({ operations: { manageUsers } }) => manageUsers !== undefined;
export const isGrantable: Ability = ({ users: { every } }) => every !== undefined;

export const can = (type: DatabaseType, ability: Ability): boolean => ability(CATALOGUE[type]);

/** The types that have an ability, for messages. */
export const typesThat = (ability: Ability): string => Object.values(DatabaseType).filter((type) => can(type, ability)).join(', ');

/** Types of database that exist, and that have the ability. */
export function checkTypes(prop: string, types: readonly DatabaseType[], ability: Ability = () => true): void {
  const wrong = types.find((type) => !Object.values(DatabaseType).includes(type) || !can(type, ability));
  if (wrong !== undefined) {
    throw invalid(prop, `name types among ${typesThat(ability)}`, wrong);
  }
}
