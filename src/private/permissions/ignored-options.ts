import { Declaration, rolesOf } from './declaration';
import { Permission } from './permission';
import { DatabaseFacts } from '../../databases/private/database-facts';
import { NameKind, NAMES } from '../aws/name-rules';
import { unknownIn } from '../checks/known-options';
import { ignoredAsDocumented, optionNotKnown } from '../checks/warnings/policies';
import { Warning } from '../checks/warnings/warning';
import { getOr } from '../tokens/get-or';
import { CATALOGUE } from '../types';
import { Operation } from '../types/operation';

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

/** An option that `asDocumented` ignores, and what the policy does instead. */
export interface IgnoredOption {
  readonly prop: string;
  readonly instead: string;
}

const EVERYWHERE = 'applies in all regions';

/** Warns of everything that somebody typed and that is in no statement, because Teleport's documentation has nothing like it. */
export function onIgnoredOptions(declaration: Declaration, registered: readonly Permission[]): Warning[] {
  const { asDocumented, regions, databaseTags, databases = [] } = declaration;
  if (!asDocumented) {
    return [];
  }
  const ignored: readonly IgnoredOption[] = [
    ...regions === undefined ? [] : [{ prop: 'regions', instead: EVERYWHERE }],
    ...databaseTags === undefined ? [] : [{ prop: 'databaseTags', instead: 'applies to all tags' }],
    ...databases.flatMap(({ _facts }) => ignoredOf(_facts)),
    ...ignoredPairs(registered),
  ];
  return ignored.length > 0 ? [ignoredAsDocumented(ignored)] : [];
}

/** Warns of the pairs that a connect policy ignores. It reads nothing, so it ignores nothing else. */
export function onIgnoredPairs({ asDocumented }: Declaration, registered: readonly Permission[]): Warning[] {
  const ignored = asDocumented ? ignoredPairs(registered) : [];
  return ignored.length > 0 ? [ignoredAsDocumented(ignored)] : [];
}

/** What Teleport reads of a registered database: the documentation lists in all regions, and reads single things by no name. */
function ignoredOf({ types, regions, construct, isPattern, assumedRole }: DatabaseFacts): IgnoredOption[] {
  const reads = assumedRole === undefined ? types.flatMap((type) => CATALOGUE[type].operations.metadata ?? []) : [];
  const isIgnored = regions !== undefined && construct === undefined && reads.some(isEverywhere);
  return [
    ...isIgnored ? [{ prop: isPattern ? 'regions' : 'region', instead: EVERYWHERE }] : [],
    ...reads.flatMap(namesIn).map((kind) => ({ prop: NAMES[kind].prop, instead: 'reads every other one too' })),
  ];
}

/** Whether the documented form of an operation applies in all regions. */
const isEverywhere = ({ resources, documentedResources }: Operation) => resources === undefined || documentedResources === 'everything';

/** The names that the documented form of an operation leaves out. */
function namesIn({ resources = [], documentedResources }: Operation): NameKind[] {
  const names = resources.flatMap(({ parts }) => parts.filter((_, index) => index % 2 === 1)) as NameKind[];
  return documentedResources === 'everything' ? names : [];
}

/** Redshift's users and database names, which only a condition pairs. */
function ignoredPairs(registered: readonly Permission[]): IgnoredOption[] {
  const isPaired = registered.some(({ conditions }) => conditions?.StringLike?.['redshift:DbName'] !== undefined);
  return isPaired ? [{ prop: 'databaseNames', instead: 'lets all database users of a cluster open all its databases' }] : [];
}
