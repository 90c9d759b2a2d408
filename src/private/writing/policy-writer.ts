import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { areReported } from './customized-roles';
import { givenName, uniqueName } from './policy-name';
import { TeleportPolicyProps } from '../../policies/policy';
import { QUOTAS } from '../aws/quotas';
import { DESCRIPTIONS } from '../documents/descriptions';
import { pack, packInline } from '../documents/pack';
import { PackedDocument } from '../documents/packed-document';
import { PlainDocument } from '../documents/plain-document';
import { PlainManagedPolicy } from '../documents/plain-managed-policy';
import { writtenLength } from '../documents/written-length';
import { TargetIdentity } from '../identities/identity';
import { Permission } from '../permissions/permission';

type AnyManagedPolicy = PlainManagedPolicy | iam.ManagedPolicy;
type AnyPolicy = iam.Policy | AnyManagedPolicy;

/** Writes the documents of one identity as policies, managed or inline, and attaches them from the policy's side. */
export class PolicyWriter {
  public readonly managedPolicies: AnyManagedPolicy[] = [];
  private grants?: AnyPolicy;

  constructor(private readonly scope: Construct, private readonly identity: TargetIdentity, private readonly props: TeleportPolicyProps) {}

  /** As few documents as IAM's limits allow; one if they are inline. */
  public pack(permissions: readonly Permission[]): PackedDocument[] {
    const documents = this.props.inline ? packInline(permissions, this.identity.identityType) : pack(permissions, QUOTAS.managedPolicy);
    documents.forEach((_, index) => givenName(this.props.policyName, suffixOf(index)));
    return documents;
  }

  public write(documents: readonly PackedDocument[]): void {
    documents.forEach((document, index) => this.define(suffixOf(index), new PlainDocument(document)));
  }

  /** Later grants get a policy of their own, because the others are full and must stay as they were reviewed. */
  public grant(statement: iam.PolicyStatement): AnyPolicy {
    this.grants ??= this.define('Grants', new iam.PolicyDocument({ minimize: true })); // independent of the app's feature flags
    this.grants.document.addStatements(statement);
    return this.grants;
  }

  /** What is too long at synthesis: only later grants can be. */
  public validate(): string[] {
    if (this.grants === undefined || this.props.inline) {
      return [];
    }
    const length = writtenLength(this.scope, this.grants.document);
    return length <= QUOTAS.managedPolicy
      ? []
      : [`later grants need ${length} characters, and a managed policy has at most ${QUOTAS.managedPolicy}; `
        + 'grant less, or to a policy of your own'];
  }

  private define(suffix: string, document: iam.PolicyDocument): AnyPolicy {
    const policy = this.props.inline ? this.inlinePolicy(suffix, document) : this.managedPolicy(suffix, document);
    this.identity.attach(policy);
    return policy;
  }

  private managedPolicy(suffix: string, document: iam.PolicyDocument): AnyManagedPolicy {
    const ManagedPolicy = areReported(this.scope) ? iam.ManagedPolicy : PlainManagedPolicy;
    const policy = new ManagedPolicy(this.scope, `Resource${suffix}`, {
      document,
      managedPolicyName: givenName(this.props.policyName, suffix),
      path: this.props.path,
      description: DESCRIPTIONS.policy,
    });
    this.managedPolicies.push(policy);
    return policy;
  }

  /** Its id is not that of a managed policy: CloudFormation refuses another type of resource under the logical ID of a deployed one. */
  private inlinePolicy(suffix: string, document: iam.PolicyDocument): iam.Policy {
    // CDK names inline policies by their logical ids: these are the same in every stack, so one policy would overwrite the other
    const name = givenName(this.props.policyName, suffix) ?? uniqueName(this.scope, suffix && `-${suffix}`);
    const policy = new iam.Policy(this.scope, `Inline${suffix}`, { document, policyName: name });
    this.scope.node.defaultChild ??= policy;
    return policy;
  }
}

const suffixOf = (index: number) => index === 0 ? '' : String(index + 1);
