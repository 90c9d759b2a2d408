import { Token } from 'aws-cdk-lib';
import { checkFlag, checkOptions } from '../checks/check-lists';
import { checkNames } from '../checks/check-names';
import { invalid } from '../checks/invalid';

/** How databases are made ready for Teleport. */
export interface Readiness {
  readonly tags?: { readonly [key: string]: string };
  readonly iamAuthentication?: boolean;
  readonly iamAuthenticationOfProxies?: boolean;
  readonly adminUser?: string;
  readonly adminDefaultDatabase?: string;
}

/** What AWS takes in tags of every service that Teleport discovers. */
const KEY = /^(?!aws:)[\p{L}\p{N} _.:/=+@-]{1,128}$/iu;
const VALUE = /^[\p{L}\p{N} _.:/=+@-]{0,256}$/u;

/** The same props, if they make sense. */
export function checkReadyDatabases(props: Readiness): Readiness {
  const { tags = {}, iamAuthentication, iamAuthenticationOfProxies, adminUser, adminDefaultDatabase } = checkOptions('props', props);
  checkFlag('iamAuthentication', iamAuthentication);
  checkFlag('iamAuthenticationOfProxies', iamAuthenticationOfProxies);
  const wrong = Object.entries(tags).find(([key, value]) => Token.isUnresolved(key) || !KEY.test(key)
    || typeof value !== 'string' || (!Token.isUnresolved(value) && !VALUE.test(value)));
  if (wrong !== undefined) {
    throw invalid('tags', 'have keys and values that AWS takes: letters, digits, spaces and _.:/=+-@, one value each and no wildcard',
      Object.fromEntries([wrong]));
  }
  if (adminUser !== undefined) {
    checkNames('databaseUser', 'adminUser', [adminUser]);
    if (adminUser.includes('*')) {
      throw invalid('adminUser', 'be a single database user', adminUser);
    }
  } else if (adminDefaultDatabase !== undefined) {
    throw invalid('adminDefaultDatabase', 'be left out without \'adminUser\'', adminDefaultDatabase);
  }
  return props;
}
