import { Reference, Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import type { TextRule } from '../aws/name-rules';
import { demandOf } from '../checks/check-names';
import { invalid, verbatim } from '../checks/invalid';
import { valueKnownAtDeploymentOnly } from '../checks/warnings/policies';
import { warn } from '../checks/warnings/warning';
import { Permission } from '../permissions/permission';
import { UnresolvedValue, BoundedText } from '../tokens/bounded-text';
import { PartialText } from '../tokens/partial-text';
import { possibleValues } from '../tokens/possible-values';
import { attributeOf, isFromAws } from '../tokens/referred-values';
import { resolvedValue } from '../tokens/resolved-value';
import { Verdict, verdictOn } from '../tokens/token-verdict';

/** Checks what the app gave as tokens at synthesis, when it is known, by the rules for literals. */
export function lookAgain(scope: IConstruct, values: readonly UnresolvedValue[]): void {
  if (values.length > 0) {
    scope.node.addValidation({ validate: () => distinct(values).flatMap((value) => errorsIn(scope, value)) });
  }
}

/** The same for a text that is in no policy, without a warning of what only the deployment knows. */
export function checkAtSynth(scope: IConstruct, rule: TextRule, text: string): void {
  if (Token.isUnresolved(text)) {
    scope.node.addValidation({ validate: () => [findingsIn(scope, { rule, text }).error?.message ?? []].flat() });
  }
}

/** The values in permissions that are not known when they are given. */
export function unresolvedValuesOf(permissions: readonly Pick<Permission, 'resources' | 'conditions'>[]): UnresolvedValue[] {
  const unresolvedIn = (texts: readonly BoundedText[]) => texts.flatMap(({ unresolved = [] }) => unresolved);
  return permissions.flatMap(({ resources, conditions = {} }) =>
    [...unresolvedIn(resources), ...Object.values(conditions).flatMap((keys) => Object.values(keys).flatMap(unresolvedIn))]);
}

/** Each once, even if several statements contain it. */
function distinct(values: readonly UnresolvedValue[]): UnresolvedValue[] {
  return [...new Map(values.map((value) => [`${value.rule.prop} ${value.rule.shape} ${value.text}`, value])).values()];
}

function errorsIn(scope: IConstruct, value: UnresolvedValue): string[] {
  const { error, setAtDeployment } = findingsIn(scope, value);
  if (error !== undefined) {
    return [error.message];
  }
  setAtDeployment.forEach((label) => warn(scope, valueKnownAtDeploymentOnly(value.rule.prop, label)));
  return [];
}

interface Findings extends Pick<Verdict, 'setAtDeployment'> {
  readonly error?: Error;
}

/** What is wrong with a value, and what of it only the deployment knows. */
export function findingsIn(scope: IConstruct, { rule, text }: UnresolvedValue): Findings {
  const { wrong, setAtDeployment, fix = 'correct what the token resolves to' } = verdictOn(rule, textsOf(scope, text));
  const got = verbatim(`${JSON.stringify(wrong)}, which a token turns out to be`);
  return wrong === undefined ? { setAtDeployment }
    : { error: invalid(rule.prop, demandOf(rule), got, fix), setAtDeployment };
}

function textsOf(scope: IConstruct, text: string): readonly PartialText[] {
  const { length, firstToken } = Tokenization.reverseString(text);
  if (length === 1 && Reference.isReference(firstToken) && isFromAws(firstToken.target)) {
    return [[attributeOf(firstToken.target, firstToken.displayName)]]; // without a search through what may be thousands of them
  }
  const resolved = resolvedValue(scope, text);
  return possibleValues(resolved.value, resolved);
}
