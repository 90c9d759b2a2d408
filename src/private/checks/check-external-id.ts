import { checkText } from './check-names';
import { LONGEST } from '../aws/quotas';

const EXTERNAL_ID = { pattern: /^[\w+=,.@:/-]{2,}$/, maxLength: LONGEST.externalId, shape: '2 or more letters, digits or _+=,.@:/-, as STS takes them' };

export function checkExternalId(prop: string, externalId: string | undefined): string | undefined {
  return externalId === undefined ? undefined : checkText(EXTERNAL_ID, prop, externalId);
}
