import { heading, Paper, ruleLines, sentence } from './paper';
import { labelled } from '../../terminal';
import { Identity, Policy, Report, Stack, Statement } from '../model/report';
import { beyondPolicies } from '../model/same-statements';
import {
  countInWords, identityInWords, NOT_SEEN, policyInWords, quotaInWords, reasonInWords, stackInWords, trustInWords, UNATTACHED,
} from '../model/words';

/** For people at a terminal, from 80 columns on. */
export function text({ stacks }: Report, paper: Paper): string {
  return `${stacks.map((stack) => stackLines(stack, paper).join('\n')).join('\n\n')}\n`;
}

function stackLines(stack: Stack, paper: Paper): string[] {
  const { identities, unattached } = stack;
  return [
    ...heading(stackInWords(stack), paper),
    ...identities.flatMap((identity) => ['', ...identityLines(identity, paper)]),
    ...unattached.length > 0 ? ['', ...heading(UNATTACHED, paper)] : [],
    ...unattached.flatMap((policy) => ['', ...policyLines(policy, policy.statements, paper)]),
  ];
}

function identityLines(identity: Identity, paper: Paper): string[] {
  const { trust = [], policies, boundary, otherPolicies, quotas } = identity;
  const fact = (label: string, values: readonly string[]) =>
    values.flatMap((value, index) => labelled(index === 0 ? label : '', value, { indent: 2, width: paper.width, gap: 12 }));
  return [
    ...heading(identityInWords(identity), paper),
    ...fact('assumed by', trust.flatMap(trustInWords)),
    ...fact('boundary', boundary === undefined ? [] : [typeof boundary === 'string' ? boundary : `${boundary.name}, below`]),
    ...fact('also has', otherPolicies.map((other) => `${other}, ${NOT_SEEN}`)),
    ...fact('limits', quotas.map(quotaInWords)),
    ...policies.flatMap((policy) => ['', ...policyLines(policy, policy.statements, paper)]),
    ...typeof boundary === 'object' ? ['', ...policyLines(boundary, beyondPolicies(boundary, identity), paper)] : [],
  ];
}

/** A policy with those of its statements that are to be seen. */
function policyLines(policy: Policy, statements: readonly Statement[], paper: Paper): string[] {
  const same = policy.statements.length - statements.length;
  return [
    ...heading(policyInWords(policy), paper, 2),
    ...same > 0 ? ['', `    ${countInWords(same, 'statement', 'statements')} as above`] : [],
    ...statements.flatMap((statement) => ['', ...statementLines(statement, paper)]),
  ];
}

function statementLines(statement: Statement, paper: Paper): string[] {
  const { sid } = statement;
  return [
    ...sid === undefined ? [] : heading(sid, paper, 4),
    ...sentence(reasonInWords(statement), paper, 4),
    ...ruleLines(statement, paper),
  ];
}
