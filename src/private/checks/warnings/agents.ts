import type { Warning } from './warning';

export const agentWithoutWayOut = (subnets: readonly string[]): Warning => ({
  id: 'agentWithoutWayOut',
  message: `${subnets.join(', ')} are isolated, and the tasks must reach the Teleport cluster, AWS and the registry of their image; `
    + 'select subnets of the type PRIVATE_WITH_EGRESS, or see to a way out yourself',
});

export const imageTagMoves = (image: string, version: string): Warning => ({
  id: 'imageTagMoves',
  message: `${image} is another version tomorrow, so tasks of one service may differ; name a whole version such as ${version}`,
});
