import { Graph } from './graph';
import { Box, HEIGHT, Layout, Line } from './layout';
import { Node } from './nodes';

const SIZE = { width: 308, indent: 20, gap: 10, margin: 2 };

/** Below each other, for a narrow window: what is reached stands under whoever reaches it. */
export function narrowLayoutOf({ nodes, edges }: Graph): Layout {
  const boxes: Box[] = [];
  const lines: Line[] = [];
  const seen = new Set<string>();
  let y = SIZE.margin;
  const visit = (node: Node, parent: Box | undefined) => {
    const x = parent === undefined ? SIZE.margin : Math.min(parent.x + SIZE.indent, SIZE.margin + 4 * SIZE.indent);
    const box: Box = { ...node, x, y, width: SIZE.width - x, height: node.detail ? HEIGHT.detailed : HEIGHT.plain };
    boxes.push(box);
    y += box.height + SIZE.gap;
    if (parent !== undefined) {
      lines.push(elbow(parent, box));
    }
    if (!seen.has(node.id)) { // of one that several reach, the first has what it reaches
      seen.add(node.id);
      edges.filter(({ from }) => from === node.id).forEach(({ to }) => visit(nodes.find(({ id }) => id === to)!, box));
    }
  };
  const reached = new Set(edges.map(({ to }) => to));
  for (const node of [...nodes.filter(({ id }) => !reached.has(id)), ...nodes]) { // all, because a circle is reached from nowhere else
    if (!seen.has(node.id)) {
      visit(node, undefined);
    }
  }
  return { boxes, lines, width: SIZE.width + SIZE.margin, height: y };
}

function elbow(from: Box, to: Box): Line {
  return { from, to, path: `M${from.x + SIZE.indent / 2} ${from.y + from.height}V${to.y + to.height / 2}H${to.x - 1}` };
}
