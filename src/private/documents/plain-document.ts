import { IResolvable, IResolveContext } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { PackedDocument, sidsOf } from './packed-document';
import { written } from '../permissions/permission';
import { BoundedText } from '../tokens/bounded-text';

/** A placeholder for the suffix of a prefix. CDK decides whether and how the two are joined. */
const SUFFIX = '\u0000';

/** A resource: its prefix, up to the last token, by number in the document, and its literal suffix. */
interface Resource {
  readonly prefix: number;
  readonly suffix: string;
}

/** A statement as it will be written, but for its resources. */
type Statement = { readonly [key: string]: unknown };

/** A document, while CDK resolves it. */
interface Parts {
  /** Wrapped in objects: CDK drops `undefined` list items, which would shift the indices. */
  readonly prefixes: readonly { readonly text?: unknown }[];
  readonly statements: readonly Statement[];
  readonly later?: { readonly Statement: readonly Statement[] };
}

/**
 * A document that was packed, as plain JSON.
 *
 * CDK resolves the statements without their resources. Of each resource, it resolves only the prefix that ends with the last token,
 * such as `arn:${AWS::Partition}`, and many resources share one. See docs/decisions/plain-documents.md.
 */
export class PlainDocument extends iam.PolicyDocument {
  private readonly prefixes = new Map<string, number>();
  private readonly own: readonly { readonly statement: Statement; readonly resources: readonly Resource[] }[];

  /** Never merged or sorted by the feature flags of the app: reviewers compare it with Teleport's reference. */
  constructor(public readonly packed: PackedDocument) {
    super({ minimize: false });
    const sids = sidsOf(packed.permissions);
    this.own = packed.permissions.map(({ actions, conditions, resources }, index) => ({
      statement: { Action: single(actions), ...conditions && { Condition: written(conditions) }, Effect: 'Allow', Sid: sids[index] },
      resources: resources.map((resource) => this.split(resource)),
    }));
  }

  public get isEmpty(): boolean {
    return false;
  }

  public get statementCount(): number {
    return this.own.length + super.statementCount;
  }

  /** What others added. */
  public get addedStatements(): readonly Statement[] {
    return super.toJSON().Statement;
  }

  public toJSON(): object {
    const { prefixes, statements } = this.parts(); // a copy, because the report of `iam.Role.customizeRoles()` writes into what it gets
    return this.assembled({ prefixes, statements: structuredClone(statements), later: super.toJSON() });
  }

  public resolve(context: IResolveContext): object {
    if (!context.preparing) {
      context.registerPostProcessor({ postProcess: (parts: Parts) => this.assembled(parts) });
    }
    const later: IResolvable = { creationStack: [], resolve: (inner) => super.resolve(inner) };
    return { ...this.parts(), later: super.statementCount === 0 ? undefined : later };
  }

  private split({ text, resolveUpTo }: BoundedText): Resource {
    const suffix = text.slice(resolveUpTo);
    const opening = text.slice(0, resolveUpTo) + (suffix && SUFFIX);
    const prefix = this.prefixes.get(opening) ?? this.prefixes.size;
    this.prefixes.set(opening, prefix);
    return { prefix, suffix };
  }

  private parts(): Parts {
    return { prefixes: [...this.prefixes.keys()].map((text) => ({ text })), statements: this.own.map(({ statement }) => statement) };
  }

  private assembled({ prefixes, statements, later }: Parts): object {
    const joiners = prefixes.map(({ text = '' }) => joinerOf(text));
    const own = this.own.map(({ resources }, index) => {
      const { Sid, ...statement } = statements[index];
      return { ...statement, Resource: single(resources.map(({ prefix, suffix }) => joiners[prefix](suffix))), ...Sid ? { Sid } : {} };
    });
    return { Statement: [...own, ...later?.Statement ?? []], Version: '2012-10-17' };
  }
}

/** As IAM writes lists. */
function single<T>(items: readonly T[]): T | T[] {
  return items.length === 1 ? items[0] : [...items];
}

interface Join {
  'Fn::Join': [delimiter: string, parts: unknown[]];
}

/** Joins a suffix, which may be empty, with what CDK made of the prefix. */
function joinerOf(prefix: unknown): (suffix: string) => unknown {
  const join = (text: string, suffix: string) => text.slice(0, -SUFFIX.length) + suffix;
  if (typeof prefix === 'string') {
    return (suffix) => suffix === '' ? prefix : join(prefix, suffix);
  }
  const { 'Fn::Join': joined, ...hints } = Object.getOwnPropertyDescriptors(prefix as Partial<Join>); // `Stack.toJsonString()` needs hints
  if (joined?.value === undefined) {
    return () => prefix; // a token and nothing else
  }
  const [delimiter, parts] = joined.value;
  const [before, last] = [parts.slice(0, -1), String(parts[parts.length - 1])];
  return (suffix) => suffix === '' ? prefix
    : Object.defineProperties({ 'Fn::Join': [delimiter, [...before, join(last, suffix)]] }, hints);
}
