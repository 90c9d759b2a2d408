import { resourceIn, staticIn } from './database';
import { labelsIn } from './labels';
import { flatMatcher, nestedMatcher } from './matcher';
import { roleIn } from './role';
import { routeIn } from './route';
import { Declared, merged, Selector } from '../model';
import type { Field } from '../read/field';

/** What a document of each kind says. `TeleportDatabaseV3` and the like are the same, for Kubernetes. */
const KINDS: { readonly [kind: string]: (document: Field) => Partial<Declared> } = {
  db: resourceIn,
  db_server: (document) => resourceIn(document.get('spec', 'database')),
  role: (document) => ({ roles: [roleIn(document)] }),
  discovery_config: (document) => ({ matchers: document.get('spec', 'aws').items().map(nestedMatcher) }),
};
const NAMES = Object.keys(KINDS).join(', ');

/** Everything that the documents say. */
export function declaredIn(documents: readonly Field[]): Declared {
  return merged(documents.map((document) => {
    const kind = kindOf(document);
    return kind === undefined ? teleportYaml(document) : KINDS[kind](document);
  }));
}

/** Undefined for a `teleport.yaml`, which has none. */
function kindOf(document: Field): string | undefined {
  if (!document.isMap) {
    throw document.problem(`must be a resource of kind ${NAMES}, or a teleport.yaml`);
  }
  const kind = document.get('kind').text();
  if (kind === undefined) {
    if (['teleport', 'db_service', 'discovery_service'].every((key) => document.get(key).isEmpty)) {
      throw document.problem(`must have a kind (${NAMES}), or be a teleport.yaml`);
    }
    return undefined;
  }
  const own = /^TeleportDatabaseV3$/.test(kind) ? 'db' : /^TeleportRole(?:V\d)?$/.test(kind) ? 'role' : kind;
  if (!Object.hasOwn(KINDS, own)) {
    throw document.get('kind').problem(`must be one of ${NAMES}; got ${JSON.stringify(kind)}; ask for these alone: tctl get db,roles`);
  }
  return own;
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
