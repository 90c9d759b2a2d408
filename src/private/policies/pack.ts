import { QUOTAS } from '../aws/quotas';
import { Sized } from '../aws/sized-text';
import { invalid, words } from '../checks/invalid';
import { IdentityKind } from '../identities/identity';
import { Conditions, Permission, written } from '../permissions/permission';

/** The statements of one policy document, and the most characters that IAM will count in it. */
export interface PackedDocument {
  readonly permissions: readonly Permission[];
  readonly length: number;
}

/** Every statement counts a comma, the first one has none. */
const FRAME = JSON.stringify({ Version: '2012-10-17', Statement: [] }).length - ','.length;

/**
 * Pours permissions into documents of at most `limit` characters, in the order given. What differs in nothing but its
 * resources shares a statement, but only within one document, so that an appended resource changes the last one alone.
 * A resource that was poured before is left out.
 */
export function pack(permissions: readonly Permission[], limit: number): PackedDocument[] {
  const pouredOf = new Map<string, Set<string>>();
  const documents = [new Document()];
  let [likeness, previous]: [string, Permission | undefined] = ['', undefined];
  for (const permission of permissions) {
    likeness = isLike(permission, previous) ? likeness : likenessOf(permission);
    previous = permission;
    const poured = pouredOf.get(likeness) ?? new Set();
    pouredOf.set(likeness, poured);
    for (const resource of permission.resources) {
      if (poured.has(resource.text)) {
        continue;
      }
      poured.add(resource.text);
      if (!documents[documents.length - 1].pour(permission, likeness, resource, limit)) {
        const next = new Document();
        if (!next.pour(permission, likeness, resource, limit)) {
          throw new Error(`a single statement, to ${permission.reason}, is longer than the ${limit} characters of a policy; name fewer regions or tags`);
        }
        documents.push(next);
      }
    }
  }
  return documents;
}

/** The only document of an inline policy. */
export function packInline(permissions: readonly Permission[], kind: IdentityKind): PackedDocument[] {
  const documents = pack(permissions, Infinity);
  const [{ length }] = documents;
  const limit = QUOTAS.inlinePolicies[kind];
  if (length > limit) {
    throw invalid('inline', `fit into the ${limit} characters that IAM allows for all inline policies of a ${kind.toLowerCase()}`,
      words(`${length} characters`), 'leave it out to use managed policies');
  }
  return documents;
}

/** The `Sid` of every statement: where one comes again in a document, the later ones are numbered. */
export function sidsOf(permissions: readonly Permission[]): (string | undefined)[] {
  const seen = new Map<string | undefined, number>();
  return permissions.map(({ sid }) => {
    const count = (seen.get(sid) ?? 0) + 1;
    seen.set(sid, count);
    return sid && numbered(sid, count);
  });
}

const numbered = (sid: string, count: number) => count === 1 ? sid : `${sid}${count}`;

class Document implements PackedDocument {
  public length = FRAME;
  private readonly statements = new Map<string, { readonly permission: Permission; readonly resources: Sized[] }>();
  private readonly counts = new Map<string | undefined, number>();

  public get permissions(): Permission[] {
    return [...this.statements.values()].map(({ permission, resources }) => ({ ...permission, resources }));
  }

  /** Adds a resource to the statement of its like, or to a new one; false, and nothing is added, if that is too long. */
  public pour(permission: Permission, likeness: string, resource: Sized, limit: number): boolean {
    const statement = this.statements.get(likeness);
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
    this.statements.set(likeness, { permission, resources: [resource] });
    this.counts.set(permission.sid, (this.counts.get(permission.sid) ?? 0) + 1);
    return true;
  }

  /** Everything but the resource, whose comma is the one that follows the statement. */
  private costOfStatement({ sid, actions, conditions }: Permission): number {
    const Sid = sid && numbered(sid, (this.counts.get(sid) ?? 0) + 1);
    return JSON.stringify({ Sid, Effect: 'Allow', Action: actions.length === 1 ? actions[0] : actions, Resource: 0 }).length - '0'.length
      + (conditions === undefined ? 0 : ',"Condition":'.length + lengthOf(conditions));
  }
}

/** A second resource turns a single value into a list. */
const bracketsOf = ({ length }: readonly Sized[]) => length === 1 ? '[]'.length : 0;

/** Whether that can be seen without looking into them. */
function isLike({ sid, actions, conditions }: Permission, other: Permission | undefined): boolean {
  return other !== undefined && sid === other.sid && actions === other.actions && conditions === other.conditions;
}

/** Equal for permissions that may share a statement. */
function likenessOf({ sid, actions, conditions }: Permission): string {
  return `${sid} ${actions.join()} ${JSON.stringify(conditions)}`;
}

/** As long as IAM would count them, every token at its longest. */
function lengthOf(conditions: Conditions): number {
  return JSON.stringify(written(conditions, ({ length }) => 'x'.repeat(length))).length;
}
