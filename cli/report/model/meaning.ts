import { Statement } from './report';
import { actionsOf, OPERATIONS } from '../../../src/private/types/uses';
import { listOf } from '../assembly/json';

const BY_SID = new Map(OPERATIONS.map(({ sid, reason }) => [sid, reason]));
const BY_ACTION = new Map<string, string[]>();
for (const operation of OPERATIONS) {
  for (const action of actionsOf(operation)) {
    BY_ACTION.set(action, [...BY_ACTION.get(action) ?? [], operation.reason]);
  }
}

/** The reason of a statement by its Sid, which may be numbered, or be that of the reads of a self-grant. */
export function reasonOfSid(sid: string): string | undefined {
  return BY_SID.get(sid) ?? BY_SID.get(sid.replace(/(\d+|Read)$/, ''));
}

type Meaning = Pick<Statement, 'origin' | 'reason'>;

/** Whose a statement is, and why. Without a Sid it is a grant of the app, unless the whole policy is as Teleport documents it. */
export function meaningOf(sid: string | undefined, actions: readonly string[], mayBeDocumented: boolean): Meaning {
  if (sid !== undefined) {
    const reason = reasonOfSid(sid);
    return reason === undefined ? { origin: 'app' } : { origin: 'library', reason };
  }
  const reasons = actions.map((action) => BY_ACTION.get(action) ?? []);
  return mayBeDocumented && reasons.every(({ length }) => length > 0)
    ? { origin: 'documented', reason: fewest(reasons).join('; ') }
    : { origin: 'app' };
}

/** Whether statements without a Sid allow what Teleport does, and nothing else: `asDocumented` writes such policies. */
export function areDocumented(statements: readonly Record<string, unknown>[]): boolean {
  return statements.length > 0 && statements.every(({ Effect, Action }) => {
    const actions = listOf(Action);
    return Effect === 'Allow' && actions.length > 0 && actions.every((action) => typeof action === 'string' && BY_ACTION.has(action));
  });
}

/** A reason for each action, and none that an earlier action's reason makes needless. */
function fewest(reasons: readonly string[][]): string[] {
  const chosen = new Set<string>();
  reasons.filter((some) => !some.some((reason) => chosen.has(reason))).forEach(([reason]) => chosen.add(reason));
  return [...chosen];
}
