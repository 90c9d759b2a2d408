import { Edge, Graph } from './graph';
import { Node } from './nodes';

const SIZE = { width: 260, column: 322, gap: 18, margin: 8 };
export const HEIGHT = { plain: 46, detailed: 64 };

export interface Box extends Node {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Line {
  readonly from: Box;
  readonly to: Box;
  /** As SVG draws it. */
  readonly path: string;
}

export interface Layout {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
}

/** In columns, from those who are trusted to what is reached; who is assumed by somebody is to the right of them. */
export function layoutOf({ nodes, edges }: Graph): Layout {
  const columnOf = columnsOf(nodes, edges);
  const count = Math.max(0, ...columnOf.values()) + 1;
  const columns = Array.from({ length: count }, (_, index) => nodes.filter(({ id }) => columnOf.get(id) === index))
    .filter(({ length }) => length > 0);
  const placed = new Map<string, Box>();
  columns.forEach((column, index) => place(inOrder(column, edges, placed), index).forEach((box) => placed.set(box.id, box)));
  const height = Math.max(0, ...[...placed.values()].map((box) => box.y + box.height));
  columns.forEach((column) => center(column.map(({ id }) => placed.get(id)!), height).forEach((box) => placed.set(box.id, box)));
  const boxes = [...placed.values()];
  return {
    boxes,
    lines: edges.map(({ from, to }) => curve(placed.get(from)!, placed.get(to)!)),
    width: Math.max(0, ...boxes.map(({ x, width }) => x + width)) + SIZE.margin,
    height: height + SIZE.margin,
  };
}

/** One to the right of whoever reaches it, as far as that is no circle. Things are all in the last column. */
function columnsOf(nodes: readonly Node[], edges: readonly Edge[]): Map<string, number> {
  const columns = new Map(nodes.map(({ id, kind }) => [id, kind === 'trusted' ? 0 : 1]));
  const reached = edges.filter(({ to }) => columns.has(to));
  for (let round = 0; round < Math.min(nodes.length, 6); round += 1) {
    reached.forEach(({ from, to }) => columns.set(to, Math.max(columns.get(to)!, Math.min(columns.get(from)! + 1, 6))));
  }
  const last = Math.max(0, ...columns.values());
  nodes.filter(({ kind }) => kind === 'thing').forEach(({ id }) => columns.set(id, last));
  return columns;
}

/** As their neighbors to the left are, so that few lines cross. */
function inOrder(column: readonly Node[], edges: readonly Edge[], placed: ReadonlyMap<string, Box>): Node[] {
  const middle = ({ id }: Node) => {
    const left = edges.filter(({ to }) => to === id).flatMap(({ from }) => placed.get(from)?.y ?? []);
    return left.length === 0 ? 0 : left.reduce((sum, y) => sum + y, 0) / left.length;
  };
  return column.map((node) => ({ node, y: middle(node) })).sort((one, other) => one.y - other.y).map(({ node }) => node);
}

function place(column: readonly Node[], index: number): Box[] {
  let y = SIZE.margin;
  return column.map((node) => {
    const height = node.detail ? HEIGHT.detailed : HEIGHT.plain;
    const box = { ...node, x: SIZE.margin + index * SIZE.column, y, width: SIZE.width, height };
    y += box.height + SIZE.gap;
    return box;
  });
}

function curve(from: Box, to: Box): Line {
  const [x, y] = [from.x + from.width, from.y + from.height / 2];
  const [endX, endY] = [to.x - 1, to.y + to.height / 2];
  const bend = Math.max(30, Math.abs(endX - x) / 2);
  return { from, to, path: `M${x} ${y}C${x + bend} ${y} ${endX - bend} ${endY} ${endX} ${endY}` };
}

/** In the middle of the height of the highest column. */
function center(column: readonly Box[], height: number): Box[] {
  const room = height - Math.max(...column.map((box) => box.y + box.height));
  return column.map((box) => ({ ...box, y: box.y + room / 2 }));
}
