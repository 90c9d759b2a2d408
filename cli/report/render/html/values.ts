import { Html, html } from './escape';
import { Quota } from '../../model/report';
import { quotaInWords } from '../../model/words';

const MOST_AT_ONCE = 8;

/** A name that breaks only where its parts end, unless a part is longer than a line. */
export function value(text: string): Html {
  const parts = text.split(/(?<=[ :/,](?![ :/,]))/);
  return html`<code>${parts.map((part) => html`<span>${part.trimEnd()}</span>${part.endsWith(' ') ? ' ' : ''}`)}</code>`;
}

/** Values below each other; of many, most are folded away. */
export function values(texts: readonly string[]): Html {
  const items = (some: readonly string[]) => html`<ul class="values">${some.map((text) => html`<li>${value(text)}</li>`)}</ul>`;
  const [first, rest] = [texts.slice(0, MOST_AT_ONCE), texts.slice(MOST_AT_ONCE)];
  return rest.length <= 1 ? items(texts)
    : html`${items(first)}<details><summary>${rest.length.toLocaleString('en-US')} more</summary>${items(rest)}</details>`;
}

/** A bar beside its numbers. Policies may be full: what does not fit goes into another one. */
export function bar(quota: Quota, mayBeFull = false): Html {
  const percent = Math.min(100, Math.ceil(quota.used / quota.limit * 100));
  const level = mayBeFull || percent <= 75 ? 'fine' : percent <= 90 ? 'filling' : 'full';
  const drawn = html`<span class="bar ${level}" aria-hidden="true"><span style="width:${percent}%"></span></span>`;
  return html`<span class="quota">${drawn}${quotaInWords(quota)}</span>`;
}
