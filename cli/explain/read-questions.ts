import { Denial } from './denial';
import { matches } from '../../src/private/aws/matches';
import { actionsOf, USES } from '../../src/private/types/uses';

const ACTION = /^[a-z][a-z0-9-]*:[a-z*?][\w*?]*$/i;
const CALLED = [...new Set(USES.flatMap(({ operation }) => actionsOf(operation)))];

/** What a text asks that has nothing but actions, such as `rds:ModifyDBInstance`, each with an ARN behind it or without one. */
export function readQuestions(text: string): Denial[] {
  const words = text.split(/[\s,;"'`[\]]+/).filter((word) => word !== '');
  if (words.length > 1000 || !words.every((word) => ACTION.test(word) || word.startsWith('arn:')) || words[0]?.startsWith('arn:')) {
    return [];
  }
  return words.flatMap((word, index) => {
    const next = words[index + 1];
    const resource = next?.startsWith('arn:') ? { resource: next } : {};
    return word.startsWith('arn:') ? [] : meantBy(word).map((action) => ({ action, ...resource, asked: true as const }));
  });
}

/** An action itself; for one with wildcards, those that Teleport calls. */
function meantBy(action: string): string[] {
  const found = CALLED.filter((called) => matches(action.toLowerCase(), called.toLowerCase()));
  return found.length === 0 ? [action] : found;
}
