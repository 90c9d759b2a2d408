import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** One thing that Teleport is allowed to do, and why. */
export interface TeleportPermission {
  /**
   * The ID of its statement, which is Teleport's own `Sid` where Teleport's documentation has one. Stable across versions. Where statements
   * of one policy share it, the template numbers the later ones.
   *
   * @default - no Sid, if the policy follows Teleport's documentation to the letter
   */
  readonly sid?: string;
  /** Why Teleport needs it. Completes the sentence "Teleport needs this to ...". */
  readonly reason: string;
  /** The IAM actions, such as `rds:DescribeDBInstances`. */
  readonly actions: string[];
  /** The ARNs, or `*` where AWS cannot name a resource. May contain tokens. */
  readonly resources: string[];
  /**
   * The conditions of the statement. Each operator has condition keys, and each key has values.
   *
   * @default - none
   */
  readonly conditions?: { readonly [operator: string]: any };
}

/**
 * A policy for the identity that Teleport runs as: one managed policy, several if one would be too long, or an inline policy.
 *
 * You can grant to it, as to a role. The identity gets the permissions, in a separate policy, inline if this one is.
 *
 * Only the policies of this library implement it. Where one is asked for, an implementation of your own is refused.
 *
 * @example
 * declare const policy: TeleportDatabaseAccess;
 * declare const bucket: s3.Bucket;
 *
 * bucket.grantRead(policy);
 */
export interface ITeleportPolicy extends IConstruct, iam.IGrantable {
  /** What the policy allows and why, with one entry for each statement. For reports, audits and other tools. Without later grants. */
  readonly permissions: TeleportPermission[];
  /** The managed policies, in order. None if the policy is inline. */
  readonly managedPolicies: iam.IManagedPolicy[];
  /**
   * The permissions boundary that comes with a bounded self-grant (`SelfGrant.BOUNDED`).
   *
   * @default - none: Teleport cannot grant itself anything
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;
}

/** How policies for Teleport are written. */
export interface TeleportPolicyOptions {
  /**
   * Writes one inline policy instead of managed policies. All inline policies of a user share 2,048 characters and those of a role 10,240,
   * not counting white space. Synthesis fails beyond that.
   *
   * @default false
   */
  readonly inline?: boolean;
  /**
   * The name of the policy, 1 to 128 letters, digits or `+=,.@-_`.
   *
   * If one policy would be too long, the further ones get `-2`, `-3` and so on appended. The policy of later grants gets `-Grants`, and the
   * boundary of `SelfGrant.BOUNDED` gets `-Boundary`. IAM is global, so a fixed name works in one region only.
   *
   * @default - CloudFormation names managed policies; the stack, the construct and the region name inline policies and boundaries
   */
  readonly policyName?: string;
  /**
   * The path of the managed policies, such as `/teleport/`. It starts and ends with a slash and has at most 512 letters, digits or
   * `.,+@=_-/`. Throws together with an inline policy.
   *
   * @default /
   */
  readonly path?: string;
  /**
   * Writes the statements as Teleport's documentation has them, which is wider: no Sids, no conditions, `*` for lists, tags and cache
   * users, and secrets of all regions. Databases stay as you name them. Warns about the options that it ignores.
   *
   * Use it to compare, and to find out whether a tighter statement causes a problem.
   *
   * @default false
   * @see https://goteleport.com/docs/enroll-resources/database-access/reference/aws/
   */
  readonly asDocumented?: boolean;
}

/** What all policies for Teleport have in common. */
export interface TeleportPolicyProps extends TeleportPolicyOptions {
  /**
   * The IAM role or user that Teleport's Database Service or Discovery Service runs as: defined in the app or imported.
   *
   * It must be in the stack's account. Throws for an identity in another account, for a group, for an immutable role, for a role that only
   * AWS can change, and for an identity that is imported by an ARN that is a token (import it by its name instead).
   */
  readonly target: iam.IIdentity;
}
