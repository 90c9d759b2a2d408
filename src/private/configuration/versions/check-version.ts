import { Tokenization } from 'aws-cdk-lib';
import { Feature, Part } from './feature';
import { FEATURES } from './features';
import { isAtLeast, isNewer } from './version';
import { invalid, verbatim } from '../../checks/invalid';

/**
 * Refuses a document that the stated Teleport does not know in full. Without a stated version, it refuses only what lets more in if an
 * older Teleport drops it.
 */
export function checkVersion(version: string | undefined, document: object): void {
  const unknown = partsOf(document).flatMap(([part, content]) =>
    FEATURES.filter((feature) => feature.part === part && !isKnown(feature, version) && has(content, feature)));
  if (unknown.length > 0) {
    const { title, since, older, reader } = unknown.reduce((one, other) => isWorse(other, one) ? other : one);
    throw invalid('teleportVersion', `be ${since.join(' or ')} or later for ${title}, because an older Teleport ${older}`,
      version ?? verbatim('nothing'), version === undefined
        ? `state the version of the ${reader}: the oldest of them, such as ${since[0]}` : 'upgrade Teleport first, or leave it out');
  }
}

/** What is dangerous comes first, then what needs the newest release: with that, the rest is known too. */
const isWorse = (one: Feature, other: Feature) => one.isDangerous === other.isDangerous
  ? isNewer(one.since, other.since)
  : one.isDangerous === true;

/** Without a stated version, everything is written but what is dangerous. */
const isKnown = ({ since, isDangerous }: Feature, version: string | undefined) =>
  version === undefined ? isDangerous !== true : isAtLeast(version, since);

const has = (content: object, { keys, without = [] }: Feature) =>
  Object.entries(keys).every(([path, pattern]) => valuesAt(content, path.split('.')).some((value) => pattern.test(String(value))))
  && without.every((path) => valuesAt(content, path.split('.')).length === 0);

/** The values at a path. Each value of a list counts, and so does a map as a whole. */
function valuesAt(value: unknown, [key, ...rest]: readonly string[]): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) => valuesAt(item, key === undefined ? [] : [key, ...rest]));
  }
  if (key === undefined) {
    return value === undefined || Tokenization.isResolvable(value) ? [] : [value];
  }
  return typeof value === 'object' && value !== null ? valuesAt((value as { [name: string]: unknown })[key], rest) : [];
}

interface Map { readonly [key: string]: unknown }

/** What a document is made of: a file of the agent, values of the chart that contain one, or resources. */
function partsOf(document: object): (readonly [Part, object])[] {
  return [document].flat().flatMap((one) => 'kind' in one ? partsOfResource(one as Resource) : partsOfFile(one as File));
}

/** Whatever `with()` adds, too. */
interface Service { readonly aws?: unknown; readonly databases?: unknown; readonly resources?: unknown }
interface File {
  readonly db_service?: Service;
  readonly discovery_service?: Service;
  /** Of values for the chart. */
  readonly teleportConfig?: File;
  readonly databaseResources?: unknown;
}

function partsOfFile(file: File): (readonly [Part, object])[] {
  const { db_service: db = {}, discovery_service: discovery = {}, teleportConfig, databaseResources } = file;
  return [
    ['teleport.yaml', file],
    ...matchers([...mapsOf(db.aws), ...mapsOf(discovery.aws)]),
    ...mapsOf(db.databases).map((database) => databasePart(database, database.static_labels)),
    ...teleportConfig === undefined ? [] : partsOfFile(withResources(teleportConfig, databaseResources)),
  ];
}

/** What the chart makes of its values: the selectors are not in the part of the file that it merges. */
const withResources = (file: File, resources: unknown): File =>
  resources === undefined ? file : { ...file, db_service: { ...file.db_service, resources } };

interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Map };
  readonly spec: { readonly allow?: object; readonly aws?: unknown };
}

function partsOfResource(resource: Resource): (readonly [Part, object])[] {
  const { kind, metadata, spec } = resource;
  switch (kind) {
    case 'db':
      return [databasePart({ name: metadata.name, ...spec }, metadata.labels)];
    case 'token':
      return [['token', resource], ...(spec.allow as object[]).map((rule) => ['token rule', rule] as const)];
    case 'discovery_config':
      return [['discovery_config', resource], ...matchers(mapsOf(spec.aws))];
    default:
      return [[kind as Part, resource]];
  }
}

/** The keys of labels have dots: a list of them is no path. */
const databasePart = (database: Map, labels: unknown) => ['database', { ...database, labels: Object.keys(Object(labels)) }] as const;

/** A `discovery_config` nests what a file has at the top of a matcher. */
function matchers(list: readonly Map[]): (readonly [Part, object])[] {
  return list.map(({ assume_role: role, ...matcher }) => {
    const { role_arn: arn, external_id: externalId } = (role ?? {}) as Map;
    return ['matcher', { assume_role_arn: arn, external_id: externalId, ...definedOf(matcher) }];
  });
}

const mapsOf = (list: unknown): readonly Map[] => [list].flat().filter((item): item is Map => typeof item === 'object' && item !== null);
const definedOf = (map: Map) => Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined));
