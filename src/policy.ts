import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** One thing that Teleport is allowed to do, and why. */
export interface TeleportPermission {
  /**
   * What its statement is called: Teleport's own `Sid` where Teleport's documentation has one. Stable across versions.
   *
   * @default - no Sid, as in Teleport's reference (`asDocumented`)
   */
  readonly sid?: string;
  /** What Teleport needs it for: completes "Teleport needs this to ...". */
  readonly reason: string;
  /** The IAM actions, such as `rds:DescribeDBInstances`. */
  readonly actions: string[];
  /** The ARNs, or `*` where AWS cannot name a resource. May contain tokens. */
  readonly resources: string[];
  /**
   * The conditions of the statement: values by condition key by operator.
   *
   * @default - none
   */
  readonly conditions?: { readonly [operator: string]: any };
}

/**
 * A policy for an identity of Teleport: one managed policy, several where one would be too long, or an inline policy.
 *
 * It is a grantee: what is granted to it is allowed to the identity, in a managed policy of its own that is attached like the others.
 *
 * @example
 * declare const policy: TeleportDatabaseAccess;
 * declare const bucket: s3.Bucket;
 *
 * bucket.grantRead(policy);
 */
export interface ITeleportPolicy extends IConstruct, iam.IGrantable {
  /** What the policy allows and why, an entry for each statement: for reports, audits and other tools. Later grants are not among it. */
  readonly permissions: TeleportPermission[];
  /** The managed policies, in order. None with `inline`. */
  readonly managedPolicies: iam.IManagedPolicy[];
  /**
   * The permissions boundary that comes with `SelfGrant.BOUNDED`.
   *
   * @default - none: Teleport cannot grant itself anything
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;
}

/** What all policies for Teleport have in common. */
export interface TeleportPolicyProps {
  /**
   * The IAM role or user that Teleport's Database Service or Discovery Service runs as: defined in the app or imported.
   *
   * It has to be in the account of the stack. Throws for one of another account, for a group, for a role that is marked as not to be
   * changed, and for one that is imported by an ARN which is a token (import it by its name).
   */
  readonly target: iam.IIdentity;
  /**
   * Writes one inline policy instead of managed policies. All inline policies of a user share 2,048 characters, those of a role 10,240
   * (white space aside): synthesis fails beyond that.
   *
   * @default false
   */
  readonly inline?: boolean;
  /**
   * The name of the policy, 1 to 128 letters, digits or `+=,.@-_`.
   *
   * Further policies, where one would be too long, get `-2`, `-3`, ...
   * appended, later grants `-Grants`, and the boundary of `SelfGrant.BOUNDED` gets `-Boundary`. IAM is global: a name of your own works in one region.
   *
   * @default - CloudFormation names managed policies; inline policies and boundaries are named after the stack, the construct and the region
   */
  readonly policyName?: string;
  /**
   * The path of the managed policies, such as `/teleport/`: starts and ends with a slash, at most 512 characters.
   *
   * @default /
   */
  readonly path?: string;
  /**
   * Writes the statements to the letter of Teleport's documentation, which is wider: no Sids, no conditions, `*` for lists, tags, cache
   * users and secrets, in all regions. Databases stay as you name them. For comparing, and for finding out whether a tightened
   * statement is in the way. Options that it ignores are warned about.
   *
   * @default false
   * @see https://goteleport.com/docs/reference/agent-services/database-access-reference/aws/
   */
  readonly asDocumented?: boolean;
}
