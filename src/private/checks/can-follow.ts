import { Pieces, Unknown } from '../aws/pieces';
import { hasWildcard } from '../aws/wildcards';
import { TextRule } from '../catalogue/name-rules';

/** Three parts that are not known, and what may stand between them: more than that is tried in vain. */
const MOST_TRIED = 2;

/** Whether a text can follow a rule: it does, or something in the place of what is not known makes it. */
export function canFollow({ pattern, maxLength, examples }: TextRule, pieces: Pieces): boolean {
  const texts = pieces.filter((piece): piece is string => typeof piece === 'string');
  const unknown = pieces.filter((piece): piece is Unknown => typeof piece !== 'string' && piece.like === undefined);
  const mayBeWild = pattern.test('?'); // it is no text for IAM
  if (texts.join('').length > maxLength || (!mayBeWild && texts.some((text) => hasWildcard(text, pattern.test('*') ? '*' : undefined)))) {
    return false;
  }
  const fillings = partsOf(examples);
  const matches = (text: string, [piece, ...rest]: Pieces): boolean => {
    if (piece === undefined) {
      return pattern.test(text);
    }
    const filled = typeof piece === 'string' ? [piece] : piece.like === undefined ? fillings : [piece.like];
    return filled.some((filling) => matches(text + filling, rest));
  };
  return unknown.length > MOST_TRIED || matches('', pieces);
}

const known = new WeakMap<readonly string[], readonly string[]>();

/** Every part of the examples, the empty one included. */
function partsOf(examples: readonly string[]): readonly string[] {
  const parts = known.get(examples) ?? [...new Set(examples.flatMap((example) => ['', ...Array.from(example, (_, start) =>
    Array.from(example.slice(start), (__, length) => example.slice(start, start + length + 1))).flat()]))];
  known.set(examples, parts);
  return parts;
}
