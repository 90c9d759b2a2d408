import type { Agent } from './agent';
import { joining, servicesOf } from './services';
import type { TeleportYamlOptions } from '../../configuration/options';

/** Teleport runs the first three unless it is told not to. */
const OFF = { enabled: false };

/** The whole `teleport.yaml` of the agent. */
export function teleportYaml(agent: Agent, options: TeleportYamlOptions): object {
  const { proxyServer, tokenName } = joining(options);
  const { db = OFF, discovery = OFF } = servicesOf(agent, options);
  return {
    version: 'v3', // the first that knows proxy_server
    teleport: { proxy_server: proxyServer, join_params: { method: 'iam', token_name: tokenName } },
    auth_service: OFF,
    proxy_service: OFF,
    ssh_service: OFF,
    db_service: db,
    discovery_service: discovery,
  };
}
