import { nameOfIdentity } from './arn';
import { identityNode, Node, thingNodes } from './nodes';
import { assumedRolesOf } from './things';
import { Identity, Report, Trust } from '../model/report';

export interface Edge { readonly from: string; readonly to: string }
export interface Graph { readonly nodes: readonly Node[]; readonly edges: readonly Edge[] }

/** Who may become whom, and what they reach. `idOf` is the place of an identity on the page. */
export function graphOf({ stacks }: Report, idOf: (identity: Identity) => string): Graph {
  const own = stacks.flatMap(({ name: stack, account = stack, identities }) => identities.map((identity) =>
    ({ identity, stack, account, node: identityNode(identity, idOf(identity), stacks.length > 1 ? stack : undefined) })));
  const nodes = new Map(own.map(({ node }) => [node.id, node]));
  const edges = new Map<string, Edge>();
  const connect = (from: Node, to: Node) => {
    [from, to].forEach((node) => nodes.set(node.id, node));
    edges.set(`${from.id} ${to.id}`, { from: from.id, to: to.id });
  };
  /** The identity that an ARN or a reference names, of the same stack if there are several, or a box of its own. */
  const named = (text: string, from: string, kind: 'trusted' | 'role', label: string): Node => {
    const title = nameOfIdentity(text);
    const found = own.filter(({ identity }) => identity.kind !== 'group' && [identity.name, identity.logicalId].includes(title));
    return (found.find(({ stack }) => stack === from) ?? found[0])?.node ?? { id: `${kind} ${text}`, kind, label, title };
  };
  for (const { identity, stack, account, node } of own) {
    (identity.trust ?? []).flatMap(trustedBy).forEach((text) => connect(named(text, stack, 'trusted', 'Trusted'), node));
    assumedRolesOf(identity).forEach((text) => connect(node, named(text, stack, 'role', 'Role')));
    thingNodes(identity, node.id, account).forEach((thing) => connect(node, thing));
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()].filter(({ from, to }) => from !== to) };
}

/** The principals, or those of them that a condition names. */
function trustedBy({ effect, principals, conditions }: Trust): readonly string[] {
  const named = conditions.find(({ key, operator }) => key === 'aws:PrincipalArn' && !operator.includes('Not'));
  return effect === 'Deny' ? [] : named?.values ?? principals;
}
