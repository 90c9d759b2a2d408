import { UnresolvedValue } from './bounded-text';
import { getOr } from './get-or';
import { TextRule } from '../aws/name-rules';

/** By token. CDK keeps all tokens of a process in the same way, and gives each a text of its own. */
const byToken = new Map<string, Map<string, UnresolvedValue>>();

const TOKENS = /\$\{Token\[[^\]]*\]\}/g;

/** A text that is not known yet keeps the rule that it was held against. */
export function noteRule(rule: TextRule, text: string): void {
  for (const token of tokensIn(text)) {
    getOr(byToken, token, () => new Map()).set(`${rule.prop} ${rule.shape} ${text}`, { rule, text });
  }
}

/** The texts in a longer one that left a rule. */
export function rulesIn(text: string): UnresolvedValue[] {
  const values = tokensIn(text).flatMap((token) => [...byToken.get(token)?.values() ?? []]);
  return [...new Set(values)].filter((value) => text.includes(value.text));
}

const tokensIn = (text: string): string[] => text.match(TOKENS) ?? [];
