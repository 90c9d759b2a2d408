import { OpenDocument, PackedDocument } from './packed-document';
import { QUOTAS } from '../aws/quotas';
import { invalid, words } from '../checks/invalid';
import { IdentityKind } from '../identities/identity';
import { Permission } from '../permissions/permission';

/**
 * Pours permissions into documents of at most `limit` characters, in the order given. Permissions that differ only in
 * their resources share a statement, but only within one document, so an appended resource changes only the last one.
 * A resource that was poured before is left out.
 */
export function pack(permissions: readonly Permission[], limit: number): PackedDocument[] {
  const pouredOf = new Map<string, Set<string>>();
  const documents = [new OpenDocument()];
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
        const next = new OpenDocument();
        if (!next.pour(permission, likeness, resource, limit)) {
          throw new Error(`a single statement, to ${permission.reason}, is longer than the ${limit} characters of a policy; `
            + 'name fewer regions or tags');
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

/** A quick comparison, by reference, of whether two permissions may share a statement. */
function isLike({ sid, actions, conditions }: Permission, other: Permission | undefined): boolean {
  return other !== undefined && sid === other.sid && actions === other.actions && conditions === other.conditions;
}

/** Equal for permissions that may share a statement. */
function likenessOf({ sid, actions, conditions }: Permission): string {
  return `${sid} ${actions.join()} ${JSON.stringify(conditions)}`;
}
