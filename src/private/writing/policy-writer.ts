import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { checkInjected } from './check-injected';
import { TeleportPolicyProps } from '../../policies/policy';
import { QUOTAS } from '../aws/quotas';
import { areReported } from '../checks/customized-roles';
import { DESCRIPTIONS } from '../documents/descriptions';
import { pack, packInline } from '../documents/pack';
import { PackedDocument } from '../documents/packed-document';
import { PlainDocument } from '../documents/plain-document';
import { PlainManagedPolicy } from '../documents/plain-managed-policy';
import { TargetIdentity } from '../identities/identity';
import { Permission } from '../permissions/permission';
import { givenName, uniqueName } from '../permissions/policy-name';
import { checkAtSynthesis } from '../synthesis/check-at-synthesis';

type AnyManagedPolicy = PlainManagedPolicy | iam.ManagedPolicy;
type AnyPolicy = iam.Policy | AnyManagedPolicy;

/** Writes the documents of one identity as policies, managed or inline, and attaches them from the policy's side. */
export class PolicyWriter {
  public readonly managedPolicies: AnyManagedPolicy[] = [];
  /** As few as IAM's limits allow; one if the policy is inline. */
  public readonly documents: readonly PackedDocument[];
  private grants?: AnyPolicy;

  /** Packs the permissions, and throws if they do not fit or have no valid name. */
  constructor(
    private readonly scope: Construct,
    private readonly identity: TargetIdentity,
    private readonly props: TeleportPolicyProps,
    permissions: readonly Permission[],
  ) {
    this.documents = props.inline ? packInline(permissions, identity.identityType) : pack(permissions, QUOTAS.managedPolicy);
    this.documents.forEach((_, index) => givenName(props.policyName, suffixOf(index)));
  }

  public write(): void {
    this.documents.forEach((document, index) => this.define(suffixOf(index), new PlainDocument(document)));
  }

  /** Later grants get a policy of their own, because the others are full and must stay as they were reviewed. */
  public grant(statement: iam.PolicyStatement): AnyPolicy {
    this.grants ??= this.defineGrants();
    this.grants.document.addStatements(statement);
    return this.grants;
  }

  private defineGrants(): AnyPolicy {
    const document = new iam.PolicyDocument({ minimize: true }); // independent of the app's feature flags
    if (!this.props.inline) {
      checkAtSynthesis(this.scope, 'laterGrants', { document });
    }
    return this.define('Grants', document);
  }

  private define(suffix: string, document: iam.PolicyDocument): AnyPolicy {
    const policy = this.props.inline ? this.inlinePolicy(suffix, document) : this.managedPolicy(suffix, document);
    this.identity.attach(policy);
    return policy;
  }

  private managedPolicy(suffix: string, document: iam.PolicyDocument): AnyManagedPolicy {
    const ManagedPolicy = areReported(this.scope) ? iam.ManagedPolicy : PlainManagedPolicy;
    const policy = checkInjected(document, () => new ManagedPolicy(this.scope, `Resource${suffix}`, {
      document,
      managedPolicyName: givenName(this.props.policyName, suffix),
      path: this.props.path,
      description: DESCRIPTIONS.policy,
    }));
    this.managedPolicies.push(policy);
    return policy;
  }

  /** Its id is not that of a managed policy: CloudFormation refuses another type of resource under the logical ID of a deployed one. */
  private inlinePolicy(suffix: string, document: iam.PolicyDocument): iam.Policy {
    // CDK names inline policies by their logical ids: these are the same in every stack, so one policy would overwrite the other
    const name = givenName(this.props.policyName, suffix) ?? uniqueName(this.scope, suffix && `-${suffix}`);
    const policy = checkInjected(document, () => new iam.Policy(this.scope, `Inline${suffix}`, { document, policyName: name }));
    this.scope.node.defaultChild ??= policy;
    return policy;
  }
}

const suffixOf = (index: number) => index === 0 ? '' : String(index + 1);
