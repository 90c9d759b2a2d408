import { Resource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** The properties of `iam.ManagedPolicy` that the policies of this library have. */
interface PlainManagedPolicyProps extends Pick<iam.ManagedPolicyProps, 'managedPolicyName' | 'path' | 'description'> {
  readonly document: iam.PolicyDocument;
}

/**
 * A managed policy with the paths, names and template of `iam.ManagedPolicy`, in two constructs instead of three and without a copy of its
 * properties for CDK's analytics: 10 % of a run of 100 agents (Node 24). See docs/decisions/plain-documents.md.
 */
export class PlainManagedPolicy extends Resource implements iam.IManagedPolicy {
  public readonly managedPolicyArn: string;
  public readonly document: iam.PolicyDocument;
  private readonly resource: iam.CfnManagedPolicy;

  constructor(scope: Construct, id: string, { document, managedPolicyName, path = '/', description }: PlainManagedPolicyProps) {
    super(scope, id, { physicalName: managedPolicyName });
    const name = this.physicalName;
    this.document = document;
    this.resource = new iam.CfnManagedPolicy(this, 'Resource', { policyDocument: document, managedPolicyName: name, path, description });
    const parts = { service: 'iam', region: '', resource: 'policy', resourceName: name }; // for templates that cannot refer to this one
    this.managedPolicyArn = this.getResourceArnAttribute(this.resource.ref, parts);
    this.node.addValidation({ validate: () => document.validateForIdentityPolicy() });
  }

  public get managedPolicyRef(): iam.ManagedPolicyReference {
    return { policyArn: this.managedPolicyArn };
  }

  public attachToRole({ roleName }: iam.IRole): void {
    this.resource.roles = [roleName];
  }

  public attachToUser({ userName }: iam.IUser): void {
    this.resource.users = [userName];
  }
}
