import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { findingsIn, unresolvedValuesOf } from './check-tokens';
import { WrittenPolicy } from './subjects';
import { errorsOn, Finding, SynthesisRule, warningsOn } from './synthesis-rule';
import { valueKnownAtDeploymentOnly } from '../checks/warnings/policies';
import { Identity } from '../identities/identity';
import { NOT_RESERVED } from '../permissions/check-target';
import { unresolvedNames } from '../permissions/policy-name';
import { UnresolvedValue } from '../tokens/bounded-text';

/** What the app gave as tokens follows the rules for literals. */
export const tokensFollowRules: SynthesisRule = (app) => [
  ...app.each('policy', (policy, scope) => [...ofValues(scope, valuesOf(policy)), ...ofTarget(scope, policy.identity)]),
  ...app.each('appliedBoundary', ({ identity }, scope) => ofTarget(scope, identity)),
  ...app.each('values', ({ values, isInPolicy }, scope) => ofValues(scope, values, isInPolicy)),
];

function valuesOf({ identity, content, permissions, documents, props }: WrittenPolicy): UnresolvedValue[] {
  const names = [...identity.arn.unresolved ?? [], ...unresolvedNames(props, documents.length)];
  return [...names, ...unresolvedValuesOf(permissions), ...content.unwritten];
}

const ofValues = (scope: IConstruct, values: readonly UnresolvedValue[], isInPolicy = true): Finding[] =>
  distinct(values).flatMap((value) => findingsOf(scope, value, isInPolicy));

/** Without a warning, because another rule has one for the same token. */
const ofTarget = (scope: IConstruct, { arn: { text } }: Identity): Finding[] =>
  Token.isUnresolved(text) ? findingsOf(scope, { rule: NOT_RESERVED, text }, false) : [];

function findingsOf(scope: IConstruct, value: UnresolvedValue, isInPolicy: boolean): Finding[] {
  const { error, setAtDeployment } = findingsIn(scope, value);
  return error !== undefined ? errorsOn(scope, [error.message])
    : warningsOn(scope, isInPolicy ? setAtDeployment.map((label) => valueKnownAtDeploymentOnly(value.rule.prop, label)) : []);
}

/** Each once, even if several statements contain it. */
function distinct(values: readonly UnresolvedValue[]): UnresolvedValue[] {
  return [...new Map(values.map((value) => [`${value.rule.prop} ${value.rule.shape} ${value.text}`, value])).values()];
}
