import { Stage } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { Attachments } from './attachments';
import { PolicyResource } from './policy-resources';
import { Noted, Subjects, SubjectsOfApp } from './subjects';
import type { Identity } from '../identities/identity';
import { identityKey, uniqueNameOf } from '../identities/identity-key';
import { canonicalValue } from '../tokens/canonical-value';
import { getOr } from '../tokens/get-or';

/** A role or user with policies of this library. */
export interface AttachedIdentity {
  /** With its resource, if the app defines it. */
  readonly identity: Identity;
  /** A policy for it. */
  readonly scope: IConstruct;
  readonly policies: readonly PolicyResource[];
  /** Whether that is so only if two accounts are one that the app does not know. */
  readonly isAssumed: boolean;
}

/** The app as the rules see it: a nested stage when that is synthesized, and the whole app after all nested stages. */
export class AppView {
  private readonly once = new Map<string, unknown>();

  constructor(
    private readonly stage: IConstruct,
    private readonly subjects: SubjectsOfApp,
    private readonly isChecked: (stage: IConstruct) => boolean,
  ) {}

  /** Whether every stage was synthesized but the app itself. */
  public get isWhole(): boolean {
    return this.stage === this.stage.node.root;
  }

  /** The constructs of the stage, without those of stages within it, whose templates are written already. */
  public get constructs(): readonly IConstruct[] {
    return this.made('constructs', () => below(this.stage));
  }

  /** The constructs of all stages. */
  public get wholeApp(): readonly IConstruct[] {
    return this.made('wholeApp', () => this.stage.node.root.node.findAll());
  }

  /** The constructs of stages that have nothing of this library and came after it, so that no rule sees them when they are synthesized. */
  public get unchecked(): readonly IConstruct[] {
    return this.made('unchecked', () => this.wholeApp.filter((construct) => !this.isChecked(stageOf(construct))));
  }

  /** Who gets which policies. */
  public get attachments(): Attachments {
    return this.made('attachments', () => new Attachments(this.isWhole ? this.wholeApp : this.constructs));
  }

  /** Each identity of the app's policies once, however often the app imports it, by the same name or by the same token. */
  public get identities(): readonly AttachedIdentity[] {
    return this.made('identities', () => this.attachedIdentities());
  }

  /** What the constructs of the whole app noted. */
  public all<K extends keyof Subjects>(kind: K): readonly Noted<K>[] {
    return this.subjects.of(kind);
  }

  /** What is found of each subject of a kind in the stage. */
  public each<K extends keyof Subjects, T>(kind: K, find: (subject: Subjects[K], scope: IConstruct) => T[]): T[] {
    return this.all(kind).filter(({ scope }) => stageOf(scope) === this.stage).flatMap(({ scope, subject }) => find(subject, scope));
  }

  /** What the app noted of an identity, in the order of definition. */
  public ofIdentity<K extends 'policy' | 'appliedBoundary'>(kind: K, scope: IConstruct, identity: Identity): readonly Noted<K>[] {
    const byIdentity = this.made(kind, () => {
      const groups = new Map<string, Noted<K>[]>();
      this.all(kind).forEach((one) => getOr(groups, this.keyOf(one.scope, one.subject.identity), () => []).push(one));
      return groups;
    });
    return byIdentity.get(this.keyOf(scope, identity)) ?? [];
  }

  private keyOf(scope: IConstruct, identity: Identity): string {
    return identityKey(scope, identity, canonicalValue(scope, uniqueNameOf(identity)));
  }

  private attachedIdentities(): AttachedIdentity[] {
    type Known = Omit<AttachedIdentity, 'policies'>;
    const found = new Map<unknown, Known>();
    const keyOf = ({ identity, scope }: Pick<AttachedIdentity, 'identity' | 'scope'>) => identity.resource ?? this.keyOf(scope, identity);
    const assumed: Known[] = [];
    for (const { scope, subject: { identity } } of this.all('policy')) {
      const owner = identity.resource === undefined ? this.attachments.ownerOf(identity, scope) : undefined;
      const resource = owner?.resource ?? identity.resource;
      const owned: Known = { identity: { ...identity, resource }, scope, isAssumed: owner?.isAssumed === true };
      const certain = owned.isAssumed ? { identity, scope, isAssumed: false } : owned;
      found.set(keyOf(certain), certain);
      assumed.push(...owned.isAssumed ? [owned] : []);
    }
    assumed.forEach((one) => getOr(found, keyOf(one), () => one)); // what is certain comes first
    return [...found.values()].map((one) => ({ ...one, policies: this.attachments.of(one.identity, one.scope) }));
  }

  private made<T>(name: string, make: () => T): T {
    return getOr(this.once, name, make) as T; // one name, one type
  }
}

/** CDK synthesizes and validates what is below it on its own. */
export const stageOf = (scope: IConstruct): IConstruct => Stage.of(scope) ?? scope.node.root;

function below(construct: IConstruct, found: IConstruct[] = []): IConstruct[] {
  found.push(construct);
  construct.node.children.filter((child) => !Stage.isStage(child)).forEach((child) => below(child, found));
  return found;
}
