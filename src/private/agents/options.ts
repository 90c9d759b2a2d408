import type { TeleportFargateAgentProps, TeleportFargateTaskOptions } from '../../agents/fargate-agent-props';
import type { TeleportYamlOptions } from '../../configuration/options';
import type { TeleportDatabaseAccessOptions } from '../../policies/database-access';
import { Known } from '../checks/known-options';

/** The compiler asks for each option that is added: what is not named here would have no effect. */
const OF_ACCESS: Known<TeleportDatabaseAccessOptions> = {
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

const OF_YAML: Known<TeleportYamlOptions> = {
  proxyServer: true,
  joinTokenName: true,
  discoveryGroup: true,
  pollInterval: true,
  resourceLabels: true,
  discoverDatabases: true,
  listDatabases: true,
  databaseUserExternalId: true,
};

const OF_TASKS: Known<TeleportFargateTaskOptions> = {
  vpc: true,
  vpcSubnets: true,
  securityGroups: true,
  cluster: true,
  desiredCount: true,
  cpu: true,
  memoryLimitMiB: true,
  cpuArchitecture: true,
  logGroup: true,
  taskRole: true,
  roleName: true,
};

/** All that an agent takes. */
export const OF_AGENT: Known<TeleportFargateAgentProps> = {
  ...OF_ACCESS,
  ...OF_YAML,
  ...OF_TASKS,
  teleportVersion: true,
  enterprise: true,
  fips: true,
  image: true,
  user: true,
  remoteDatabases: true,
  withPermissionsBoundary: true,
  boundaryPatterns: true,
};

/** What the agent's policies are asked for. */
export const accessOptions = (props: TeleportDatabaseAccessOptions): TeleportDatabaseAccessOptions => picked(props, OF_ACCESS);

/** What its `teleport.yaml` is asked for. */
export const yamlOptions = (props: TeleportYamlOptions): TeleportYamlOptions => picked(props, OF_YAML);

function picked<T extends object>(props: T, names: Known<T>): T {
  return Object.fromEntries(Object.entries(props).filter(([name]) => name in names)) as T;
}
