/** For light and dark, narrow and wide. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f6f7f9; --card: #fff; --line: #d9dee6; --text: #1c2330; --soft: #5b6678; --code: #eef1f6;
  --identity: #5b3fd6; --trusted: #5b6678; --role: #b4540a; --thing: #0b7a6b; --fine: #0b7a6b; --filling: #b4540a; --full: #c22b2b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10141b; --card: #181e28; --line: #2d3646; --text: #e4e9f1; --soft: #9aa7ba; --code: #232b38;
    --identity: #a893ff; --trusted: #9aa7ba; --role: #f0a35e; --thing: #4fd1bf; --fine: #4fd1bf; --filling: #f0a35e; --full: #ff8080;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 1400px; padding: clamp(1rem, 3vw, 2.5rem); background: var(--ground); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1.1rem; margin: 0 0 .75rem; }
h4 { font-size: .95rem; margin: 0; padding: .9rem 0 .6rem; }
h4 { display: flex; flex-wrap: wrap; gap: .25rem 1rem; justify-content: space-between; }
p { margin: 0 0 .5rem; }
code { font: .87em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
code { background: var(--code); border-radius: 4px; padding: .1em .3em;
  overflow-wrap: anywhere; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
code span { display: inline-block; max-width: 100%; }
h3 code { background: none; padding: 0; font-size: 1em; }
a { color: inherit; }
.lead, .why p, .quota, dt { color: var(--soft); }
.kind { font-size: .75rem; font-weight: 600; margin-right: .35rem; }
.kind { text-transform: uppercase; letter-spacing: .06em; color: var(--identity); }
article, .picture { background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
article, .picture { padding: clamp(1rem, 2vw, 1.5rem); margin: 0 0 1.25rem; }
.picture { overflow-x: auto; }
dl { display: grid; grid-template-columns: minmax(6.5rem, auto) 1fr; gap: .3rem 1rem; margin: 0 0 .5rem; }
dt { grid-column: 1; } dd { grid-column: 2; margin: 0; min-width: 0; }
section { border-top: 1px solid var(--line); margin-top: .75rem; }
.statement { display: grid; gap: .75rem 1.5rem; padding: .75rem 0; border-top: 1px dashed var(--line); }
.statement > div { min-width: 0; }
.statement > div:empty { display: none; }
.why strong { overflow-wrap: anywhere; }
.why p { margin: 0; }
.app .why p { color: var(--role); }
.label { display: block; font-size: .75rem; color: var(--soft); margin-bottom: .15rem; }
.deny { color: var(--full); font-weight: 600; }
.values { list-style: none; margin: 0; padding: 0; display: grid; gap: .25rem; }
.values + details { margin-top: .25rem; }
summary { cursor: pointer; color: var(--soft); }
.quota { display: flex; align-items: center; gap: .6rem; font-size: .87rem; font-weight: 400; font-variant-numeric: tabular-nums; }
.bar { flex: none; width: 6rem; height: .45rem; border-radius: 1rem; background: var(--line); overflow: hidden; }
.bar span { display: block; height: 100%; border-radius: 1rem; background: var(--fine); }
.filling span { background: var(--filling); } .full span { background: var(--full); }
@media (min-width: 900px) { .statement { grid-template-columns: 1.2fr 1.1fr 1.7fr 1fr; } }
@media (max-width: 500px) {
  dl { grid-template-columns: 1fr; gap: .1rem; }
  dd { grid-column: 1; }
  dt { margin-top: .4rem; font-size: .8rem; }
}
svg { margin: 0 auto; font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; }
svg rect { fill: var(--card); stroke: var(--line); stroke-width: 1.5; }
svg text { fill: var(--text); } svg .title { font-weight: 600; }
svg .label, svg .detail { font-size: 11px; fill: var(--soft); }
svg .line { fill: none; stroke: var(--soft); stroke-opacity: .55; stroke-width: 1.5; } svg marker path { fill: var(--soft); }
svg .identity rect { stroke: var(--identity); } svg .identity .label { fill: var(--identity); text-transform: capitalize; }
svg .role rect { stroke: var(--role); } svg .role .label { fill: var(--role); }
svg .thing rect { stroke: var(--thing); } svg .thing .label { fill: var(--thing); }
svg .trusted rect { stroke-dasharray: 4 3; stroke: var(--trusted); }
svg.wide, svg.narrow { display: block; }
@media (min-width: 900px) { svg.narrow { display: none; } }
@media (max-width: 899.9px) { svg.wide { display: none; } }
@media print { body { background: none; } article, .picture { break-inside: avoid-page; } }
`;
