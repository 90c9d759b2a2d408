import { listedServices, Thing, thingsOf } from './things';
import { Identity } from '../model/report';
import { countInWords } from '../model/words';

/** A box of the picture. */
export interface Node {
  readonly id: string;
  readonly kind: 'trusted' | 'identity' | 'role' | 'thing';
  /** Above the title, such as `Role` or `RDS`. */
  readonly label: string;
  readonly title: string;
  readonly detail?: string;
  /** Where a click leads. */
  readonly link?: string;
}

const MOST_BOXES = 4;
const MOST_USERS = 3;

/** `stack` tells identities of one name apart. */
export function identityNode({ kind, name, boundary }: Identity, id: string, stack: string | undefined): Node {
  const detail = [...stack === undefined ? [] : [`in ${stack}`], ...boundary === undefined ? [] : ['within a boundary']].join(', ');
  return { id, kind: 'identity', label: kind, title: name, detail, link: id };
}

/** What an identity reaches: a box for each, or one for all of a kind if there are many. Those of another account are others. */
export function thingNodes(identity: Identity, id: string, account: string): Node[] {
  const services = listedServices(identity);
  const lists = services.length === 0 ? [] : [thingNode('Lists databases of', services.join(', '))];
  const things = thingsOf(identity);
  const kinds = [...new Set(things.map(({ kind }) => kind))];
  const nodes = [...lists, ...kinds.flatMap((kind) => nodesOf(kind, things.filter((thing) => thing.kind === kind), id))];
  return nodes.map((node) => ({ ...node, id: `${account} ${node.id}` }));
}

function nodesOf(kind: string, things: readonly Thing[], id: string): Node[] {
  if (things.length <= MOST_BOXES) {
    return things.map(({ name, users }) => thingNode(kind, name === '*' ? 'every database' : name, asUsers(users)));
  }
  const users = [...new Set(things.flatMap((thing) => thing.users))];
  const all = thingNode(kind, countInWords(things.length, 'name', 'names'), asUsers(users));
  return [{ ...all, id: `${all.id} of ${id}` }]; // those of another identity are others
}

function thingNode(label: string, title: string, detail?: string): Node {
  return { id: ['thing', label, title, detail].join(' '), kind: 'thing', label, title, detail };
}

function asUsers(users: readonly string[]): string | undefined {
  if (users.length === 0) {
    return undefined;
  }
  const named = users.map((user) => user === '*' ? 'any user' : user).join(', ');
  return `as ${users.length > MOST_USERS ? countInWords(users.length, 'user', 'users') : named}`;
}
