import type { IConnectable } from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import type { TeleportPolicyProps } from '../../policies/policy';
import { PerApp } from '../checks/per-app';
import type { PackedDocument } from '../documents/packed-document';
import type { Identity } from '../identities/identity';
import type { Permission } from '../permissions/permission';
import type { PolicyContent } from '../permissions/policy-content';
import type { UnresolvedValue, BoundedText } from '../tokens/bounded-text';
import { getOr } from '../tokens/get-or';

/** What the rules are about, by kind. Whoever defines something notes it with `checkAtSynthesis()`. */
export interface Subjects {
  /** A policy of this library, for one identity. */
  readonly policy: WrittenPolicy;
  readonly boundary: WrittenBoundary;
  /** A boundary that the app itself puts on identities, and whether it gave the policy to somebody. */
  readonly offeredBoundary: { readonly boundary: WrittenBoundary; readonly isTaken: () => boolean };
  /** A boundary on an identity. */
  readonly appliedBoundary: AppliedBoundary;
  /** The policy of what the app grants later. */
  readonly laterGrants: { readonly document: iam.PolicyDocument };
  /** Values that were unresolved tokens when they were given. Those in no policy are not warned about. */
  readonly values: { readonly values: readonly UnresolvedValue[]; readonly isInPolicy: boolean };
  /** A role or user that a trust or configuration names. */
  readonly identity: NamedIdentity;
  /** A trust policy that names an agent. */
  readonly trust: { readonly document: unknown };
  /** Documents for Teleport, which may be put anywhere in the app. */
  readonly configuration: { readonly isDocument: (token: unknown) => boolean };
  /** A tag that a resource must have. */
  readonly tag: { readonly key: string; readonly value: string };
  /** What a Database Service opens of what a Discovery Service finds. */
  readonly selection: Selection;
  /** What databases are opened to. */
  readonly connectable: { readonly connectable: IConnectable };
}

export interface WrittenPolicy {
  readonly identity: Identity;
  readonly content: PolicyContent;
  readonly props: TeleportPolicyProps;
  readonly permissions: readonly Permission[];
  /** How the permissions were packed. */
  readonly documents: readonly PackedDocument[];
}

/** The managed policy of a permissions boundary. */
export interface WrittenBoundary {
  readonly managedPolicy: iam.ManagedPolicy;
  readonly name: { readonly name: string; readonly path: string | undefined; readonly arn: BoundedText };
  /** What it contains without later grants. */
  readonly document: PackedDocument;
  readonly permissions: readonly Permission[];
  /** How to make it shorter. */
  readonly fix: string;
}

/** By its ARN, of which the path is a part, or by its name alone. */
export interface NamedIdentity {
  readonly identity: Identity;
  readonly by: 'arn' | 'name';
}

export interface AppliedBoundary {
  readonly identity: Identity;
  readonly boundary: WrittenBoundary;
  /** How what another policy of this library allows comes into the boundary. */
  readonly fix: string;
  /** What the app may do instead of granting to the boundary. */
  readonly orElse: string;
}

export interface Selection {
  /** What messages call the agent. */
  readonly label: string;
  /** What is found, in Teleport's words. */
  readonly matchers: readonly {
    readonly types: readonly string[];
    readonly account: string;
    readonly regions: readonly string[];
    readonly tags: LabelValues;
  }[];
  /** Labels by which databases are selected: those that have all labels of one of them. */
  readonly selectors: readonly LabelValues[];
}

/** Labels or tags, each with the values or patterns that it may have. */
export interface LabelValues {
  readonly [key: string]: readonly string[];
}

/** A subject, and the construct that noted it. */
export interface Noted<K extends keyof Subjects> {
  readonly scope: IConstruct;
  readonly subject: Subjects[K];
}

/** Everything that the constructs of one app noted. */
export class SubjectsOfApp {
  private readonly noted = new Map<keyof Subjects, Noted<keyof Subjects>[]>();

  public of<K extends keyof Subjects>(kind: K): Noted<K>[] {
    return getOr(this.noted, kind, () => []) as Noted<K>[]; // only note() adds to it
  }
}

export const subjectsOf = new PerApp(() => new SubjectsOfApp());
