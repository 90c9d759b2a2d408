import { GrowingDocument, PackedDocument } from './packed-document';
import { QUOTAS } from '../aws/quotas';
import { invalid, verbatim } from '../checks/invalid';
import { IdentityType } from '../identities/identity';
import { Permission } from '../permissions/permission';

/**
 * Pours permissions into documents of at most `limit` characters, in the order given. Permissions that differ only in
 * their resources share a statement, but only within one document, so an appended resource changes only the last one.
 * A resource that was poured before is left out.
 */
export function pack(permissions: readonly Permission[], limit: number): PackedDocument[] {
  const knownOf = new Map<string, Set<string>>();
  const documents = [new GrowingDocument()];
  let [mergeKey, previous]: [string, Permission | undefined] = ['', undefined];
  for (const permission of permissions) {
    mergeKey = isMergeable(permission, previous) ? mergeKey : mergeKeyOf(permission);
    previous = permission;
    const known = knownOf.get(mergeKey) ?? new Set();
    knownOf.set(mergeKey, known);
    for (const resource of permission.resources) {
      if (known.has(resource.text)) {
        continue;
      }
      known.add(resource.text);
      if (!documents[documents.length - 1].add(permission, mergeKey, resource, limit)) {
        const next = new GrowingDocument();
        if (!next.add(permission, mergeKey, resource, limit)) {
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
export function packInline(permissions: readonly Permission[], kind: IdentityType): PackedDocument[] {
  const documents = pack(permissions, Infinity);
  const [{ length }] = documents;
  const limit = QUOTAS.inlinePolicies[kind];
  if (length > limit) {
    throw invalid('inline', `fit into the ${limit} characters that IAM allows for all inline policies of a ${kind.toLowerCase()}`,
      verbatim(`${length} characters`), 'leave it out to use managed policies');
  }
  return documents;
}

/** A quick comparison, by reference, of whether two permissions may share a statement. */
function isMergeable({ sid, actions, conditions }: Permission, other: Permission | undefined): boolean {
  return other !== undefined && sid === other.sid && actions === other.actions && conditions === other.conditions;
}

/** Equal for permissions that may share a statement. */
function mergeKeyOf({ sid, actions, conditions }: Permission): string {
  return `${sid} ${actions.join()} ${JSON.stringify(conditions)}`;
}
