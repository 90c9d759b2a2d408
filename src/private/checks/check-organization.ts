import { Token } from 'aws-cdk-lib';
import { checkText, follows } from './check-names';
import { invalid, verbatim } from './invalid';
import { TextRule } from '../aws/name-rules';
import { LONGEST } from '../aws/quotas';
import { RULES } from '../aws/text-rules';

export function checkOrganizationId(prop: string, organizationId: string): string {
  return checkText(RULES.organizationId, prop, organizationId);
}

export function checkRoleName(prop: string, name: string): string {
  return checkLiteral(RULES.identityName, prop, name, 'be the literal name of a role, 1 to 64 letters, digits or +=,.@-_');
}

export function checkRolePath(prop: string, path: string): string {
  return checkLiteral(RULES.identityPath, prop, path,
    `be the literal path of a role, which starts and ends with / and has at most ${LONGEST.path} printable characters`);
}

/** No token, because its value could differ between accounts. */
function checkLiteral(rule: TextRule, prop: string, text: string, expected: string): string {
  if (Token.isUnresolved(text) || !follows(rule, text)) {
    throw invalid(prop, expected, text, 'it must be the same in every account of the organization, so give a literal');
  }
  return text;
}

/** A template for many accounts would resolve an account that is not known in each of them. */
export function checkAccountIsKnown(account: string, label: string): void {
  if (Token.isUnresolved(account)) {
    throw invalid('agent', 'be in a known account with \'organizationId\'', verbatim(`${label}, whose account only its deployment knows`),
      'give its stack an \'env\' with an account, or import it by its ARN');
  }
}
