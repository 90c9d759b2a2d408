import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { findingsIn, unresolvedValuesOf } from './check-tokens';
import { WrittenPolicy } from './subjects';
import { errorsOn, Finding, SynthesisRule, warningsOn } from './synthesis-rule';
import { TeleportDatabase } from '../../databases/database';
import { NameKind, NAMES } from '../aws/name-rules';
import { RULES } from '../aws/text-rules';
import { valueKnownAtDeploymentOnly } from '../checks/warnings/policies';
import { Identity } from '../identities/identity';
import { NOT_RESERVED } from '../permissions/check-target';
import { Declaration } from '../permissions/declaration';
import { unresolvedNames } from '../permissions/policy-name';
import { bounded, BoundedText, UnresolvedValue } from '../tokens/bounded-text';

/** What the app gave as tokens follows the rules for literals. */
export const tokensFollowRules: SynthesisRule = (app) => [
  ...app.each('policy', (policy, scope) => [...ofValues(scope, valuesOf(policy)), ...ofTarget(scope, policy.identity)]),
  ...app.each('appliedBoundary', ({ identity }, scope) => ofTarget(scope, identity)),
  ...app.each('values', ({ values, isInPolicy }, scope) => ofValues(scope, values, isInPolicy)),
];

function valuesOf({ identity, content, permissions, documents, props }: WrittenPolicy): UnresolvedValue[] {
  const names = [...identity.arn.unresolved ?? [], ...unresolvedNames(props, documents.length)];
  return [...names, ...unresolvedValuesOf(permissions), ...valuesNotInPolicy(content.declaration)];
}

/** Declared values that are in no statement: tags that limit nothing in the policy, and names behind another role. */
function valuesNotInPolicy({ databaseTags = {}, databases = [] }: Declaration): UnresolvedValue[] {
  const tags = Object.values(databaseTags).flat().map((value) => bounded(value, RULES.databaseTag));
  return [...tags, ...databases.flatMap(behindRole)].flatMap(({ unresolved = [] }) => unresolved);
}

function behindRole({ _facts: { assumedRole, names, regions = [] } }: TeleportDatabase): BoundedText[] {
  if (assumedRole === undefined) {
    return [];
  }
  const ofKind = ([kind, values = []]: [string, readonly string[] | undefined]) =>
    values.map((value) => bounded(value, NAMES[kind as NameKind]));
  return [...regions.map((region) => bounded(region, RULES.region)), ...Object.entries(names).flatMap(ofKind)];
}

const ofValues = (scope: IConstruct, values: readonly UnresolvedValue[], isInPolicy = true): Finding[] =>
  distinct(values).flatMap((value) => findingsOf(scope, value, isInPolicy));

/** Without a warning, because another rule has one for the same token. */
const ofTarget = (scope: IConstruct, { arn: { text } }: Identity): Finding[] =>
  Token.isUnresolved(text) ? findingsOf(scope, { rule: NOT_RESERVED, text }, false) : [];

function findingsOf(scope: IConstruct, value: UnresolvedValue, isInPolicy: boolean): Finding[] {
  const { error, setAtDeployment } = findingsIn(scope, value);
  return error !== undefined ? errorsOn(scope, [error])
    : warningsOn(scope, isInPolicy ? setAtDeployment.map((label) => valueKnownAtDeploymentOnly(value.rule.prop, label)) : []);
}

/** Each once, even if several statements contain it. */
function distinct(values: readonly UnresolvedValue[]): UnresolvedValue[] {
  return [...new Map(values.map((value) => [`${value.rule.prop} ${value.rule.shape} ${value.text}`, value])).values()];
}
