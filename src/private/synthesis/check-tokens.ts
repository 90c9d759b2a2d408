import { Reference, Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import type { TextRule } from '../aws/name-rules';
import { demandOf } from '../checks/check-names';
import { invalid, words } from '../checks/invalid';
import { valueKnownAtDeploymentOnly } from '../checks/warnings/policies';
import { warn } from '../checks/warnings/warning';
import { Permission } from '../permissions/permission';
import { Pieces } from '../tokens/partial-text';
import { possibleTexts } from '../tokens/possible-values';
import { attributeOf, isFromAws } from '../tokens/referred-texts';
import { resolvedValue } from '../tokens/resolved-value';
import { OpenValue, Sized } from '../tokens/sized-text';
import { secondLook } from '../tokens/token-verdict';

/** Checks what the app gave as tokens at synthesis, when it is known, by the rules for literals. */
export function lookAgain(scope: IConstruct, values: readonly OpenValue[]): void {
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
export function openValuesOf(permissions: readonly Pick<Permission, 'resources' | 'conditions'>[]): OpenValue[] {
  const openIn = (texts: readonly Sized[]) => texts.flatMap(({ unknown = [] }) => unknown);
  return permissions.flatMap(({ resources, conditions = {} }) =>
    [...openIn(resources), ...Object.values(conditions).flatMap((keys) => Object.values(keys).flatMap(openIn))]);
}

/** Each once, even if several statements contain it. */
function distinct(values: readonly OpenValue[]): OpenValue[] {
  return [...new Map(values.map((value) => [`${value.rule.prop} ${value.rule.shape} ${value.text}`, value])).values()];
}

function errorsIn(scope: IConstruct, value: OpenValue): string[] {
  const { error, open } = findingsIn(scope, value);
  if (error !== undefined) {
    return [error.message];
  }
  open.forEach((label) => warn(scope, valueKnownAtDeploymentOnly(value.rule.prop, label)));
  return [];
}

/** What is wrong with a value, and what of it only the deployment knows. */
export function findingsIn(scope: IConstruct, { rule, text }: OpenValue): { readonly error?: Error; readonly open: readonly string[] } {
  const { wrong, open, wayOut = 'correct what the token resolves to' } = secondLook(rule, textsOf(scope, text));
  const got = words(`${JSON.stringify(wrong)}, which a token turns out to be`);
  return wrong === undefined ? { open }
    : { error: invalid(rule.prop, demandOf(rule), got, wayOut), open };
}

function textsOf(scope: IConstruct, text: string): readonly Pieces[] {
  const { length, firstToken } = Tokenization.reverseString(text);
  if (length === 1 && Reference.isReference(firstToken) && isFromAws(firstToken.target)) {
    return [[attributeOf(firstToken.target, firstToken.displayName)]]; // without a search through what may be thousands of them
  }
  const resolved = resolvedValue(scope, text);
  return possibleTexts(resolved.value, resolved);
}
