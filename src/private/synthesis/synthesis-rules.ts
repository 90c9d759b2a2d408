import { accountsAreKnown } from './accounts-are-known';
import { boundariesFit } from './boundaries-fit';
import { boundariesGrantNothing } from './boundaries-grant-nothing';
import { boundariesLimitSomebody } from './boundaries-limit-somebody';
import { appliedBoundariesStay, boundariesKeepTheirNames } from './boundaries-stay';
import { connectableHasGroup } from './connectable-has-group';
import { createdUsersLogIn } from './created-users-log-in';
import { documentsFit } from './documents-fit';
import { importedArns } from './imported-arns';
import { labelsStay } from './labels-stay';
import { loginsWork } from './logins-work';
import { namesStay } from './names-stay';
import { oneBoundary } from './one-boundary';
import { policiesPerIdentity } from './policies-per-identity';
import { inlinePoliciesFit, laterGrantsFit, managedPoliciesFit } from './policy-length';
import { redshiftPairsApart } from './redshift-pairs-apart';
import { namesAreUnique } from './same-names';
import { stackSetsHaveOneRegion } from './stack-set-regions';
import { SynthesisRule } from './synthesis-rule';
import { tagsStay } from './tags-stay';
import { teleportRunsAsTarget } from './teleport-runs-as-target';
import { tokensFollowRules } from './tokens-follow-rules';
import { trustPoliciesFit } from './trust-length';
import { assumedRolesTrust } from './trust-of-assumed-roles';
import { withinBoundary } from './within-boundary';

/** What is checked when the app is synthesized, in the order of the messages of a construct. */
export const SYNTHESIS_RULES: readonly SynthesisRule[] = [
  // what was not known when it was given
  tokensFollowRules, importedArns, accountsAreKnown,
  // what an aspect or override may change
  namesStay, boundariesKeepTheirNames, appliedBoundariesStay, tagsStay,
  // limits of AWS
  boundariesFit, laterGrantsFit, managedPoliciesFit, policiesPerIdentity, inlinePoliciesFit, trustPoliciesFit, documentsFit,
  // what others define
  namesAreUnique, stackSetsHaveOneRegion, oneBoundary, boundariesGrantNothing, boundariesLimitSomebody, withinBoundary, redshiftPairsApart,
  // what Teleport needs to log in
  teleportRunsAsTarget, loginsWork, createdUsersLogIn, assumedRolesTrust, labelsStay, connectableHasGroup,
];
