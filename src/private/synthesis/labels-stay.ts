import { CfnResource } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { discoveredDatabase, DiscoveredDatabase, isLiteral, textIn } from './discovered-database';
import { LabelValues, Selection } from './subjects';
import { SynthesisRule, warningsOn } from './synthesis-rule';
import { matches } from '../aws/matches';
import { RULES } from '../aws/text-rules';
import { labelReplaced } from '../checks/warnings/databases';
import { Warning } from '../checks/warnings/warning';

/** A database of the app that a Discovery Service finds has the labels by which a Database Service selects it. */
export const labelsStay: SynthesisRule = (app) => {
  const selections = app.all('selection').map(({ scope, subject }) => canonical(scope, subject));
  const here = selections.length === 0 ? [] : replacedAmong(app.constructs).flatMap((database) =>
    warningsOn(database.resource, selections.flatMap((selection) => missed(database, selection))));
  let later: DiscoveredDatabase[] | undefined;
  const elsewhere = app.each('selection', (selection, scope) => {
    later ??= replacedAmong(app.unchecked);
    return later.flatMap((database) => warningsOn(scope, missed(database, canonical(scope, selection))));
  });
  return [...here, ...elsewhere];
};

/** The databases with tags that take the place of Teleport's labels. */
const replacedAmong = (constructs: readonly IConstruct[]): DiscoveredDatabase[] => constructs.filter(CfnResource.isCfnResource)
  .flatMap((resource) => discoveredDatabase(resource) ?? [])
  .filter(({ tags }) => Object.keys(OF_TELEPORT).some((label) => tags.has(label)));

/** Labels that Teleport gives to what it discovers, and what their values look like. A tag of the same key takes the place of each. */
const OF_TELEPORT: { readonly [label: string]: RegExp } = {
  'account-id': RULES.account.pattern, 'region': RULES.region.pattern, 'vpc-id': /^vpc-[0-9a-z]+$/,
};

/** What no selector opens, and one would open without the tags. */
function missed(database: DiscoveredDatabase, { matchers, selectors, label }: Selection): Warning[] {
  const isDiscovered = matchers.some((matcher) => isFound(database, matcher));
  const replaced = isDiscovered ? selectors.map((selector) => replacedIn(selector, database)) : [];
  const keys = replaced.some((one) => one?.length === 0) ? [] : replaced.find((one) => one !== undefined) ?? [];
  return keys.map((key) => labelReplaced(database.resource.node.path, key, String(database.tags.get(key)), label,
    [...new Set(selectors.flatMap((selector) => selector[key] ?? []))]));
}

const isFound = ({ matcher, account, region, tags }: DiscoveredDatabase, found: Selection['matchers'][number]): boolean =>
  found.types.includes(matcher) && mayBe([found.account], account) && mayBe(found.regions, region)
  && Object.entries(found.tags).every(([key, values]) => key === '*' || (tags.has(key) && mayBe(values, tags.get(key))));

/** The labels that a selector misses only because tags replace them; undefined if it misses the database anyway. */
function replacedIn(selector: LabelValues, { tags, account, region }: DiscoveredDatabase): string[] | undefined {
  const real: { readonly [label: string]: string | undefined } = { 'account-id': account, region };
  const isThere = (key: string) => key === '*' || (tags.has(key) ? isTag(key, selector[key], String(tags.get(key))) : isReal(key));
  const isReal = (key: string) => key in OF_TELEPORT && mayBe(selector[key], real[key]);
  const missing = Object.keys(selector).filter((key) => !isThere(key));
  return missing.every((key) => tags.has(key) && isReal(key)) ? missing : undefined;
}

/** Whether a value can be one of these. What only the deployment knows can be any; so can the VPC of a database. */
const mayBe = (values: readonly string[], value = '$'): boolean =>
  values.some((pattern) => !isLiteral(pattern) || !isLiteral(value) || isExpression(pattern) || matches(pattern, value));

/** Whether a tag can be what is selected: one that only the deployment knows is some other value. */
const isTag = (key: string, values: readonly string[], value: string): boolean => values.some((pattern) => pattern === value
  || (isLiteral(value) && (isLiteral(pattern) ? mayBe([pattern], value) : OF_TELEPORT[key]?.test(value) ?? true)));

/** Teleport's regular expressions. */
const isExpression = (pattern: string) => pattern.startsWith('^') && pattern.endsWith('$');

function canonical(scope: IConstruct, { label, matchers, selectors }: Selection): Selection {
  const texts = (values: readonly string[]) => values.map((value) => textIn(scope, value));
  const labels = (all: LabelValues) => Object.fromEntries(Object.entries(all).map(([key, values]) => [key, texts(values)]));
  return {
    label,
    matchers: matchers.map(({ types, account, regions, tags }) => ({
      types, account: textIn(scope, account), regions: texts(regions), tags: labels(tags),
    })),
    selectors: selectors.map(labels),
  };
}
