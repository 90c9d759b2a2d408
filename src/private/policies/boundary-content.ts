import { Sized } from '../aws/sized-text';
import { matches } from '../aws/wildcards';
import { Permission } from '../permissions/permission';
import { whileBounded } from '../permissions/self-grant';

/** What of the permissions can stand in a boundary: an owned identity refers to its boundary, so the boundary must not refer to it. */
export function boundable(permissions: readonly Permission[], boundaryArn: Sized): Permission[] {
  const agents = new Set(permissions.flatMap(({ onSelf, identities }) => onSelf && identities ? identities.map(({ arn }) => arn.text) : []));
  return permissions.flatMap((permission) => withoutReferences(permission, boundaryArn, agents.size > 1));
}

/** Where the boundary is `shared` by agents that edit themselves, each could edit the others: then only those that have it. */
function withoutReferences(permission: Permission, boundaryArn: Sized, shared: boolean): Permission[] {
  const { identities, onSelf } = permission;
  if (identities === undefined) {
    return [permission];
  }
  const resources = identities.flatMap(({ literalArn }) => literalArn ?? []);
  const nameless = identities.find(({ literalArn }) => literalArn === undefined);
  if (!onSelf) {
    if (nameless !== undefined) {
      throw new Error(`a permissions boundary must name ${nameless.label}, and cannot refer to it because CloudFormation would find a cycle; give it a 'roleName'`);
    }
    return [{ ...permission, resources }];
  }
  if (nameless === undefined && !shared) {
    return [{ ...permission, resources, conditions: undefined }];
  }
  return whileBounded({ ...permission, resources: nameless === undefined ? resources : [nameless.all] }, boundaryArn);
}

/** The patterns take the place of what they cover. */
export function withPatterns(permissions: readonly Permission[], patterns: readonly Permission[]): Permission[] {
  const left = permissions.map((permission) => {
    const covering = patterns.filter((pattern) => isWider(pattern, permission)).flatMap(({ resources }) => resources);
    return { ...permission, resources: permission.resources.filter(({ text }) => !covering.some((pattern) => matches(pattern.text, text))) };
  });
  return [...left.filter(({ resources }) => resources.length > 0), ...patterns];
}

/** Whether a pattern takes the place of anything. */
export function covers(pattern: Permission, permissions: readonly Permission[]): boolean {
  return permissions.some((permission) => isWider(pattern, permission)
    && permission.resources.some(({ text }) => pattern.resources.some((covering) => matches(covering.text, text))));
}

/** Whether a pattern allows the same, whatever it is on: under no conditions, or under the same. */
function isWider(pattern: Permission, { actions, conditions }: Permission): boolean {
  return pattern.actions.join() === actions.join()
    && (pattern.conditions === undefined || JSON.stringify(pattern.conditions) === JSON.stringify(conditions));
}
