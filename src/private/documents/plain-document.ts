import { IResolvable, IResolveContext } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { PackedDocument, sidsOf } from './packed-document';
import { written } from '../permissions/permission';
import { BoundedText } from '../tokens/bounded-text';

/** A placeholder for what follows a head. CDK decides whether and how the two are joined. */
const REST = '\u0000';

/** A resource: its head, up to the last token, by number in the document, and the rest. */
interface Resource {
  readonly head: number;
  readonly rest: string;
}

/** A statement as it will be written, but for its resources. */
type Statement = { readonly [key: string]: unknown };

/** A document, while CDK resolves it. */
interface Parts {
  /** Wrapped in objects: CDK drops `undefined` list items, which would shift the indices. */
  readonly heads: readonly { readonly text?: unknown }[];
  readonly statements: readonly Statement[];
  readonly later?: { readonly Statement: readonly Statement[] };
}

/**
 * A document that was packed, as plain JSON.
 *
 * CDK resolves the statements without their resources. Of each resource, it resolves only the start that ends with the last token,
 * such as `arn:${AWS::Partition}`, and many resources share one. See docs/decisions/plain-documents.md.
 */
export class PlainDocument extends iam.PolicyDocument {
  private readonly heads = new Map<string, number>();
  private readonly own: readonly { readonly statement: Statement; readonly resources: readonly Resource[] }[];

  /** Never merged or sorted by the feature flags of the app: reviewers compare it with Teleport's reference. */
  constructor(public readonly packed: PackedDocument) {
    super({ minimize: false });
    const sids = sidsOf(packed.permissions);
    this.own = packed.permissions.map(({ actions, conditions, resources }, index) => ({
      statement: { Action: single(actions), ...conditions && { Condition: written(conditions) }, Effect: 'Allow', Sid: sids[index] },
      resources: resources.map((resource) => this.cut(resource)),
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
    const { heads, statements } = this.parts(); // a copy, because the report of `iam.Role.customizeRoles()` writes into what it gets
    return this.assembled({ heads, statements: structuredClone(statements), later: super.toJSON() });
  }

  public resolve(context: IResolveContext): object {
    if (!context.preparing) {
      context.registerPostProcessor({ postProcess: (parts: Parts) => this.assembled(parts) });
    }
    const later: IResolvable = { creationStack: [], resolve: (inner) => super.resolve(inner) };
    return { ...this.parts(), later: super.statementCount === 0 ? undefined : later };
  }

  private cut({ text, resolveUpTo }: BoundedText): Resource {
    const rest = text.slice(resolveUpTo);
    const opening = text.slice(0, resolveUpTo) + (rest && REST);
    const head = this.heads.get(opening) ?? this.heads.size;
    this.heads.set(opening, head);
    return { head, rest };
  }

  private parts(): Parts {
    return { heads: [...this.heads.keys()].map((text) => ({ text })), statements: this.own.map(({ statement }) => statement) };
  }

  private assembled({ heads, statements, later }: Parts): object {
    const completions = heads.map(({ text = '' }) => completionOf(text));
    const own = this.own.map(({ resources }, index) => {
      const { Sid, ...statement } = statements[index];
      return { ...statement, Resource: single(resources.map(({ head, rest }) => completions[head](rest))), ...Sid ? { Sid } : {} };
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

/** Puts the rest of a resource, which may be empty, in its place in what CDK made of the head. */
function completionOf(head: unknown): (rest: string) => unknown {
  const complete = (text: string, rest: string) => text.slice(0, -REST.length) + rest;
  if (typeof head === 'string') {
    return (rest) => rest === '' ? head : complete(head, rest);
  }
  const { 'Fn::Join': join, ...hints } = Object.getOwnPropertyDescriptors(head as Partial<Join>); // `Stack.toJsonString()` needs hints
  if (join?.value === undefined) {
    return () => head; // a token and nothing else
  }
  const [delimiter, parts] = join.value;
  const [before, last] = [parts.slice(0, -1), String(parts[parts.length - 1])];
  return (rest) => rest === '' ? head : Object.defineProperties({ 'Fn::Join': [delimiter, [...before, complete(last, rest)]] }, hints);
}
