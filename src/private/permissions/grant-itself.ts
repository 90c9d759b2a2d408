import { Discovery } from './discover';
import { Permission } from './permission';
import { permit } from './permit';
import { DatabaseFacts } from '../../databases/private/database-facts';
import { isEverywhere } from '../tokens/arn-scope';
import { CATALOGUE, DatabaseKind } from '../types';
import { can, isGrantable } from './check-types';

/** What Teleport may grant itself: to connect to every database of the types that it discovers. */
export function grantableLogins({ scope, databaseTypes, asDocumented }: Discovery): Permission[] {
  return asDocumented ? [] : databaseTypes.filter((type) => can(type, isGrantable)).flatMap((type) => {
    const { operations: { connect = [] }, users: { every } } = CATALOGUE[type];
    return connect.map((operation) => permit(operation, scope, every));
  });
}

/** Whether these logins open a database already: those of all its types, in all its regions. Names are not compared: they may be tokens. */
export function isGrantableIn({ scope, ownRegion, databaseTypes }: Discovery, { types, regions }: DatabaseFacts): boolean {
  const grantableTypes: readonly DatabaseKind[] = databaseTypes.filter((type) => can(type, isGrantable));
  const isDiscovered = types.every((type) => grantableTypes.includes(type));
  const isThere = isEverywhere(scope) || (regions ?? [ownRegion]).every((region) => scope.regions.some(({ text }) => text === region));
  return isDiscovered && isThere;
}

const LOGINS = new Set(Object.values(CATALOGUE)
  .flatMap(({ operations: { connect = [] } }) => connect).map(({ actions }) => actions.join()));

/** What a boundary with these logins must add for the databases that they open. */
export const withoutLogins = (permissions: readonly Permission[]): Permission[] =>
  permissions.filter(({ actions }) => !LOGINS.has(actions.join()));
