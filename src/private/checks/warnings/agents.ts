import type { Warning } from './warning';

export const agentWithoutWayOut = (subnets: readonly string[]): Warning => ({
  id: 'agentWithoutWayOut',
  message: `${subnets.join(', ')} are isolated, and the tasks must reach the Teleport cluster, AWS and the registry of their image; `
    + 'select subnets of the type PRIVATE_WITH_EGRESS, or see to a way out yourself',
});

export const imageTagMoves = (image: string, version: string): Warning => ({
  id: 'imageTagMoves',
  message: `${image} may be another version tomorrow, and tasks of one service would then differ; name a whole version such as ${version}`,
});
