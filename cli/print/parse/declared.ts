import { resourceIn, staticIn } from './database';
import { labelsIn } from './labels';
import { flatMatcher, nestedMatcher } from './matcher';
import { roleIn } from './role';
import { routeIn } from './route';
import { Declared, merged, Selector } from '../model';
import type { Field } from '../read/field';

interface DocumentKind {
  /** Those that Teleport reads. In another, what is written may mean something else. */
  readonly versions: readonly string[];
  readonly declare: (document: Field) => Partial<Declared>;
}

/** What a document of each kind says. `TeleportDatabaseV3` and the like are the same, for Kubernetes. */
const KINDS: { readonly [kind: string]: DocumentKind } = {
  db: { versions: ['v3'], declare: resourceIn },
  db_server: { versions: ['v3'], declare: (document) => resourceIn(document.get('spec', 'database')) },
  role: { versions: ['v3', 'v4', 'v5', 'v6', 'v7', 'v8', 'v9'], declare: (document) => ({ roles: [roleIn(document)] }) },
  discovery_config: { versions: ['v1'], declare: (document) => ({ matchers: document.get('spec', 'aws').items().map(nestedMatcher) }) },
};
const NAMES = Object.keys(KINDS).join(', ');
const TELEPORT_YAML: DocumentKind = { versions: ['v1', 'v2', 'v3'], declare: teleportYaml };

/** Everything that the documents say. */
export function declaredIn(documents: readonly Field[]): Declared {
  return merged(documents.map((document) => {
    const { versions, declare } = kindOf(document);
    const version = document.get('version').text();
    if (version !== undefined && !versions.includes(version)) {
      const known = versions.join(', ');
      throw document.get('version').problem(`must be a version that Teleport reads, ${known}; got ${JSON.stringify(version)}`);
    }
    return declare(document);
  }));
}

/** A `teleport.yaml` has no kind. */
function kindOf(document: Field): DocumentKind {
  if (!document.isMap) {
    throw document.problem(`must be a resource of kind ${NAMES}, or a teleport.yaml`);
  }
  const kind = document.get('kind').text();
  if (kind === undefined) {
    if (['teleport', 'db_service', 'discovery_service'].every((key) => document.get(key).isEmpty)) {
      throw document.problem(`must have a kind (${NAMES}), or be a teleport.yaml`);
    }
    return TELEPORT_YAML;
  }
  const own = /^TeleportDatabaseV3$/.test(kind) ? 'db' : /^TeleportRole(?:V[6-9])?$/.test(kind) ? 'role' : kind;
  if (!Object.hasOwn(KINDS, own)) {
    throw document.get('kind').problem(`must be one of ${NAMES}; got ${JSON.stringify(kind)}; ask for these alone: tctl get db,roles`);
  }
  return KINDS[own];
}

/** Both services look for databases; a service that is off does nothing. */
function teleportYaml(document: Field): Partial<Declared> {
  const [dbService, discovery] = ['db_service', 'discovery_service'].map((name) => document.get(name))
    .map((service) => service.get('enabled').flag() ? service : document.get('nothing'));
  const { databases, elsewhere } = merged(dbService.get('databases').items().map(staticIn));
  return {
    databases,
    elsewhere,
    listed: databases.map(({ name }) => name),
    matchers: [...dbService.get('aws').items(), ...discovery.get('aws').items()].map(flatMatcher),
    selectors: dbService.get('resources').items().map(selectorIn),
  };
}

function selectorIn(item: Field): Selector {
  return { labels: labelsIn(item.get('labels')), route: routeIn(item.get('aws', 'assume_role_arn'), item.get('aws', 'external_id')) };
}
