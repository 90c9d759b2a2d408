import { Part } from './feature';

interface Map { readonly [key: string]: unknown }

/** What a document is made of: a file of the agent, values of the chart that contain one, or resources. */
export function partsOf(document: object): (readonly [Part, object])[] {
  return [document].flat().flatMap((one) => 'kind' in one ? partsOfResource(one as Resource) : partsOfFile(one as File));
}

interface Service { readonly aws?: Map[]; readonly databases?: Map[]; readonly resources?: Map[] }
interface File {
  readonly db_service?: Service;
  readonly discovery_service?: Service;
  /** Of values for the chart. */
  readonly teleportConfig?: File;
  readonly databaseResources?: Map[];
}

function partsOfFile(file: File): (readonly [Part, object])[] {
  const { db_service: db = {}, discovery_service: discovery = {}, teleportConfig, databaseResources } = file;
  return [
    ['teleport.yaml', file],
    ...matchers([...db.aws ?? [], ...discovery.aws ?? []]),
    ...(db.databases ?? []).map((database) => ['database', database] as const),
    ...teleportConfig === undefined ? [] : partsOfFile(withResources(teleportConfig, databaseResources)),
  ];
}

/** What the chart makes of its values: the selectors are not in the part of the file that it merges. */
const withResources = (file: File, resources: Map[] | undefined): File =>
  resources === undefined ? file : { ...file, db_service: { ...file.db_service, resources } };

interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly allow?: object; readonly aws?: object };
}

function partsOfResource(resource: Resource): (readonly [Part, object])[] {
  const { kind, metadata, spec } = resource;
  switch (kind) {
    case 'db':
      return [['database', { name: metadata.name, ...spec }]];
    case 'token':
      return [['token', resource], ...(spec.allow as object[]).map((rule) => ['token rule', rule] as const)];
    case 'discovery_config':
      return [['discovery_config', resource], ...matchers(spec.aws as Map[])];
    default:
      return [[kind as Part, resource]];
  }
}

/** A `discovery_config` nests what a file has at the top of a matcher. */
function matchers(list: readonly Map[]): (readonly [Part, object])[] {
  return list.map(({ assume_role: role, ...matcher }) => {
    const { role_arn: arn, external_id: externalId } = (role ?? {}) as Map;
    return ['matcher', { assume_role_arn: arn, external_id: externalId, ...definedOf(matcher) }];
  });
}

const definedOf = (map: Map) => Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined));
