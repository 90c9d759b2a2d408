import { code, lines, plain, table } from './markdown-text';
import { Identity, Policy, Report, Rule, Stack, Statement } from '../model/report';
import { beyondPolicies } from '../model/same-statements';
import {
  conditionInWords, countInWords, identityInWords, NOT_SEEN, policyInWords, quotaInWords, reasonInWords, stackInWords, trustInWords,
  UNATTACHED,
} from '../model/words';

/** For pages and pull requests. */
export function markdown({ stacks }: Report): string {
  return `${stacks.flatMap(stackLines).join('\n').trimEnd()}\n`;
}

function stackLines(stack: Stack): string[] {
  const { identities, unattached } = stack;
  return [
    `## ${plain(stackInWords(stack))}`,
    '',
    ...identities.flatMap(identityLines),
    ...unattached.length > 0 ? [`### ${UNATTACHED}`, ''] : [],
    ...unattached.flatMap((policy) => policyLines(policy, policy.statements)),
  ];
}

function identityLines(identity: Identity): string[] {
  const { trust = [], policies, boundary, otherPolicies, quotas } = identity;
  return [
    `### ${plain(identityInWords(identity))}`,
    '',
    ...trust.map((one) => `- Assumed by ${trustInWords(one).map(code).join(' ')}`),
    ...typeof boundary === 'string' ? [`- Permissions boundary: ${code(boundary)}`] : [],
    ...typeof boundary === 'object' ? [`- Permissions boundary: ${code(boundary.name)}, below`] : [],
    ...otherPolicies.map((other) => `- Also has ${code(other)}, ${NOT_SEEN}`),
    `- ${quotas.map(quotaInWords).join('; ')}`,
    '',
    ...policies.flatMap((policy) => policyLines(policy, policy.statements)),
    ...typeof boundary === 'object' ? policyLines(boundary, beyondPolicies(boundary, identity)) : [],
  ];
}

function policyLines(policy: Policy, statements: readonly Statement[]): string[] {
  const same = policy.statements.length - statements.length;
  return [
    `#### ${plain(policyInWords(policy))}`,
    '',
    ...same > 0 ? [`${countInWords(same, 'statement', 'statements')} as above.`, ''] : [],
    ...table(['why', 'what', 'on', 'if'], statements.map((statement) => [whyOf(statement), ...ruleCells(statement)])),
  ];
}

function whyOf(statement: Statement): string {
  return `${statement.sid === undefined ? '' : `**${plain(statement.sid)}**<br>`}${plain(reasonInWords(statement))}`;
}

/** What is allowed, on what, and if what. */
export function ruleCells({ effect, actions, resources, conditions }: Rule & Pick<Statement, 'resources'>): string[] {
  return [
    `${effect === 'Deny' ? '**never** ' : ''}${lines(actions.map(code))}`,
    lines(resources.map(code)),
    conditions.map((condition) => code(conditionInWords(condition))).join('<br>and '),
  ];
}
