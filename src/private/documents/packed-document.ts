import { Conditions, Permission, written } from '../permissions/permission';
import { BoundedText } from '../tokens/bounded-text';

/** The statements of one policy document, and the most characters that IAM will count in it. */
export interface PackedDocument {
  readonly permissions: readonly Permission[];
  readonly length: number;
}

/** Every statement counts a comma, but the first one has none. */
const FRAME = JSON.stringify({ Version: '2012-10-17', Statement: [] }).length - ','.length;

/** The `Sid` of every statement. If one is used again in a document, the later ones are numbered. */
export function sidsOf(permissions: readonly Permission[]): (string | undefined)[] {
  const seen = new Map<string | undefined, number>();
  return permissions.map(({ sid }) => {
    const count = (seen.get(sid) ?? 0) + 1;
    seen.set(sid, count);
    return sid && numbered(sid, count);
  });
}

const numbered = (sid: string, count: number) => count === 1 ? sid : `${sid}${count}`;

/** A document that statements are still added to. */
export class GrowingDocument implements PackedDocument {
  public length = FRAME;
  private readonly statements = new Map<string, { readonly permission: Permission; readonly resources: BoundedText[] }>();
  private readonly counts = new Map<string | undefined, number>();

  public get permissions(): Permission[] {
    return [...this.statements.values()].map(({ permission, resources }) => ({ ...permission, resources }));
  }

  /**
   * Adds a resource to the statement with the same merge key, or to a new statement. Returns false, and adds nothing, if the document would
   * exceed the limit.
   */
  public add(permission: Permission, mergeKey: string, resource: BoundedText, limit: number): boolean {
    const statement = this.statements.get(mergeKey);
    const around = statement === undefined ? this.costOfStatement(permission) : bracketsOf(statement.resources);
    const cost = resource.length + '"",'.length + around;
    if (this.length + cost > limit) {
      return false;
    }
    this.length += cost;
    if (statement !== undefined) {
      statement.resources.push(resource);
      return true;
    }
    this.statements.set(mergeKey, { permission, resources: [resource] });
    this.counts.set(permission.sid, (this.counts.get(permission.sid) ?? 0) + 1);
    return true;
  }

  /** Everything but the resource. The comma that is counted with the resource is the one after the statement. */
  private costOfStatement({ sid, actions, conditions }: Permission): number {
    const Sid = sid && numbered(sid, (this.counts.get(sid) ?? 0) + 1);
    return JSON.stringify({ Sid, Effect: 'Allow', Action: actions.length === 1 ? actions[0] : actions, Resource: 0 }).length - '0'.length
      + (conditions === undefined ? 0 : ',"Condition":'.length + lengthOf(conditions));
  }
}

/** A second resource turns a single value into a list. */
const bracketsOf = ({ length }: readonly BoundedText[]) => length === 1 ? '[]'.length : 0;

/** As long as IAM would count them, every token at its longest. */
function lengthOf(conditions: Conditions): number {
  return JSON.stringify(written(conditions, ({ length }) => 'x'.repeat(length))).length;
}
