import { checkText } from './check-names';
import { RULES } from '../aws/text-rules';

export function checkExternalId(prop: string, externalId: string | undefined): string | undefined {
  return externalId === undefined ? undefined : checkText(RULES.externalId, prop, externalId);
}
