import { GrowingDocument, PackedDocument } from './packed-document';
import { QUOTAS } from '../aws/quotas';
import { invalid, problem, verbatim } from '../checks/invalid';
import { IdentityType } from '../identities/identity';
import { Permission } from '../permissions/permission';

/**
 * Adds permissions to documents of at most `limit` characters, in the order given. Permissions that differ only in
 * their resources share a statement, but only within one document, so an appended resource changes only the last one.
 * A resource that was added before is left out.
 */
export function pack(permissions: readonly Permission[], limit: number): PackedDocument[] {
  const knownOf = new Map<string, Set<string>>();
  const documents = [new GrowingDocument()];
  for (const permission of permissions) {
    const mergeKey = mergeKeyOf(permission);
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
          throw problem(`a single statement, to ${permission.reason}, is longer than the ${limit} characters of a policy`,
            'name fewer regions or tags');
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

/** Equal for permissions that may share a statement. */
function mergeKeyOf({ sid, actions, conditions }: Permission): string {
  return `${sid} ${actions.join()} ${JSON.stringify(conditions)}`;
}
