import { selecting, sightingsOf } from './labels';
import { Problem } from '../../problem';
import type { Database, Selector } from '../model';
import { listed, Remarks } from '../remarks';

/** The databases that the agent takes. Without `db_service.resources` it is told nothing, and all of them count. */
export function served(
  databases: readonly Database[], selectors: readonly Selector[], own: ReadonlySet<string>, remarks: Remarks,
): Database[] {
  if (selectors.length === 0) {
    return [...databases];
  }
  const all = selectors.map(({ labels, route }) => ({
    route,
    selects: selecting(labels, (expression) => new Problem(`db_service.resources selects by ${expression}, which only Teleport evaluates`)),
  }));
  const selectorOf = (database: Database) => own.has(database.name)
    ? { route: undefined }
    : all.find(({ selects }) => sightingsOf(database).some(selects));
  const taken = databases.flatMap((database) => {
    const selector = selectorOf(database);
    return selector === undefined ? [] : [{ ...database, route: selector.route ?? database.route }];
  });
  const left = databases.filter((database) => selectorOf(database) === undefined).map(({ name }) => name);
  if (left.length > 0) {
    remarks.note(`left out, because db_service.resources does not select them: ${listed(left)}`);
  }
  return taken;
}
