import { Token } from 'aws-cdk-lib';
import type { Agent } from './agent';
import { checkSelector, Selector, selectorOf } from './check-labels';
import type { Matcher } from './matchers';
import type { Registered } from './registration/databases';
import { matches } from '../aws/matches';
import { invalid, verbatim } from '../checks/invalid';
import { checkInAllStages } from '../synthesis/check-at-synthesis';
import { CATALOGUE } from '../types';

/** What others register for this service: by discovery, or as resources of kind `db`. */
export interface Others {
  readonly resourceLabels?: Selector;
  readonly discovered: readonly Matcher[];
  readonly registered: readonly Registered[];
}

/** The labels by which a Database Service picks the databases that others register. */
export function selectorsOf(agent: Agent, others: Others): Selector[] {
  const selectors = chosenOf(agent, others);
  if (others.discovered.length > 0) {
    checkInAllStages(agent.scope, 'selection', { label: agent.label, matchers: others.discovered, selectors });
  }
  return selectors;
}

function chosenOf(agent: Agent, { resourceLabels, discovered, registered }: Others): Selector[] {
  const near = nearby(agent);
  const given = resourceLabels === undefined ? undefined : checkSelector('resourceLabels', resourceLabels);
  if (given?.['vpc-id'] === undefined) {
    checkVpcLabel(agent, discovered);
  }
  if (given !== undefined) {
    return [{ ...near, ...given }];
  }
  const found = [...discovered.map((matcher) => labelsOf(matcher, near)), ...registered.map(labelsOfOne)];
  const each = [...new Map(found.map((labels) => [JSON.stringify(labels), labels])).values()];
  return each.length > 0 || Object.keys(near).length === 0 ? each : [near];
}

/** A selector on `vpc-id` would miss what Teleport registers without that label, and one without it would open other VPCs. */
function checkVpcLabel({ vpc }: Agent, discovered: readonly Matcher[]): void {
  const own = discovered.filter(({ role }) => role === undefined).flatMap(({ types }) => types);
  const missed = WITHOUT_VPC_LABEL.filter(({ matcher }) => own.includes(matcher)).map(({ title }) => title);
  if (vpc !== undefined && missed.length > 0) {
    throw invalid('vpc',
      `be left out where a Discovery Service finds ${missed.join(' and ')}, because Teleport gives these no label vpc-id `
        + 'and the agent would open none',
      verbatim('a VPC'), 'leave it out, or find them with an agent of their own that has no \'vpc\'');
  }
}

const WITHOUT_VPC_LABEL = Object.values(CATALOGUE).flatMap(({ title, teleport: { matcher, hasVpcLabel } }) =>
  matcher === undefined || hasVpcLabel ? [] : [{ title, matcher }]);

/** What is in the agent's VPC. */
function nearby({ vpc }: Agent): Selector {
  return vpc === undefined ? {} : { 'account-id': [vpc.env.account], 'region': [vpc.env.region], 'vpc-id': [vpc.vpcId] };
}

/** Teleport labels what it discovers with account and region, and with its tags; what is behind a role is in another VPC. */
function labelsOf({ tags, regions, account, role }: Matcher, near: Selector): Selector {
  const tagged = Object.fromEntries(Object.entries(tags).filter(([key]) => key !== '*'));
  const ofTeleport: Selector = { 'account-id': [account], 'region': regions, ...role === undefined ? near : {} };
  const replaced = Object.keys(tagged).find((key) => key in ofTeleport && !meet(tagged[key], ofTeleport[key]));
  if (replaced !== undefined) {
    throw invalid('databaseTags',
      `not select by ${replaced} for a Discovery Service, because a tag of that key takes the place of the label that Teleport gives `
        + `(${ofTeleport[replaced].join(', ')}), and the agent would open none`,
      { [replaced]: tagged[replaced] }, `tag the databases with another key, or name ${replaced} in 'resourceLabels'`);
  }
  return { ...tagged, ...ofTeleport };
}

/** Whether a database can have one of these tags, and one of these labels, as the same. */
const meet = (tags: readonly string[], labels: readonly string[]): boolean =>
  tags.some((tag) => labels.some((label) => Token.isUnresolved(tag) || Token.isUnresolved(label) || matches(tag, label)));

function labelsOfOne({ label, labels }: Registered): Selector {
  if (labels === undefined) {
    throw invalid('registration.labels',
      `be given for ${label}, because a Database Service finds databases that others register by their labels`, verbatim('nothing'),
      'add labels, or list the database with \'listDatabases\'');
  }
  return selectorOf(label, labels);
}
