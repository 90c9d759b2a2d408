import type { Endpoint } from './endpoint';
import { CATALOGUE, DatabaseKind, isNameOf, KINDS } from '../../../src/private/types';
import type { Kind } from '../model';
import type { Field } from '../read/field';

/** Reads what a database says of itself, or a Database Service found out. */
type Said = (...keys: string[]) => Field;

export interface Known {
  readonly kind: Kind;
  readonly id?: string;
  readonly isOnlyRead: boolean;
}

const ASSUMED = KINDS.find((kind) => CATALOGUE[kind].teleport.isAssumed)!;

/** The block of each type, in the order in which Teleport looks: beside `aws`, in it, and of what it assumes where nothing else tells. */
const BLOCKS = KINDS.flatMap((kind) => {
  const { block } = CATALOGUE[kind].teleport;
  const isLast = block?.name === CATALOGUE[ASSUMED].teleport.block?.name;
  return block === undefined ? [] : [{ kind, key: block.key, path: block.isInAws ? ['aws', block.name] : [block.name], isLast }];
}).sort((one, other) => Number(one.isLast) - Number(other.isLast) || one.path.length - other.path.length);

/** The type of a database and AWS's name for it. Undefined if it is not in AWS. */
export function kindAndId(said: Said, protocol: string | undefined, endpoint: Endpoint): Known | undefined {
  const isInAws = endpoint.kind !== undefined || !said('aws', 'region').isEmpty || !said('aws', 'account_id').isEmpty;
  const byProtocol = KINDS.find((kind) => {
    const { isToldByProtocol, protocols } = CATALOGUE[kind].teleport;
    return isToldByProtocol && protocols.some((one) => one === protocol);
  });
  const block = BLOCKS.find(({ kind, path }) => !said(...path).isEmpty && (byProtocol === undefined || kind === byProtocol));
  if (block !== undefined) {
    const { kind, path, key } = block;
    return exact(kind, said(...path, key).text() ?? (endpoint.kind === kind ? endpoint.id : undefined), protocol);
  }
  const kind = byProtocol ?? endpoint.kind ?? ASSUMED; // Teleport takes any other database with a region for one of these
  return isInAws ? exact(kind, endpoint.kind === kind ? endpoint.id : undefined, protocol) : undefined;
}

/** Types that share a block differ in their ids; Teleport fills it for engines with Kerberos too. */
function exact(kind: DatabaseKind, id: string | undefined, protocol: string | undefined): Known {
  const { teleport: { withKerberos, block }, value: { name } } = CATALOGUE[kind];
  const isOnlyRead = withKerberos.some((one) => one === protocol);
  const alike = isOnlyRead || id === undefined || name === undefined ? []
    : KINDS.filter((other) => CATALOGUE[other].teleport.block?.name === block?.name && isNameOf(other, name, id));
  return { kind: alike[0] ?? kind, id, isOnlyRead };
}
