import { chartValues, isChart, teleportYaml } from './agent';
import { resourceIn } from './database';
import { nestedMatcher } from './matcher';
import { roleIn } from './role';
import { Declared, merged } from '../model';
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
const CHART: DocumentKind = { versions: [], declare: chartValues };
const AGENTS = 'a teleport.yaml, or values of the chart teleport-kube-agent';

/** The name under which another chart has the values of this one. */
const SUBCHART = 'teleport-kube-agent';

/** Everything that the documents say. */
export function declaredIn(documents: readonly Field[]): Declared {
  const all = documents.map((document) => document.isMap && document.get(SUBCHART).isMap ? document.get(SUBCHART) : document)
    .map((document) => ({ document, kind: kindOf(document) }));
  const [, again] = all.filter(({ kind }) => kind === CHART);
  if (again !== undefined) {
    throw again.document.problem('are values of the chart again: of several files, Helm takes a list from the last one; '
      + 'give what helm get values RELEASE --output yaml prints');
  }
  return merged(all.map(({ document, kind: { versions, declare } }) => {
    const version = document.get('version').text();
    if (version !== undefined && versions.length > 0 && !versions.includes(version)) {
      const known = versions.join(', ');
      throw document.get('version').problem(`must be a version that Teleport reads, ${known}; got ${JSON.stringify(version)}`);
    }
    return declare(document);
  }));
}

/** What configures an agent has no kind. */
function kindOf(document: Field): DocumentKind {
  if (!document.isMap) {
    throw document.problem(`must be a resource of kind ${NAMES}, ${AGENTS}`);
  }
  const kind = document.get('kind').text();
  if (kind === undefined) {
    if (['teleport', 'db_service', 'discovery_service'].every((key) => document.get(key).isEmpty)) {
      if (isChart(document)) {
        return CHART;
      }
      throw document.problem(`must have a kind (${NAMES}), or be ${AGENTS}`);
    }
    return TELEPORT_YAML;
  }
  const own = /^TeleportDatabaseV3$/.test(kind) ? 'db' : /^TeleportRole(?:V[6-9])?$/.test(kind) ? 'role' : kind;
  if (!Object.hasOwn(KINDS, own)) {
    throw document.get('kind').problem(`must be one of ${NAMES}; got ${JSON.stringify(kind)}; ask for these alone: tctl get db,roles`);
  }
  return KINDS[own];
}
