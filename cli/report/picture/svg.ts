import { Graph } from './graph';
import { Box, layoutOf } from './layout';
import { Html, html } from '../render/html/escape';

const MOST_CHARACTERS = 28;

/** The picture of a report. */
export function svg(graph: Graph): Html {
  const { boxes, lines, width, height } = layoutOf(graph);
  return html`<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="picture-title">
<title id="picture-title">Who is trusted by whom, and which databases and secrets they reach</title>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
<path d="M0 0L8 4L0 8z"/></marker></defs>
${lines.map(({ from, to }) => html`<path class="line" d="${curve(from, to)}" marker-end="url(#tip)"/>\n`)}
${boxes.map(boxOf)}
</svg>`;
}

function curve(from: Box, to: Box): string {
  const [x, y] = [from.x + from.width, from.y + from.height / 2];
  const [endX, endY] = [to.x - 1, to.y + to.height / 2];
  const bend = Math.max(30, Math.abs(endX - x) / 2);
  return `M${x} ${y}C${x + bend} ${y} ${endX - bend} ${endY} ${endX} ${endY}`;
}

function boxOf({ kind, label, title, detail, link, x, y, width, height }: Box): Html {
  const line = (text: string, offset: number, name: string) =>
    html`<text class="${name}" x="${x + 12}" y="${y + offset}">${shortened(text)}</text>`;
  const box = html`<g class="box ${kind}"><title>${[label, title, detail].filter((text) => text).join(' ')}</title>
<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>
${line(label, 17, 'label')}${line(title, 35, 'title')}${detail ? line(detail, 54, 'detail') : ''}</g>\n`;
  return link === undefined ? box : html`<a href="#${link}">${box}</a>`;
}

const shortened = (text: string) => text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
