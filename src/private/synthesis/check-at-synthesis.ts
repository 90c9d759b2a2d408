import { Stage, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AppView, stageOf } from './app-view';
import { Subjects, subjectsOf } from './subjects';
import { Finding } from './synthesis-rule';
import { SYNTHESIS_RULES } from './synthesis-rules';
import type { TextRule } from '../aws/name-rules';
import { validationFailed } from '../checks/invalid';
import { warn } from '../checks/warnings/warning';
import { getOr } from '../tokens/get-or';

/** Has something checked by the rules when the app is synthesized. */
export function checkAtSynthesis<K extends keyof Subjects>(scope: IConstruct, kind: K, subject: Subjects[K]): void {
  note(scope, kind, subject, [stageOf(scope)]);
}

/** The same for something that says what other stages, which are there already, may have. */
export function checkInAllStages<K extends keyof Subjects>(scope: IConstruct, kind: K, subject: Subjects[K]): void {
  note(scope, kind, subject, scope.node.root.node.findAll().filter((construct) => Stage.isStage(construct)));
}

function note<K extends keyof Subjects>(scope: IConstruct, kind: K, subject: Subjects[K], stages: readonly IConstruct[]): void {
  subjectsOf.of(scope).of(kind).push({ scope, subject });
  for (const stage of new Set([...stages, scope.node.root])) {
    validate(stage, () => reported(stage));
  }
}

/** Has a text that is in no policy checked by its rule, if it is a token: without a warning of what only the deployment knows. */
export function checkTextAtSynthesis(scope: IConstruct, rule: TextRule, text: string): void {
  if (Token.isUnresolved(text)) {
    checkAtSynthesis(scope, 'values', { values: [{ rule, text }], isInPolicy: false });
  }
}

const validating = new WeakSet<IConstruct>();

/** One validation, however often it is asked for. */
function validate(construct: IConstruct, messages: () => string[]): void {
  if (!validating.has(construct)) {
    validating.add(construct);
    construct.node.addValidation({ validate: messages });
  }
}

/** What the last synthesis of a stage found wrong, by construct. */
const errorsOf = new WeakMap<IConstruct, ReadonlyMap<IConstruct, readonly string[]>>();

/** Warns, and has each construct report its own errors: CDK asks them after the stage, and shows their paths. */
function reported(stage: IConstruct): string[] {
  const view = new AppView(stage, subjectsOf.of(stage), (other) => validating.has(other));
  const errors = errorsIn(SYNTHESIS_RULES.flatMap((rule) => rule(view)));
  errorsOf.set(stage, errors);
  for (const construct of errors.keys()) {
    if (stageOf(construct) !== stage) { // CDK validates no construct of a nested stage again
      throw validationFailed(shown(errors));
    }
    validate(construct, () => [...errorsOf.get(stage)?.get(construct) ?? []]);
  }
  return [];
}

const shown = (errors: ReadonlyMap<IConstruct, readonly string[]>): string[] =>
  [...errors].flatMap(([{ node }, messages]) => messages.map((message) => `[${node.path}] ${message}`));

function errorsIn(findings: readonly Finding[]): Map<IConstruct, string[]> {
  const errors = new Map<IConstruct, string[]>();
  for (const finding of findings) {
    if ('error' in finding) {
      const known = getOr(errors, finding.construct, () => []);
      known.push(...known.includes(finding.error) ? [] : [finding.error]); // one value may be in several statements
    } else {
      warn(finding.construct, finding.warning);
    }
  }
  return errors;
}
