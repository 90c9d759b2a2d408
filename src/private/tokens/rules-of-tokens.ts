import { UnresolvedValue } from './bounded-text';
import { getOr } from './get-or';
import { TextRule } from '../aws/name-rules';

/** By token. CDK keeps all tokens of a process in the same way, and gives each a text of its own. */
const byToken = new Map<string, Map<string, UnresolvedValue>>();

const TOKENS = /\$\{Token\[[^\]]*\]\}/g;

/** Records which rule an unresolved text must match. */
export function noteRule(rule: TextRule, text: string): void {
  for (const token of tokensIn(text)) {
    getOr(byToken, token, () => new Map()).set(`${rule.prop} ${rule.shape} ${text}`, { rule, text });
  }
}

/** The unresolved texts in a longer one, each with its rule. */
export function rulesIn(text: string): UnresolvedValue[] {
  const values = tokensIn(text).flatMap((token) => [...byToken.get(token)?.values() ?? []]);
  return [...new Set(values)].filter((value) => text.includes(value.text));
}

const tokensIn = (text: string): string[] => text.match(TOKENS) ?? [];
