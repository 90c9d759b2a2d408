import { Reference, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { demandOf } from '../checks/check-names';
import { invalid, verbatim } from '../checks/invalid';
import { Permission } from '../permissions/permission';
import { UnresolvedValue, BoundedText } from '../tokens/bounded-text';
import { PartialText } from '../tokens/partial-text';
import { possibleValues } from '../tokens/possible-values';
import { attributeOf, isFromAws } from '../tokens/referred-values';
import { resolvedValue } from '../tokens/resolved-value';
import { Verdict, verdictOn } from '../tokens/token-verdict';

/** The values in permissions that are not known when they are given. */
export function unresolvedValuesOf(permissions: readonly Pick<Permission, 'resources' | 'conditions'>[]): UnresolvedValue[] {
  const unresolvedIn = (texts: readonly BoundedText[]) => texts.flatMap(({ unresolved = [] }) => unresolved);
  return permissions.flatMap(({ resources, conditions = {} }) =>
    [...unresolvedIn(resources), ...Object.values(conditions).flatMap((keys) => Object.values(keys).flatMap(unresolvedIn))]);
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
