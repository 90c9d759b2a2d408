import { Token } from 'aws-cdk-lib';
import { checkList } from './check-lists';
import { follows } from './check-names';
import { invalid } from './invalid';
import { LONGEST } from '../aws/quotas';
import { RULES, TAG_CHARACTERS } from '../aws/text-rules';

const TAG_KEY = /^[\p{L}\p{N} _.:/=+@-]{1,128}$/u;
/** The characters that a policy document may contain. */
const IN_POLICIES = /^[\u0020-\u00ff]*$/;

// JavaScript drops __proto__ when it copies an object, and the configuration would select more
const isTagKey = (key: string) => !Token.isUnresolved(key) && TAG_KEY.test(key) && IN_POLICIES.test(key) && key !== '__proto__';
const isSessionTagKey = (key: string) => isTagKey(key) && !/^aws:/i.test(key);

/** Refuses lists and texts, whose keys would be indices. */
export function checkMap<T extends object>(prop: string, tags: T): T {
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) {
    throw invalid(prop, 'be an object of keys and values', tags, 'leave it out for none');
  }
  return tags;
}

/** Tags of a matcher that IAM can express as conditions, without `*: [*]`, which selects every database. */
export function checkTags(prop: string, tags: { [key: string]: string[] }): { [key: string]: string[] } {
  const entries = Object.entries(checkMap(prop, tags));
  checkList(prop, entries, 'leave it out for all databases');
  checkKeysDiffer(prop, Object.keys(tags), 'IAM');
  for (const [key, values] of entries) {
    checkList(`${prop}.${key}`, values, 'give [\'*\'] for any value');
    if (key === '*' ? values.some((value) => value !== '*') : !isTagKey(key)) {
      throw invalid(prop, `have tag keys of 1 to ${LONGEST.tagKey} ${TAG_CHARACTERS}, no token, or be {"*":["*"]}`, { [key]: values });
    }
    if (!values.every((value) => follows(RULES.databaseTag, value))) {
      throw invalid(prop, `have tag values of up to ${LONGEST.tagValue} ${TAG_CHARACTERS}, where * matches any characters; `
        + 'IAM has no regular expressions', { [key]: values });
    }
  }
  return Object.fromEntries(entries.filter(([key]) => key !== '*'));
}

/** Session tags within the limits of STS and of policy documents. */
export function checkSessionTags(prop: string, tags: { [key: string]: string } | undefined): { [key: string]: string } | undefined {
  if (tags === undefined) {
    return undefined;
  }
  const entries = Object.entries(checkMap(prop, tags));
  if (entries.length === 0 || entries.length > 50) {
    throw invalid(prop, 'have 1 to 50 tags', entries.length, 'leave it out for none');
  }
  const wrong = entries.find(([key, value]) => !isSessionTagKey(key) || !follows(RULES.sessionTag, value));
  if (wrong !== undefined) {
    throw invalid(prop, `have keys of 1 to ${LONGEST.tagKey} and values of up to ${LONGEST.tagValue} ${TAG_CHARACTERS}, `
      + 'and no key that is a token or starts with aws:', Object.fromEntries([wrong]));
  }
  checkKeysDiffer(prop, Object.keys(tags), 'STS');
  return Object.freeze({ ...tags });
}

/** Keys of conditions and of session tags have no capitals of their own. */
function checkKeysDiffer(prop: string, keys: readonly string[], service: string): void {
  const lowerCase = keys.map((key) => key.toLowerCase());
  const twice = keys.find((_, index) => lowerCase.indexOf(lowerCase[index]) !== index);
  if (twice !== undefined) {
    throw invalid(prop, `have keys that differ in more than capitals, because ${service} takes them for the same`, twice);
  }
}
