import { Html, html } from './escape';
import { bar, value, values } from './values';
import { Identity, Policy, Statement } from '../../model/report';
import { beyondPolicies } from '../../model/same-statements';
import { conditionInWords, countInWords, NOT_SEEN, reasonInWords, titleInWords, trustInWords } from '../../model/words';

/** Who it is, who may become it, what it may do and why. */
export function identityCard(identity: Identity, id: string): Html {
  const { kind, name, trust = [], policies, boundary, otherPolicies, quotas } = identity;
  return html`<article id="${id}">
<h3><span class="kind">${kind}</span> ${value(name)}</h3>
<dl>${[
  fact('Assumed by', trust.map((one) => html`${trustInWords(one).map((part) => html`<div>${value(part)}</div>`)}`)),
  fact('Boundary', boundary === undefined ? [] : [value(typeof boundary === 'string' ? boundary : boundary.name)]),
  fact('Also has', otherPolicies.map((other) => html`${value(other)}, ${NOT_SEEN}`)),
  fact('Limits', quotas.map((quota) => bar(quota))),
]}</dl>
${policies.map((policy) => policySection(policy, policy.statements))}
${typeof boundary === 'object' ? policySection(boundary, beyondPolicies(boundary, identity)) : ''}
</article>`;
}

function fact(label: string, contents: readonly Html[]): Html | undefined {
  return contents.length === 0 ? undefined : html`<dt>${label}</dt>${contents.map((one) => html`<dd>${one}</dd>`)}`;
}

/** A policy with those of its statements that are to be seen. */
export function policySection(policy: Policy, statements: readonly Statement[]): Html {
  const { quota, onlyIf, statements: all } = policy;
  const same = all.length - statements.length;
  return html`<section>
<h4>${titleInWords(policy)}${quota ? bar(quota, policy.kind === 'managed') : ''}</h4>
${onlyIf === undefined ? '' : html`<p>Only if the template's condition ${value(onlyIf)} is true.</p>`}
${same > 0 ? html`<p>${countInWords(same, 'statement', 'statements')} as above.</p>` : ''}
${statements.map(statementRow)}
</section>`;
}

function statementRow(statement: Statement): Html {
  const { sid, origin, effect, actions, resources, conditions } = statement;
  return html`<div class="statement ${origin}">
<div class="why">${sid === undefined ? '' : html`<strong>${sid}</strong>`}<p>${reasonInWords(statement)}</p></div>
<div>${effect === 'Deny' ? html`<span class="label deny">Deny</span>` : html`<span class="label">Allow</span>`}${values(actions)}</div>
<div><span class="label">On</span>${values(resources)}</div>
<div>${conditions.length === 0 ? '' : html`<span class="label">If</span>${values(conditions.map(conditionInWords))}`}</div>
</div>`;
}
