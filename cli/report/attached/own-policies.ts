import { Holder } from './identities';
import { rulesOf, Ruling } from './rules';
import { atHome, Scopes } from './scopes';
import { functionOf } from '../../../src/private/tokens/intrinsic';
import { objectOr } from '../assembly/json';
import { Template } from '../assembly/template';
import { policyAt } from '../model/boundaries';
import { PolicyResource } from '../model/policies';
import { elementsOf, namesOf } from '../resolve/elements';
import { resolvedText } from '../resolve/resolve';
import { Guard, worlds } from '../resolve/worlds';

/** What policies say, and which of them the assembly has. */
export interface Said {
  readonly policies: readonly PolicyResource[];
  readonly rulings: readonly Ruling[];
}

const together = (all: readonly Said[]): Said =>
  ({ policies: all.flatMap(({ policies }) => policies), rulings: all.flatMap(({ rulings }) => rulings) });

/** Reads what is attached to one holder. */
export class PolicyReader {
  constructor(private readonly scopes: Scopes, private readonly policies: readonly PolicyResource[]) {}

  /** What is attached by policies, and by the holder's own properties. `home` has the names that stand alone. */
  public ownOf(holder: Holder, home: Template, given: readonly Guard[]): Said {
    const { template, defined, attached, kind, inAws } = holder;
    if (kind === 'group' && defined === undefined && attached.length === 0) {
      return { policies: [], rulings: [{ guards: given, unknown: `group ${inAws ?? holder.name}`, mayDeny: true }] };
    }
    const { Policies, ManagedPolicyArns } = defined?.resource.properties ?? {};
    const scopeOf = this.scopes.of(template, home);
    const documentOf = (policy: unknown) => functionOf(policy) ? policy : objectOr(policy).PolicyDocument;
    return together([
      ...attached.map(({ policy, guards }) =>
        ({ policies: [policy], rulings: this.rulingsOf(policy, home, [...given, ...atHome(guards, home)]) })),
      ...this.existenceOf(holder, home, given).flatMap((guards) => [
        ...elementsOf(Policies, scopeOf, guards)
          .map((one) => ({ policies: [], rulings: rulesOf(documentOf(one.result), scopeOf, [one.guards], false) })),
        ...namesOf(ManagedPolicyArns, scopeOf, guards).map((one) => this.managed(one.result, template, home, one.guards)),
      ]),
    ]);
  }

  /** All under which a holder is there. */
  public existenceOf({ template, defined }: Holder, home: Template, given: readonly Guard[] = []): (readonly Guard[])[] {
    return defined === undefined ? [given] : this.scopes.existence(template, defined.id, home, given);
  }

  public rulingsOf({ template, id, resource, policy }: PolicyResource, home: Template, given: readonly Guard[]): Ruling[] {
    const isGrant = /Grants[0-9A-F]{8}$/.test(id);
    return rulesOf(resource.properties.PolicyDocument, this.scopes.of(template, home),
      this.scopes.existence(template, id, home, given), policy !== undefined && !isGrant);
  }

  /** A managed policy that an identity names: one of the assembly, or what its ARN tells. */
  public managed(value: unknown, template: Template, home: Template, guards: readonly Guard[]): Said {
    const found = policyAt(value, template, this.policies, this.scopes.templates);
    return found ? { policies: [found], rulings: this.rulingsOf(found, home, guards) } : {
      policies: [],
      rulings: worlds((assumed) => resolvedText(value, this.scopes.of(template, home)(assumed)), guards)
        .flatMap((world) => policyByArn(world.result, world.guards)),
    };
  }
}

/** Policies of AWS that deny. All others allow only. */
const DENYING = /Deny|Quarantine/;

/** What a managed policy that the assembly does not define says, as far as its ARN tells. */
function policyByArn(arn: string, guards: readonly Guard[]): Ruling[] {
  const [, path] = /^arn:[^:]*:iam::aws:policy\/(.*)$/.exec(arn) ?? [];
  const name = path?.split('/').pop();
  if (name === 'AdministratorAccess' || name === 'AWSDenyAll') {
    return [{ guards, arn, reason: '', statement: { effect: name === 'AWSDenyAll' ? 'Deny' : 'Allow', actions: ['*'], resources: ['*'] } }];
  }
  return [{ guards, unknown: arn, mayDeny: path === undefined || DENYING.test(path) }];
}
