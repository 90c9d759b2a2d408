import { isList, Permission } from './permission';
import { matches } from '../aws/matches';

/** Drops what discovery allows anyway: lists, and reads of single things of which it reads all. */
export function withoutKnownLists(discovered: readonly Permission[], permissions: readonly Permission[]): Permission[] {
  const lists = discovered.filter(isList);
  const reads = discovered.filter((permission) => !isList(permission) && permission.conditions === undefined);
  return permissions.filter((permission) => isList(permission)
    ? !lists.some((list) => contains(list, permission))
    : !reads.some((read) => isRead(read, permission)));
}

function contains(list: Permission, other: Permission): boolean {
  const regions = regionsOf(list);
  return other.actions.every((action) => list.actions.includes(action))
    && (regions.includes('*') || regionsOf(other).every((region) => regions.includes(region)));
}

const regionsOf = ({ conditions }: Permission) => conditions?.StringEquals['aws:RequestedRegion'].map(({ text }) => text) ?? ['*'];

function isRead(read: Permission, { actions, resources }: Permission): boolean {
  return actions.every((action) => read.actions.includes(action))
    && resources.every(({ text }) => read.resources.some((known) => matches(known.text, text)));
}
