import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ITeleportPolicy } from './policy';
import { TeleportDatabase } from '../databases/database';
import { isAnotherAccount } from '../private/aws/accounts';
import { checkList, checkMade } from '../private/checks/check-lists';
import { checkScope } from '../private/checks/check-place';
import { invalid, verbatim } from '../private/checks/invalid';
import { Known, knownOptions } from '../private/checks/known-options';
import { OF_POLICIES } from '../private/checks/makers';
import { defining } from '../private/checks/validation-error';
import { warn } from '../private/checks/warnings/warning';
import { identityOf } from '../private/identities/identity';
import { covers, withPatterns } from '../private/permissions/boundary-content';
import { checkDatabases } from '../private/permissions/check-made-databases';
import { checkMayBeAttached } from '../private/permissions/check-target';
import { connect } from '../private/permissions/connect';
import { onUnknownOptions } from '../private/permissions/ignored-options';
import { isList, Permission } from '../private/permissions/permission';
import { boundaryName } from '../private/permissions/policy-name';
import { checkAtSynthesis } from '../private/synthesis/check-at-synthesis';
import { unresolvedValuesOf } from '../private/synthesis/check-tokens';
import { checkMayBeBounded } from '../private/synthesis/one-boundary';
import { applyBoundary } from '../private/writing/apply-boundary';
import { Boundary } from '../private/writing/boundary';
import { LaterGrants } from '../private/writing/later-grants';
import { PolicyBase } from '../private/writing/policy-base';

/** Properties of a `TeleportDatabasePermissionsBoundary`. */
export interface TeleportDatabasePermissionsBoundaryProps {
  /** The policies that the boundary must allow. At least one. Later grants to them are added to the boundary too. */
  readonly policies: ITeleportPolicy[];
  /**
   * Patterns that take the place of the single databases that they match, such as `RdsDatabase.any()`. Throws for a pattern that matches no
   * database of the policies.
   *
   * A boundary is one document of at most 6,144 characters, which holds about 60 databases by name.
   *
   * @default - every database is named
   */
  readonly patterns?: TeleportDatabase[];
  /**
   * The name of the boundary, 1 to 128 letters, digits or `+=,.@-_`.
   *
   * IAM is global, so a fixed name works in one region only.
   *
   * @default - a name made from the stack, the construct and the region
   */
  readonly policyName?: string;
  /**
   * The path of the boundary, such as `/teleport/`. It starts and ends with a slash and has at most 512 letters, digits or `.,+@=_-/`.
   *
   * @default /
   */
  readonly path?: string;
}

const PROPS: Known<TeleportDatabasePermissionsBoundaryProps> = { policies: true, patterns: true, policyName: true, path: true };

/**
 * A permissions boundary that allows what the given policies allow, and nothing else. It is derived from them, so it cannot drift.
 *
 * It also blocks everything else that the identity does, such as writing logs. Grant that to the boundary too.
 *
 * If the policies let an agent edit its own inline policies, the boundary names the agent's identity. If the boundary cannot name the
 * identity, or serves several such agents, it allows them to edit only identities that have this boundary.
 *
 * @example
 * declare const agentRole: iam.Role;
 * declare const connect: TeleportRdsConnectPolicy;
 * declare const logGroup: logs.LogGroup;
 * const boundary = new TeleportDatabasePermissionsBoundary(this, 'Boundary', { policies: [connect] });
 * logGroup.grantWrite(boundary);
 * boundary.applyTo(agentRole);
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export class TeleportDatabasePermissionsBoundary extends Construct implements iam.IGrantable {
  private readonly boundary: Boundary;
  private readonly grants: LaterGrants;
  private isTaken = false; // whoever has the policy may put it on somebody

  constructor(scope: Construct, id: string, props: TeleportDatabasePermissionsBoundaryProps) {
    const given = defining(scope, id, () => knownOptions('props', props, PROPS));
    const policies = defining(scope, id, () => policiesWithin(scope, given.policies));
    const allowed = policies.flatMap(({ _permissions }) => _permissions);
    const patterns = given.patterns === undefined ? [] : patternsOf(Stack.of(scope), given.patterns, allowed);
    super(scope, id);
    this.boundary = new Boundary(this, 'Resource', boundaryName(this, given.policyName, given.path), withPatterns(allowed, patterns),
      patterns.length === 0 ? 'cover them with \'patterns\', such as RdsDatabase.any()'
        : 'cover more of them with patterns, or divide them between several agents');
    onUnknownOptions({ databases: given.patterns }, given).forEach((warning) => warn(this, warning));
    const values = [...this.boundary.name.arn.unresolved ?? [], ...unresolvedValuesOf(patterns)]; // the policies have the rest
    checkAtSynthesis(this, 'values', { values, isInPolicy: true });
    checkAtSynthesis(this, 'offeredBoundary', { boundary: this.boundary, isTaken: () => this.isTaken });
    this.grants = new LaterGrants(this.boundary.managedPolicy.grantPrincipal, (statement) => this.boundary.add(statement));
    policies.forEach(({ _laterGrants }) => _laterGrants.onGrant((statement) => this.boundary.add(statement)));
  }

  /** The principal that takes further permissions, for everything else that the identity does. */
  public get grantPrincipal(): iam.IPrincipal {
    return this.grants;
  }

  /** The boundary: a managed policy that is attached to nothing. */
  public get managedPolicy(): iam.IManagedPolicy {
    this.isTaken = true;
    return this.boundary.managedPolicy;
  }

  /**
   * Puts the boundary on a role or user of the app, in the same stack. Throws if it has another boundary, at synthesis at the latest.
   *
   * Only its owner can put the boundary on an imported role or user, so a warning gives the command. Another warning names what the
   * stack allows the identity and the boundary does not contain.
   *
   * @param target the role or user that the policies are for.
   */
  public applyTo(target: iam.IIdentity): void {
    const identity = identityOf(target);
    checkMayBeAttached(this, identity);
    checkMayBeBounded(this, identity, this.boundary);
    const { boundary, node: { path } } = this;
    applyBoundary(this, { identity, boundary, fix: `name it in 'policies', or grant the rest to ${path}`, orElse: '' });
  }
}

function policiesWithin(scope: Construct, policies: ITeleportPolicy[]): PolicyBase[] {
  const { account, node } = checkScope(scope);
  const made = checkMade('policies', checkList('policies', policies, 'name the policies that must fit inside'), PolicyBase, OF_POLICIES);
  const foreign = made.map((policy) => ({ policy, other: Stack.of(policy).account })).find(({ other }) => isAnotherAccount(other, account));
  if (foreign !== undefined) {
    throw invalid('policies', `be in the account of ${node.path}, ${account}, because a boundary limits identities of its own account`,
      verbatim(`${foreign.policy.node.path} in ${foreign.other}`), `define the boundary in a stack of account ${foreign.other}`);
  }
  return made;
}

/** The logins that the patterns allow. Each must cover something, because a boundary contains nothing that no policy does. */
function patternsOf(stack: Stack, databases: TeleportDatabase[], permissions: readonly Permission[]): Permission[] {
  const made = checkDatabases(checkList('patterns', databases, 'leave it out to name every database'), 'patterns');
  return made.flatMap((database) => {
    const patterns = connect(stack, [database], { asDocumented: false, withMetadata: false }).filter((permission) => !isList(permission));
    if (!patterns.some((pattern) => covers(pattern, permissions))) {
      throw invalid('patterns', 'name patterns that cover databases of \'policies\'',
        verbatim(`${database._facts.label}, which covers none`), 'leave it out');
    }
    return patterns;
  });
}
