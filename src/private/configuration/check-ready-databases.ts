import { Token } from 'aws-cdk-lib';
import { RULES_OF_TELEPORT } from './text-rules';
import { checkFlag } from '../checks/check-lists';
import { checkText, follows } from '../checks/check-names';
import { checkMap } from '../checks/check-tags';
import { invalid } from '../checks/invalid';

/** How databases are made ready for Teleport. */
export interface ReadyDatabasesProps {
  readonly tags?: { readonly [key: string]: string };
  readonly iamAuthentication?: boolean;
  readonly iamAuthenticationOfProxies?: boolean;
  readonly adminUser?: string;
  readonly adminDefaultDatabase?: string;
}

/** What AWS takes in tags of every service that Teleport discovers, but for what JavaScript drops when it copies an object. */
const KEY = /^(?!aws:|__proto__$)[\p{L}\p{N} _.:/=+@-]{1,128}$/iu;

const { tagOfDatabase, adminUserInTag, adminDatabaseInTag } = RULES_OF_TELEPORT;

/** The props, if the tags and options in them make sense. */
export function checkReadyDatabases(props: ReadyDatabasesProps): ReadyDatabasesProps {
  const { tags = {}, iamAuthentication, iamAuthenticationOfProxies, adminUser, adminDefaultDatabase } = props;
  checkFlag('iamAuthentication', iamAuthentication);
  checkFlag('iamAuthenticationOfProxies', iamAuthenticationOfProxies);
  const wrong = Object.entries(checkMap('tags', tags))
    .find(([key, value]) => Token.isUnresolved(key) || !KEY.test(key) || !follows(tagOfDatabase, value));
  if (wrong !== undefined) {
    throw invalid('tags', 'have keys and values that AWS takes: letters, digits, spaces and _.:/=+-@, one value each and no wildcard',
      Object.fromEntries([wrong]));
  }
  if (adminUser !== undefined) {
    checkText(adminUserInTag, 'adminUser', adminUser);
  }
  if (adminDefaultDatabase !== undefined && adminUser === undefined) {
    throw invalid('adminDefaultDatabase', 'be left out without \'adminUser\'', adminDefaultDatabase);
  }
  if (adminDefaultDatabase !== undefined) {
    checkText(adminDatabaseInTag, 'adminDefaultDatabase', adminDefaultDatabase);
  }
  return { ...props, tags: { ...tags } };
}
