import { Declaration, rolesOf } from './declaration';
import { unknownIn } from '../checks/known-options';
import { optionNotKnown } from '../checks/warnings/policies';
import { Warning } from '../checks/warnings/warning';
import { getOr } from '../tokens/get-or';

/** Warns of options that nobody knows, in what a construct was given and in all values in it. */
export function onUnknownOptions(declaration: Declaration, ...structs: readonly object[]): Warning[] {
  const { databases = [], assumedRoles = [], secretStores = [] } = declaration;
  const owners = new Map<string, string[]>();
  const add = (label: string, names: readonly string[]) => names.forEach((name) => getOr(owners, name, () => []).push(label));
  add('its props', unknownIn(...structs));
  databases.forEach(({ _facts: { label, unknownOptions = [] } }) => add(label, unknownOptions));
  [...assumedRoles, ...rolesOf(databases)].forEach(({ _identity, _unknownOptions }) => add(_identity.label, _unknownOptions));
  const stores = [...secretStores, ...databases.flatMap(({ _facts: { registration } }) => registration?.secretStore ?? [])];
  stores.forEach(({ keyPrefix, _unknownOptions }) => add(`the secret store ${keyPrefix}`, _unknownOptions));
  return optionNotKnown([...owners].map(([name, labels]) => ({ name, labels: [...new Set(labels)] })));
}
