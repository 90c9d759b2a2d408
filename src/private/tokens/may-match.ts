import { getOr } from './get-or';
import { PartialText, Gap } from './partial-text';
import { TextRule } from '../aws/name-rules';
import { hasWildcard } from '../aws/wildcards';

/** With more unknown parts than this, nothing is tried: the text is accepted. */
const MOST_GAPS = 2;

/** Whether a text matches a rule, or could match it once its gaps are filled. */
export function mayMatch({ pattern, maxLength, examples }: TextRule, pieces: PartialText): boolean {
  const texts = pieces.filter((piece): piece is string => typeof piece === 'string');
  const gaps = pieces.filter((piece): piece is Gap => typeof piece !== 'string' && piece.like === undefined);
  const mayBeWild = pattern.test('?'); // it is no text for IAM
  if (texts.join('').length > maxLength || (!mayBeWild && texts.some((text) => hasWildcard(text, pattern.test('*') ? '*' : undefined)))) {
    return false;
  }
  const fillings = getOr(fillingsOf, examples, () => partsOf(examples));
  const matches = (text: string, [piece, ...rest]: PartialText): boolean => {
    if (piece === undefined) {
      return pattern.test(text);
    }
    const filled = typeof piece === 'string' ? [piece] : piece.like === undefined ? fillings : [piece.like];
    return filled.some((filling) => matches(text + filling, rest));
  };
  return gaps.length > MOST_GAPS || matches('', pieces);
}

const fillingsOf = new WeakMap<readonly string[], readonly string[]>();

/** Every part of the examples, the empty one included. */
function partsOf(examples: readonly string[]): readonly string[] {
  const parts = new Set(['']);
  for (const example of examples) {
    for (let start = 0; start < example.length; start++) {
      for (let end = start + 1; end <= example.length; end++) {
        parts.add(example.slice(start, end));
      }
    }
  }
  return [...parts];
}
