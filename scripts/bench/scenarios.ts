// What is measured: agents and their databases in an app that grows in one direction.

export interface Database {
  readonly id: string;
  readonly region: string;
  readonly users: readonly string[];
}

/** One role with its policies. */
export interface Agent {
  readonly databases: readonly Database[];
}

/** The agents of one stack, which is in a stage of its own if it has one. */
export interface StackOfAgents {
  readonly stage?: string;
  readonly account: string;
  readonly agents: readonly Agent[];
}

export interface Scenario {
  readonly sizes: readonly number[];
  readonly build: (size: number) => StackOfAgents[];
}

const ACCOUNT = '123456789012';
const REGION = 'eu-west-1';
/** As many as the ten managed policies of a role hold, with something to spare. */
const DATABASES_PER_AGENT = 500;
const FEW = 5;

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const databases = (count: number, first = 0, more: Partial<Database> = {}): Database[] =>
  many(count, (index) => ({ id: `db-${String(first + index).padStart(26, 'A')}`, region: REGION, users: ['teleport'], ...more }));
const stackOf = (agents: readonly Agent[], more: Partial<StackOfAgents> = {}): StackOfAgents => ({ account: ACCOUNT, agents, ...more });
const agentWith = (count: number, first = 0): Agent => ({ databases: databases(count, first) });

/** As many agents as it takes. */
function inAgents(count: number): Agent[] {
  return many(Math.ceil(count / DATABASES_PER_AGENT), (index) => {
    const first = index * DATABASES_PER_AGENT;
    return agentWith(Math.min(DATABASES_PER_AGENT, count - first), first);
  });
}

export const SCENARIOS: { readonly [name: string]: Scenario } = {
  databases: { sizes: [1, 100, 1000, 5000, 20000], build: (size) => [stackOf(inAgents(size))] },
  agents: { sizes: [1, 10, 50, 240], build: (size) => [stackOf(many(size, () => agentWith(FEW)))] },
  stacks: { sizes: [1, 20, 100, 500], build: (size) => many(size, () => stackOf([agentWith(1)])) },
  stages: {
    sizes: [1, 10, 100],
    build: (size) => many(size, (index) => stackOf(many(5, () => agentWith(FEW)), { stage: `Stage${index}` })),
  },
  accounts: {
    sizes: [1, 20, 200, 1000],
    build: (size) => many(size, (index) => stackOf([agentWith(1)], { account: String(100000000000 + index) })),
  },
  regions: {
    sizes: [1, 5, 20, 80],
    build: (size) => [stackOf([{ databases: many(size, (index) => databases(4, 4 * index, { region: `eu-west-${index + 1}` })).flat() }])],
  },
  users: {
    sizes: [1, 10, 100, 500],
    build: (size) => [stackOf([{ databases: databases(1, 0, { users: many(size, (index) => `user${index}`) }) }])],
  },
};
