import { Box, Layout } from './layout';
import { Html, html } from '../render/html/escape';

const MOST_CHARACTERS = { label: 38, title: 28, detail: 38 };

/** The picture of a report. `name` tells several on a page apart. */
export function svg({ boxes, lines, width, height }: Layout, name: string): Html {
  return html`<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"
  role="img" class="${name}" aria-labelledby="${name}-title">
<title id="${name}-title">Who is trusted by whom, and which databases and secrets they reach</title>
<defs><marker id="${name}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
<path d="M0 0L8 4L0 8z"/></marker></defs>
${lines.map(({ path }) => html`<path class="line" d="${path}" marker-end="url(#${name}-tip)"/>\n`)}
${boxes.map(boxOf)}
</svg>`;
}

function boxOf({ kind, label, title, detail, link, x, y, width, height }: Box): Html {
  const line = (text: string, offset: number, style: 'label' | 'title' | 'detail') =>
    html`<text class="${style}" x="${x + 12}" y="${y + offset}">${shortened(text, MOST_CHARACTERS[style])}</text>`;
  const box = html`<g class="box ${kind}"><title>${[label, title, detail].filter((text) => text).join(' ')}</title>
<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/>
${line(label, 17, 'label')}${line(title, 35, 'title')}${detail ? line(detail, 54, 'detail') : ''}</g>\n`;
  return link === undefined ? box : html`<a href="#${link}">${box}</a>`;
}

const shortened = (text: string, most: number) => text.length > most ? `${text.slice(0, most - 1)}…` : text;
