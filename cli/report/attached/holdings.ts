import { attach, joinGroups } from './attach';
import { Holder, Holders, nameInAws } from './identities';
import { Limits, limitsOf } from './limits';
import { PolicyReader } from './own-policies';
import { rulesOf, Ruling } from './rules';
import { atHome, Scopes } from './scopes';
import { Template } from '../assembly/template';
import { policiesIn, PolicyResource } from '../model/policies';
import { Identity, Policy } from '../model/report';
import { identityInWords, titleInWords } from '../model/words';

/** All that decides what an identity may do and who may become it, or what a policy says that nobody has. */
export interface Holding {
  /** Such as `Role Agent in stack Teleport`. */
  readonly subject: string;
  readonly kind?: Identity['kind'];
  /** The stack and logical ID, if the app defines it. */
  readonly place?: string;
  readonly nameInAws?: string;
  readonly account?: string;
  /** Whether a policy of this library is among them. */
  readonly isOurs: boolean;
  /** Whether only the deployment knows who it is, which may be anybody but a role of another app. */
  readonly mayBeAnybody?: boolean;
  readonly rulings: readonly Ruling[];
  readonly boundary?: Limits;
  readonly trust: readonly Ruling[];
}

/** Everything that is attached to somebody in an assembly. */
export function holdingsIn(templates: readonly Template[], takesDefaults: boolean): Holding[] {
  const scopes = new Scopes(templates, takesDefaults);
  const holders = new Holders(scopes);
  const policies = templates.flatMap(policiesIn);
  policies.forEach((policy) => attach(policy, holders, scopes));
  templates.forEach((template) => joinGroups(template, holders, scopes));
  const reader = new PolicyReader(scopes, policies);
  const held = holders.all.map((holder) => holdingOf(holder, reader, scopes));
  const known = new Set(held.flatMap(({ used }) => used));
  const loose = policies.filter((policy) => !known.has(policy));
  return [...held.map(({ holding }) => holding), ...loose.flatMap((one) => one.policy ? ofNobody(one, one.policy, reader) : [])];
}

function holdingOf(holder: Holder, reader: PolicyReader, scopes: Scopes): { holding: Holding; used: readonly PolicyResource[] } {
  const { kind, template, defined, groups } = holder;
  const ofGroups = groups.map(({ group, guards }) => reader.ownOf(group, template, atHome(guards, template)));
  const said = [reader.ownOf(holder, template, []), ...ofGroups];
  const boundary = limitsOf(holder, reader, scopes);
  const attached = said.flatMap(({ policies }) => policies);
  const used = [...attached, ...boundary?.policies ?? []];
  const ours = used.filter(({ policy }) => policy);
  const place = defined === undefined ? (ours[0] ?? attached[0])?.template ?? template : template;
  const trust = defined?.resource.properties.AssumeRolePolicyDocument;
  return {
    used,
    holding: {
      subject: `${identityInWords(holder)} in stack ${place.stack}`,
      kind,
      place: defined && `${template.stack} ${defined.id}`,
      nameInAws: nameInAws(holder),
      account: template.account,
      isOurs: ours.length > 0,
      mayBeAnybody: defined === undefined && nameInAws(holder) === undefined && !holder.inAws?.includes('ImportValue('),
      rulings: said.flatMap(({ rulings }) => rulings),
      boundary,
      trust: rulesOf(trust, scopes.of(template, template), reader.existenceOf(holder, template), false),
    },
  };
}

function ofNobody(policy: PolicyResource, described: Policy, reader: PolicyReader): Holding {
  const { template } = policy;
  return {
    subject: `${titleInWords(described)} in stack ${template.stack}, attached to nobody`,
    isOurs: true,
    rulings: reader.rulingsOf(policy, template, []),
    trust: [],
  };
}
