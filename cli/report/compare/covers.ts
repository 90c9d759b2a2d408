import { conditionKey, Grant } from './grant';
import { covers } from '../../../src/private/aws/matches';

/** Grants with wildcards, found quickly by what stands before the first of them. */
export class Patterns {
  private readonly byPrefix = new Map<string, Grant[]>();

  constructor(grants: readonly Grant[]) {
    for (const grant of grants) {
      const prefix = /^[^*?]*/.exec(grant.resource)![0];
      this.byPrefix.set(prefix, [...this.byPrefix.get(prefix) ?? [], grant]);
    }
  }

  /** A grant that allows, or denies, all that this one does, under no condition that this one has not. */
  public covering({ effect, action, resource, conditions }: Grant): Grant | undefined {
    const own = new Set(conditions.map(conditionKey));
    for (let length = 0; length <= resource.length; length += 1) {
      const found = this.byPrefix.get(resource.slice(0, length))?.find((grant) => grant.effect === effect
        && includes(grant.resource, resource) && includes(grant.action.toLowerCase(), action.toLowerCase())
        && grant.conditions.every((condition) => own.has(conditionKey(condition))));
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }
}

/** A wider exception is narrower, so it covers itself alone. */
function includes(pattern: string, text: string): boolean {
  return pattern.startsWith('everything but ') ? pattern === text : covers(pattern, text);
}
