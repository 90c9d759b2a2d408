import { Token } from 'aws-cdk-lib';
import { checkText } from './check-names';
import { invalid } from './invalid';
import { LONGEST } from '../aws/quotas';
import { RULES } from '../aws/text-rules';
import { hasWildcard } from '../aws/wildcards';

const ROLE_NAME = /^[\w+=,.@-]{1,64}$/;
const ROLE_PATH = /^\/(?:[\x21-\x7e]+\/)?$/;
const SAME_EVERYWHERE = 'it must be the same in every account of the organization, so give a literal';

export function checkOrganizationId(prop: string, organizationId: string): string {
  return checkText(RULES.organizationId, prop, organizationId);
}

/** The name of a role that exists in every account: no token, because its value could differ between accounts. */
export function checkRoleName(prop: string, name: string): string {
  if (typeof name !== 'string' || Token.isUnresolved(name) || !ROLE_NAME.test(name)) {
    throw invalid(prop, 'be the literal name of a role, 1 to 64 letters, digits or +=,.@-_', name, SAME_EVERYWHERE);
  }
  return name;
}

export function checkRolePath(prop: string, path: string): string {
  if (typeof path !== 'string' || Token.isUnresolved(path) || hasWildcard(path) || !ROLE_PATH.test(path) || path.length > LONGEST.path) {
    throw invalid(
      prop,
      `be the literal path of a role, which starts and ends with / and has at most ${LONGEST.path} printable characters`,
      path,
      SAME_EVERYWHERE,
    );
  }
  return path;
}
