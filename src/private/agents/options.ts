import type { TeleportYamlOptions } from '../../configuration/options';
import type { TeleportDatabaseAccessOptions } from '../../policies/database-access';

type Names<T> = Record<keyof Required<T>, true>;

/** The compiler asks for each option that is added: what is not named here would have no effect. */
const OF_ACCESS: Names<TeleportDatabaseAccessOptions> = {
  regions: true,
  databaseTypes: true,
  databaseTags: true,
  databases: true,
  assumedRoles: true,
  allowDatabaseModification: true,
  manageUsersOf: true,
  secretStores: true,
  selfGrant: true,
  inline: true,
  policyName: true,
  path: true,
  asDocumented: true,
};

const OF_YAML: Names<TeleportYamlOptions> = {
  proxyServer: true,
  joinTokenName: true,
  discoveryGroup: true,
  pollInterval: true,
  resourceLabels: true,
  discoverDatabases: true,
  listDatabases: true,
  databaseUserExternalId: true,
};

/** What the agent's policies are asked for. */
export const accessOptions = (props: TeleportDatabaseAccessOptions): TeleportDatabaseAccessOptions => picked(props, OF_ACCESS);

/** What its `teleport.yaml` is asked for. */
export const yamlOptions = (props: TeleportYamlOptions): TeleportYamlOptions => picked(props, OF_YAML);

function picked<T extends object>(props: T, names: Names<T>): T {
  return Object.fromEntries(Object.entries(props).filter(([name]) => name in names)) as T;
}
