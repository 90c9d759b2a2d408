import { boundaryOf, policyAt } from './boundaries';
import { Holder, holdersOf, Identities } from './identities';
import { otherPoliciesOf, quotasOf } from './other-policies';
import { policiesIn, PolicyResource } from './policies';
import { Identity, Report, Stack } from './report';
import { trustOf } from './statements';
import { Problem } from '../../problem';
import { branchesOf, listOf } from '../assembly/json';
import { readAssembly } from '../assembly/read-assembly';
import { Template } from '../assembly/template';

/** A report, and the templates that it is of. */
export class ReportOfAssembly implements Report {
  readonly #templates: readonly Template[];

  constructor(readonly stacks: readonly Stack[], templates: readonly Template[]) {
    this.#templates = templates;
  }

  public get templates(): readonly Template[] {
    return this.#templates;
  }
}

/** Everything of this library in a cloud assembly, which must have something. */
export function reportOf(folder: string): ReportOfAssembly {
  const report = reportOfAny(folder);
  if (report.stacks.length === 0) {
    throw new Problem(`${folder} has no policy of this library, which would be a managed policy with its description `
      + 'or an inline policy with one of its Sids, or one that asDocumented wrote; name the cloud assembly of an app that has one');
  }
  return report;
}

/** The same, of an assembly that need not have anything. */
export function reportOfAny(folder: string): ReportOfAssembly {
  const templates = readAssembly(folder);
  const policies = templates.flatMap(policiesIn);
  const reported = heldBy(new Identities(templates), policies)
    .map(({ holder, held }) => withOwn(holder, held, policies, templates))
    .map((one) => ({ template: one.holder.template, identity: identityOf(one, boundaryOf(one.holder, policies, templates)) }))
    .filter(({ identity: { policies: own, boundary } }) => own.length > 0 || typeof boundary === 'object');
  const known = new Set(reported.flatMap(({ identity: { policies: own, boundary } }) => [...own, boundary]));
  const unattached = policies.filter(({ policy }) => policy && !known.has(policy));
  return new ReportOfAssembly(templates.map((template) => stackOf(template, reported, unattached)).filter(isOfUse), templates);
}

interface Held { readonly holder: Holder; readonly held: PolicyResource[] }

/** Every identity of the assembly with the policies that name it. */
function heldBy(identities: Identities, policies: readonly PolicyResource[]): Held[] {
  const byKey = new Map<string, Held>(identities.defined.map((holder) => [holder.key, { holder, held: [] }]));
  for (const policy of policies) {
    for (const holder of holdersOf(policy, identities)) {
      byKey.set(holder.key, byKey.get(holder.key) ?? { holder, held: [] });
      byKey.get(holder.key)!.held.push(policy);
    }
  }
  return [...byKey.values()];
}

interface Attached extends Held { readonly otherArns: readonly unknown[] }

/** With the policies that the identity itself names. */
function withOwn(
  holder: Holder, held: readonly PolicyResource[], policies: readonly PolicyResource[], templates: readonly Template[],
): Attached {
  const named = listOf(holder.resource?.properties.ManagedPolicyArns).flatMap(branchesOf)
    .map((arn) => ({ arn, policy: policyAt(arn, holder.template, policies, templates) }));
  return {
    holder,
    held: [...new Set([...held, ...named.flatMap(({ policy }) => policy ?? [])])],
    otherArns: named.flatMap(({ arn, policy }) => policy === undefined ? [arn] : []),
  };
}

function identityOf({ holder, held, otherArns }: Attached, boundary: Identity['boundary']): Identity {
  const { kind, name, id, resource } = holder;
  const trust = resource?.properties.AssumeRolePolicyDocument;
  return {
    kind,
    name,
    logicalId: id,
    trust: trust === undefined ? undefined : trustOf(trust),
    policies: held.flatMap(({ policy }) => policy ?? []),
    boundary,
    otherPolicies: otherPoliciesOf(resource, held, otherArns),
    quotas: quotasOf(kind, resource, held, otherArns),
  };
}

interface Reported { readonly template: Template; readonly identity: Identity }

function stackOf(template: Template, reported: readonly Reported[], unattached: readonly PolicyResource[]): Stack {
  const { stack: name, account, region } = template;
  return {
    name,
    account,
    region,
    identities: reported.filter((one) => one.template === template).map(({ identity }) => identity),
    unattached: unattached.filter((one) => one.template === template).flatMap(({ policy }) => policy ?? []),
  };
}

const isOfUse = ({ identities, unattached }: Stack) => identities.length + unattached.length > 0;
