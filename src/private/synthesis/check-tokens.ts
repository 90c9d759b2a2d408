import { Reference, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { TextRule } from '../aws/name-rules';
import { demandOf } from '../checks/check-names';
import { invalid, verbatim } from '../checks/invalid';
import { Permission } from '../permissions/permission';
import { canContain } from '../tokens/allowed-pattern';
import { UnresolvedValue, BoundedText } from '../tokens/bounded-text';
import { mayMatch } from '../tokens/may-match';
import { Gap, PartialText, readablePartialText } from '../tokens/partial-text';
import { possibleValues } from '../tokens/possible-values';
import { attributeOf, isFromAws } from '../tokens/referred-values';
import { resolvedValue } from '../tokens/resolved-value';

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

/** The result of checking a value at synthesis. */
interface Verdict {
  /** A text that it can be, and must not be. */
  readonly wrong?: string;
  /** What to write instead, if that is known. */
  readonly fix?: string;
  /** What only the deployment knows, and may be a wildcard. */
  readonly setAtDeployment: readonly string[];
}

/** Checks all texts that a value can be against the rule that applied when it was given. */
function verdictOn(rule: TextRule, texts: readonly PartialText[]): Verdict {
  const misread = texts.flat().find((piece): piece is Gap => fixOf(rule, piece) !== undefined);
  if (misread !== undefined) {
    return { wrong: `<${misread.label}.${misread.source?.attribute}>`, fix: fixOf(rule, misread), setAtDeployment: [] };
  }
  const wrong = texts.find((text) => text.some(isAbsent) ? !rule.isOptional : !mayMatch(rule, text));
  const gaps = texts.flat().filter((piece): piece is Gap => typeof piece !== 'string' && mayWiden(rule, piece));
  return { wrong: wrong && readablePartialText(wrong), setAtDeployment: [...new Set(gaps.map(({ label }) => label))] };
}

/** What to write instead of an attribute that is something else, such as an ARN in the place of a resource ID. */
function fixOf({ sources = {} }: TextRule, piece: string | Gap): string | undefined {
  const source = typeof piece === 'string' ? undefined : piece.source;
  const known = source && sources[source.resourceType];
  return known?.attribute === source?.attribute ? undefined : known?.fix;
}

/** CloudFormation would write no condition instead of one that nothing meets. */
const isAbsent = (piece: string | Gap): boolean => typeof piece !== 'string' && piece.isAbsent === true;

/** Whether whoever deploys may write a wildcard that the app did not. */
function mayWiden({ pattern }: TextRule, { isSetAtDeployment, allowedPattern }: Gap): boolean {
  const wildcards = ['*', '?', '$', '{'].filter((character) => character !== '*' || !pattern.test(character));
  return isSetAtDeployment === true
    && (allowedPattern === undefined || wildcards.some((character) => canContain(allowedPattern, character)));
}
