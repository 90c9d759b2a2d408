import { matches } from '../aws/matches';
import { problem } from '../checks/invalid';
import { Permission } from '../permissions/permission';
import { whileBounded } from '../permissions/self-grant';
import { BoundedText } from '../tokens/bounded-text';

/** The permissions as a boundary can have them: an owned identity refers to its boundary, so the boundary must not refer to it. */
export function boundable(permissions: readonly Permission[], boundaryArn: BoundedText): Permission[] {
  const agentsIn = ({ onSelf, identities = [] }: Permission) => onSelf ? identities.map(({ arn }) => arn.text) : [];
  const agents = new Set(permissions.flatMap(agentsIn));
  return permissions.flatMap((permission) => withoutReferences(permission, boundaryArn, agents.size > 1));
}

/** If agents that edit themselves share the boundary, each could edit the others, so they may only edit those that have it. */
function withoutReferences(permission: Permission, boundaryArn: BoundedText, shared: boolean): Permission[] {
  const { identities, onSelf } = permission;
  if (identities === undefined) {
    return [permission];
  }
  const resources = identities.flatMap(({ literalArn }) => literalArn ?? []);
  const nameless = identities.find(({ literalArn }) => literalArn === undefined);
  if (!onSelf) {
    if (nameless !== undefined) {
      throw problem(`a permissions boundary must name ${nameless.label}, and cannot refer to it because CloudFormation would find a cycle`,
        'give it a \'roleName\'');
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
    const isCovered = ({ text }: BoundedText) => covering.some((pattern) => matches(pattern.text, text));
    return { ...permission, resources: permission.resources.filter((resource) => !isCovered(resource)) };
  });
  return [...left.filter(({ resources }) => resources.length > 0), ...patterns];
}

/** Whether a pattern takes the place of anything. */
export function covers(pattern: Permission, permissions: readonly Permission[]): boolean {
  return permissions.some((permission) => isWider(pattern, permission)
    && permission.resources.some(({ text }) => pattern.resources.some((covering) => matches(covering.text, text))));
}

/** Whether a pattern allows the same actions, as patterns do under no conditions. Resources are not compared. */
const isWider = (pattern: Permission, { actions }: Permission): boolean => pattern.actions.join() === actions.join();
