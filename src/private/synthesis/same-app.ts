import { IConstruct } from 'constructs';
import type { TeleportPolicyProps } from '../../policies/policy';
import { checkSameApp } from '../checks/check-app';
import type { PolicyContent } from '../permissions/policy-content';

/** What a policy refers to is of its app. Roles to assume are checked where they are referred to: those with a name are not. */
export function checkAllOfApp(scope: IConstruct, { target }: TeleportPolicyProps, { declaration, keys }: PolicyContent): void {
  checkSameApp('target', scope, target);
  declaration.databases?.forEach(({ _facts: { construct, assumedRole } }) =>
    checkSameApp('databases', scope, assumedRole === undefined ? construct : undefined)); // the role's own policy names what is behind it
  keys?.keys.forEach((key) => checkSameApp('encryptionKey', scope, key));
}
