import { Construct } from 'constructs';
import { lacksIamAuthentication, obstaclesIn } from './iam-authentication';
import { missingTrust } from './missing-trust';
import { iamAuthenticationDisabled, iamAuthenticationOfCache } from '../checks/warnings/databases';
import { roleDoesNotTrustTarget } from '../checks/warnings/policies';
import { warn } from '../checks/warnings/warning';
import { Identity } from '../identities/identity';
import { PolicyContent } from '../permissions/policy-content';

/** Checked at synthesis: the app can still fix this after defining the policy. */
export function warnAtSynth(scope: Construct, identity: Identity, { constructs, assumedRoles }: PolicyContent): void {
  if (constructs.length === 0 && assumedRoles.length === 0) {
    return;
  }
  scope.node.addValidation({
    validate: () => {
      constructs.filter(lacksIamAuthentication).forEach(({ node }) => warn(scope, iamAuthenticationDisabled(node.path)));
      for (const cache of constructs) {
        const obstacles = obstaclesIn(cache);
        if (obstacles.length > 0) {
          warn(scope, iamAuthenticationOfCache(cache.node.path, obstacles));
        }
      }
      for (const assumed of assumedRoles) {
        const missing = missingTrust(identity, assumed);
        if (missing !== undefined) {
          warn(scope, roleDoesNotTrustTarget(assumed._identity.label, identity.label, missing));
        }
      }
      return [];
    },
  });
}
