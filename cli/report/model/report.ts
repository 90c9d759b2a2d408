/** What a report says, whatever its format: `--format json` is this. */
export interface Report {
  readonly stacks: readonly Stack[];
}

export interface Stack {
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
  readonly identities: readonly Identity[];
  /** Policies of this library that nobody in the assembly has, such as boundaries of identities that are imported. */
  readonly unattached: readonly Policy[];
}

/** A role or user that Teleport runs as or assumes. */
export interface Identity {
  readonly kind: 'role' | 'user' | 'group';
  /** The name in AWS if the app gives one, else that of the construct. */
  readonly name: string;
  /** Absent if the app does not define it. */
  readonly logicalId?: string;
  /** Who may assume the role. Absent if the app does not define it. */
  readonly trust?: readonly Trust[];
  readonly policies: readonly Policy[];
  /** The permissions boundary: a policy of this library, or what the app names. */
  readonly boundary?: Policy | string;
  /** What else it has, which this report does not look into. */
  readonly otherPolicies: readonly string[];
  readonly quotas: readonly Quota[];
}

export interface Trust extends Rule {
  readonly principals: readonly string[];
}

export interface Policy {
  readonly kind: 'managed' | 'inline' | 'boundary';
  /** What the construct is called. */
  readonly name: string;
  readonly logicalId: string;
  /** The condition of the template under which it exists. */
  readonly onlyIf?: string;
  /** Absent for inline policies, which share a quota. */
  readonly quota?: Quota;
  readonly statements: readonly Statement[];
}

/** How full something is, tokens counted at their longest. */
export interface Quota {
  readonly used: number;
  readonly limit: number;
  /** Such as `characters in the trust policy`. */
  readonly unit: string;
}

export interface Rule {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly conditions: readonly Condition[];
}

export interface Statement extends Rule {
  readonly sid?: string;
  /** The library's own, with a Sid or as Teleport documents it, or a grant of the app. */
  readonly origin: 'library' | 'documented' | 'app';
  /** Completes "Teleport needs this to ...". Absent for grants of the app. */
  readonly reason?: string;
  /** Text with wildcards; `everything but X` for `NotResource`. */
  readonly resources: readonly string[];
}

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}
