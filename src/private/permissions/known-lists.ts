import { isList, Permission } from './permission';

/** Drops lists that discovery allows anyway. */
export function withoutKnownLists(discovered: readonly Permission[], permissions: readonly Permission[]): Permission[] {
  const known = discovered.filter(isList);
  return permissions.filter((permission) => !isList(permission) || !known.some((list) => contains(list, permission)));
}

function contains(list: Permission, other: Permission): boolean {
  const regions = regionsOf(list);
  return other.actions.every((action) => list.actions.includes(action))
    && (regions.includes('*') || regionsOf(other).every((region) => regions.includes(region)));
}

const regionsOf = ({ conditions }: Permission) => conditions?.StringEquals['aws:RequestedRegion'].map(({ text }) => text) ?? ['*'];
