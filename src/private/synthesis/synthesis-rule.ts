import { IConstruct } from 'constructs';
import type { AppView } from './app-view';
import { inOneAccount } from '../checks/warnings/accounts';
import type { Warning } from '../checks/warnings/warning';

/** What is wrong, and with which construct. */
export type Finding = { readonly construct: IConstruct } & ({ readonly error: string } | { readonly warning: Warning });

/** What must hold when the app is synthesized. Returns where it does not. */
export type SynthesisRule = (app: AppView) => Finding[];

export const errorsOn = (construct: IConstruct, errors: readonly Error[]): Finding[] =>
  errors.map(({ message }) => ({ construct, error: message }));

export const warningsOn = (construct: IConstruct, warnings: readonly Warning[]): Finding[] =>
  warnings.map((warning) => ({ construct, warning }));

/** A rule about what several stages have in common: it waits for the last one, whose aspects may still attach a policy. */
export const acrossStages = (rule: SynthesisRule): SynthesisRule => (app) => app.isWhole ? rule(app) : [];

/** An error that depends on two unresolved accounts is a warning, because the app may deploy to two accounts. */
export function ifOneAccount(isAssumed: boolean, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => isAssumed && 'error' in finding
    ? { construct: finding.construct, warning: inOneAccount(finding.error) }
    : finding);
}
