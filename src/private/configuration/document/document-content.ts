import { IResolveContext, Lazy, Token, Tokenization } from 'aws-cdk-lib';
import { checkDeploymentValues, checkLiteral } from '../../checks/deployment-values';
import { invalid, problem, shown, verbatim } from '../../checks/invalid';
import { valueKnownAtDeploymentOnly } from '../../checks/warnings/policies';
import { warn } from '../../checks/warnings/warning';
import { findingsIn } from '../../synthesis/check-tokens';
import { isText } from '../../tokens/intrinsic';
import { rulesIn } from '../../tokens/rules-of-tokens';

/**
 * Data as Teleport reads it: keys without a value are gone, and every text is a text. A token that becomes a number, where Teleport expects
 * a string, becomes its digits, and a value that could break out of its quotes is refused when it is resolved.
 */
export function dataOf(value: unknown): unknown {
  if (typeof value === 'string') {
    checkNoList(value);
    return Token.isUnresolved(value)
      ? Lazy.uncachedString({ produce: (context) => resolvedText(value, context) })
      : checkLiteral(value);
  }
  if (Array.isArray(value)) {
    return value.map(dataOf);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).flatMap(([key, item]) => item === undefined ? [] : [[key, dataOf(item)]]))
    : value;
}

/** Refuses list tokens: CDK drops an empty list, and a selector without it would match more. */
function checkNoList(text: string): void {
  if (Token.isUnresolved([text])) {
    throw invalid('Teleport\'s configuration', 'have lists whose length is known', verbatim('a token list'),
      'give a list of strings, each of which may be a token');
  }
}

function resolvedText(value: string, context: IResolveContext): string {
  checkDeploymentValues(value, context);
  checkNotedRules(value, context);
  const parts: unknown[] = Tokenization.reverseString(value).tokens.map((token): unknown => context.resolve(token));
  if (!parts.every(isText)) {
    throw problem(`a value in Teleport's configuration resolves to ${parts.map(shown).join(' and ')}, which is no string, `
      + 'and CDK would drop the key of an empty one', 'make the token resolve to a string');
  }
  const resolved: string | number = context.resolve(value);
  return typeof resolved === 'number' ? String(resolved) : resolved;
}

/** Holds a token against the rule for what it stands in, as a literal was when it was given. */
function checkNotedRules(value: string, { scope }: IResolveContext): void {
  for (const noted of rulesIn(value)) {
    const { rule: { prop, isSelector } } = noted;
    const { error, setAtDeployment } = findingsIn(scope, noted);
    if (error !== undefined) {
      throw error;
    }
    if (isSelector) {
      setAtDeployment.forEach((label) => warn(scope, valueKnownAtDeploymentOnly(prop, label)));
    }
  }
}
