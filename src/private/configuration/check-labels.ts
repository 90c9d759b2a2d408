import { Token } from 'aws-cdk-lib';
import { RULES_OF_TELEPORT } from './text-rules';
import { checkList } from '../checks/check-lists';
import { follows } from '../checks/check-names';
import { checkMap } from '../checks/check-tags';
import { invalid } from '../checks/invalid';

/** JavaScript drops __proto__ when CDK copies an object: a selector would select more. */
const LABEL_KEY = /^(?!__proto__$)[A-Za-z0-9/._:*-]{1,1022}$/; // a longer key is no YAML

const ORIGIN = 'teleport.dev/origin';

export interface Labels { readonly [key: string]: string }
export interface Selector { readonly [key: string]: readonly string[] }

/** Labels that Teleport takes: it refuses a wrong key together with the resource. */
export function checkLabels(prop: string, labels: Labels, got?: string): Labels {
  checkOwnKeys(prop, labels);
  const wrong = Object.entries(labels).find(([, value]) => typeof value !== 'string');
  if (wrong !== undefined) {
    throw invalid(prop, `have strings as values${got === undefined ? '' : ` for ${got}`}`, Object.fromEntries([wrong]), 'quote the value');
  }
  return labels;
}

/** A selector: each label with the values that it may have. CDK drops a token list that turns out to be empty, and its label with it. */
export function checkSelector(prop: string, labels: Selector): Selector {
  checkKeys(prop, labels);
  for (const [key, values] of Object.entries(labels)) {
    checkList(`${prop}.${key}`, values, 'give [\'*\'] for any value');
    if (values.some((value) => typeof value !== 'string' || (key === '*' && value !== '*'))) {
      throw invalid(prop, 'have a list of values for each label, and be {"*":["*"]} for all databases', { [key]: values });
    }
  }
  return labels;
}

export function checkKeys(prop: string, labels: object): void {
  const keys = Object.keys(checkMap(prop, labels));
  const wrong = keys.find((key) => Token.isUnresolved(key) || !LABEL_KEY.test(key));
  if (wrong !== undefined || keys.length === 0) {
    throw invalid(prop, 'have at least one key, of at most 1,022 letters, digits and /._:*- without a token', wrong ?? labels);
  }
}

/** Keys of labels that a database has. Teleport writes this one itself: it refuses it in a resource, and replaces it in its file. */
export function checkOwnKeys(prop: string, labels: object): void {
  checkKeys(prop, labels);
  if (ORIGIN in labels) {
    throw invalid(prop, `not have the key ${ORIGIN}, because Teleport writes it itself`, ORIGIN, 'give the label another key');
  }
}

/** Tags by which Teleport discovers. It skips tags of a database whose keys are no keys of labels, so a matcher on them finds nothing. */
export function checkTagsOfMatcher(tags: object): void {
  const wrong = Object.keys(tags).find((key) => !LABEL_KEY.test(key));
  if (wrong !== undefined) {
    throw invalid('databaseTags',
      'have keys of letters, digits and /._:*- for Teleport\'s configuration, '
        + 'because Teleport skips tags with other keys and finds nothing',
      wrong, 'tag the databases with another key');
  }
}

/** The labels of a database as what selects it, where Teleport reads patterns and templates. */
export function selectorOf(label: string, labels: Labels): Selector {
  const wrong = Object.entries(labels).find(([, value]) => !follows(RULES_OF_TELEPORT.labelThatSelects, value));
  if (wrong !== undefined) {
    throw invalid('registration.labels', `have ${RULES_OF_TELEPORT.labelThatSelects.shape}, for ${label}`, Object.fromEntries([wrong]),
      'give the database a label of its own');
  }
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, [value]]));
}
