import { PolicyBase } from './policy-base';
import { checkMade } from '../checks/check-lists';
import { OF_POLICIES } from '../checks/makers';

/** Policies that this library made, which say more than their interface does. */
export function checkPolicies(prop: string, policies: unknown[]): PolicyBase[] {
  return checkMade(prop, policies, PolicyBase, OF_POLICIES);
}
