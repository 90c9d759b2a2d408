import { Html, html } from './escape';
import { identityCard, policySection } from './identity';
import { STYLE } from './style';
import { Identity, Report, Stack } from '../../model/report';
import { countInWords, stackInWords, UNATTACHED } from '../../model/words';
import { Graph, graphOf } from '../../picture/graph';
import { layoutOf } from '../../picture/layout';
import { narrowLayoutOf } from '../../picture/narrow-layout';
import { svg } from '../../picture/svg';

/** One file that loads nothing, and runs nothing. */
export function page(report: Report): string {
  const identities = report.stacks.flatMap((stack) => stack.identities);
  const ids = new Map(identities.map((identity, index) => [identity, `identity-${index + 1}`]));
  const idOf = (identity: Identity) => ids.get(identity)!;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>What Teleport may do in AWS</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<h1>What Teleport may do in AWS</h1>
<p class="lead">${summaryOf(report)}</p>
${identities.length === 0 ? '' : picture(graphOf(report, idOf))}
${report.stacks.map((stack) => stackSection(stack, idOf))}
</body>
</html>
`.text;
}

/** Twice: beside each other for a wide window, and below each other for a narrow one. */
function picture(graph: Graph): Html {
  return html`<div class="picture">${svg(layoutOf(graph), 'wide')}${svg(narrowLayoutOf(graph), 'narrow')}</div>`;
}

function summaryOf({ stacks }: Report): string {
  const identities = stacks.flatMap((stack) => stack.identities);
  const policies = [...identities, ...stacks.map(({ unattached }) => ({ policies: unattached }))].flatMap((one) => one.policies);
  const statements = policies.flatMap((policy) => policy.statements);
  return [
    countInWords(identities.length, 'identity', 'identities'),
    countInWords(policies.length, 'policy', 'policies'),
    countInWords(statements.length, 'statement', 'statements'),
  ].join(', ');
}

function stackSection(stack: Stack, idOf: (identity: Identity) => string): Html {
  const { identities, unattached } = stack;
  return html`<h2>${stackInWords(stack)}</h2>
${identities.map((identity) => identityCard(identity, idOf(identity)))}
${unattached.length === 0 ? '' : html`<article><h3>${UNATTACHED}</h3>
${unattached.map((policy) => policySection(policy, policy.statements))}</article>`}`;
}
