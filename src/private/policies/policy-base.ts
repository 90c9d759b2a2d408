import { Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import type { Declaration } from '../permissions/policy-content';
import { applyBoundary, Boundary, boundaryName } from './boundary';
import { checkFlag } from '../checks/checks';
import { documentOf } from './policy-document';
import { lacksIamAuthentication } from './iam-authentication';
import { Identity, identityOf, isMarkedAsNotToBeChanged, LIMITS, LONGEST_ARN } from '../identities/identity';
import { LaterGrants } from './later-grants';
import { watchQuotas } from './attachment-quotas';
import { pack, PackedDocument } from './pack';
import { mapValues, Permission, published } from '../permissions/permission';
import { isAnotherAccount } from '../aws/arn-scope';
import { policyName, policyPath, uniqueName } from './policy-name';
import { templateLengthOf } from '../aws/template-length';
import { boundedSelfGrant, selfGrant } from '../permissions/self-grant';
import { sized } from '../aws/sized-text';
import { isSameIdentity, missingTrust } from './missing-trust';
import { warn, Warning } from '../checks/warnings';
import type { AssumedRole } from '../../assumed-role';
import { ITeleportPolicy, TeleportPermission, TeleportPolicyProps } from '../../policy';
import { SelfGrant } from '../../self-grant';

/** What a policy is to contain. */
export interface PolicyContent {
  /** What it comes from: Teleport's configuration comes from the same. */
  readonly declaration: Declaration;
  /** What does not grow with the number of databases. */
  readonly permissions: readonly Permission[];
  /** What does: it comes last, so that one more database changes the last policy only. */
  readonly databases?: readonly Permission[];
  readonly selfGrant?: SelfGrant;
  /** What the boundary of `SelfGrant.BOUNDED` contains: the same, and what Teleport may grant itself. */
  readonly boundary?: Pick<PolicyContent, 'permissions' | 'databases'>;
  /** What the user should know of what was asked for. */
  readonly warnings?: readonly Warning[];
  /** The constructs behind the databases, where there are some. */
  readonly constructs?: readonly IConstruct[];
  /** The roles that Teleport becomes, for whatever reason. */
  readonly assumedRoles?: readonly AssumedRole[];
}

/**
 * Writes permissions down: the end of the line for every policy of this library.
 * @internal
 */
export abstract class PolicyBase extends Construct implements ITeleportPolicy {
  public readonly grantPrincipal: iam.IPrincipal;
  public readonly permissions: TeleportPermission[];
  /** The permissions boundary that comes with `SelfGrant.BOUNDED`: what Teleport can grant itself at the most. */
  public readonly permissionsBoundary?: iam.IManagedPolicy;
  /** @internal */
  public readonly _permissions: readonly Permission[];
  /** @internal */
  public readonly _laterGrants: LaterGrants;
  /** @internal */
  public readonly _declaration: Declaration;
  /** @internal */
  public readonly _target: iam.IIdentity;
  private readonly policies: (iam.Policy | iam.ManagedPolicy)[] = [];
  private grants?: iam.Policy | iam.ManagedPolicy;

  constructor(scope: Construct, id: string, private readonly props: TeleportPolicyProps, contents: PolicyContent) {
    super(scope, id);
    this._declaration = contents.declaration;
    this._target = props.target;
    try {
      const identity = this.identityOfTarget(contents);
      const boundary = contents.boundary === undefined ? undefined : this.boundaryOf(identity, contents.boundary);
      this._permissions = [...contents.permissions, ...this.selfGrants(identity, contents, boundary), ...contents.databases ?? []];
      const documents = this.packed(identity);
      this.permissions = documents.flatMap(({ permissions }) => permissions.map(published));
      documents.forEach((document, index) => this.write(identity, index === 0 ? '' : String(index + 1), documentOf(document)));
      this._laterGrants = new LaterGrants(props.target, (statement) => this.grantLater(identity, statement));
      this.grantPrincipal = this._laterGrants;
      watchQuotas(this, identity);
      this.node.addValidation({ validate: () => this.excessOfGrants() });
      this.warn(identity, contents);
      if (boundary !== undefined) {
        this.permissionsBoundary = boundary.managedPolicy;
        this._laterGrants.onGrant((statement) => boundary.add(statement));
        applyBoundary(this, boundary, identity);
      }
    } catch (error) {
      scope.node.tryRemoveChild(id); // an app that goes on after an error must not find half a policy
      throw error;
    }
  }

  public get managedPolicies(): iam.IManagedPolicy[] {
    return this.policies.filter((policy): policy is iam.ManagedPolicy => policy instanceof iam.ManagedPolicy);
  }

  private identityOfTarget({ selfGrant: asked, assumedRoles = [] }: PolicyContent): Identity {
    const { target, inline, asDocumented } = this.props;
    checkFlag('inline', inline);
    checkFlag('asDocumented', asDocumented);
    const identity = identityOf(target);
    const itself = assumedRoles.find(({ role }) => isSameIdentity(identity, identityOf(role, 'assumedRoles')));
    if (itself !== undefined) {
      throw new Error(`'assumedRoles' has to name other roles than 'target', got ${itself.role.node.path} on both sides; leave it out`);
    }
    checkAccount(this, identity, 'target');
    checkMayBeChanged(target, identity);
    if (inline && asked !== undefined) {
      throw new Error('\'inline\' cannot be combined with \'selfGrant\': Teleport would be allowed to overwrite the policy, and its own inline policies '
        + 'need the same space; leave \'inline\' out');
    }
    if (asked === SelfGrant.UNBOUNDED) {
      warn(this, 'unboundedSelfGrant', `whoever controls ${identity.label} can make it administrator of the account; use SelfGrant.BOUNDED, or name the `
        + 'databases in a connect policy and leave \'selfGrant\' out, which Teleport has not needed since version 16');
    }
    return identity;
  }

  private warn(identity: Identity, { warnings = [], constructs = [], assumedRoles = [] }: PolicyContent): void {
    warnings.forEach(({ id, message }) => warn(this, id, message));
    assumedRoles.forEach(({ role }) => warnOfUnknownAccount(this, identityOf(role, 'assumedRoles')));
    if (constructs.length > 0 || assumedRoles.length > 0) {
      this.node.addValidation({ validate: () => this.warnAtSynth(identity, constructs, assumedRoles) });
    }
  }

  /** What the app may still put right after this construct was made. */
  private warnAtSynth(identity: Identity, constructs: readonly IConstruct[], assumedRoles: readonly AssumedRole[]): string[] {
    constructs.filter(lacksIamAuthentication).forEach(({ node }) => warn(this, 'iamAuthenticationDisabled',
      `${node.path} is defined without IAM authentication, so that Teleport cannot log in; turn it on with 'iamAuthentication' (of a proxy, 'iamAuth')`));
    assumedRoles.forEach((assumed) => {
      const missing = missingTrust(identity, assumed);
      if (missing !== undefined) {
        warn(this, 'roleDoesNotTrustTarget', `${assumed.role.node.path} does not let ${identity.label} call ${missing}, under the external id and session tags given; `
          + 'define it with \'assumedBy\': new TeleportAgentPrincipal() of that identity, and the same options');
      }
    });
    return [];
  }

  private boundaryOf(identity: Identity, { permissions, databases = [] }: NonNullable<PolicyContent['boundary']>): Boundary {
    const name = boundaryName(this, this.props.policyName, this.props.path, '-Boundary');
    const { sid, ...unnamed } = selfGrant(identity);
    const self = this.props.asDocumented ? unnamed : { sid, ...unnamed };
    return new Boundary(this, 'PermissionsBoundary', name, [...permissions, self, ...databases],
      'name databases by patterns such as RdsDatabase.any(), or leave \'selfGrant\' out');
  }

  private selfGrants(identity: Identity, { selfGrant: asked }: PolicyContent, boundary: Boundary | undefined): Permission[] {
    if (asked === undefined) {
      return [];
    }
    const statements = boundary === undefined ? [selfGrant(identity)] : boundedSelfGrant(identity, boundary.name.arn);
    return this.props.asDocumented ? statements.map((statement) => ({ ...statement, sid: undefined })) : statements;
  }

  private packed({ kind }: Identity): PackedDocument[] {
    if (!this.props.inline) {
      return pack(this._permissions, LIMITS.managed);
    }
    const documents = pack(this._permissions, Infinity);
    const [{ length }] = documents;
    const limit = LIMITS.inline[kind];
    if (length > limit) {
      throw new Error(`'inline' would need ${length} characters, IAM allows ${limit} for all inline policies of a ${kind.toLowerCase()} together; `
        + 'leave \'inline\' out to use managed policies');
    }
    return documents;
  }

  private write(identity: Identity, suffix: string, document: iam.PolicyDocument): iam.Policy | iam.ManagedPolicy {
    const { inline } = this.props;
    const id = `Resource${suffix}`;
    const name = this.props.policyName === undefined ? undefined : policyName(this.props.policyName, suffix && `-${suffix}`);
    const path = policyPath(this.props.path);
    if (inline && path !== undefined) {
      throw new Error(`'path' is for managed policies, an inline policy has none, got ${JSON.stringify(path)}; leave it out`);
    }
    const policy = inline
      // CDK names inline policies by their logical ids, which are the same in every stack: one would overwrite the other
      ? new iam.Policy(this, id, { document, policyName: name ?? uniqueName(this, suffix && `-${suffix}`) })
      : new iam.ManagedPolicy(this, id, {
        document,
        managedPolicyName: name,
        path,
        description: 'What a Teleport agent needs for AWS databases', // immutable in IAM: never change it
      });
    identity.attach(policy);
    this.policies.push(policy);
    return policy;
  }

  /** Later grants get a policy of their own: the others are full, and stay as they were reviewed. */
  private grantLater(identity: Identity, statement: iam.PolicyStatement): iam.Policy | iam.ManagedPolicy {
    this.grants ??= this.write(identity, 'Grants', new iam.PolicyDocument({ minimize: true })); // whatever the feature flags of the app say
    this.grants.addStatements(statement);
    return this.grants;
  }

  private excessOfGrants(): string[] {
    const { grants } = this;
    const length = grants instanceof iam.ManagedPolicy ? templateLengthOf(Stack.of(this).resolve(grants.document)) : 0;
    return length > LIMITS.managed
      ? [`what was granted later needs ${length} characters, a managed policy has at most ${LIMITS.managed}; grant less, or to a policy of your own`]
      : [];
  }
}

/** Throws for a role whose owner said that nothing may be attached to it. */
export function checkMayBeChanged(target: iam.IIdentity, { label }: Identity): void {
  if (isMarkedAsNotToBeChanged(target)) {
    throw new Error(`'target' ${label} is marked as not to be changed (by 'mutable: false' or withoutPolicyUpdates()), so that no policy may be `
      + 'attached to it; give the role without that mark');
  }
}

/** Throws for an identity of another account; warns where that cannot be told. */
export function checkAccount(scope: Construct, { account, label }: Identity, prop: string): void {
  const own = Stack.of(scope).account;
  if (isAnotherAccount(account, own)) {
    throw new Error(`'${prop}' has to be in the account of the stack, ${own}, got ${label} in ${account}; define the policy in a stack of account ${account}`);
  }
  if (Token.isUnresolved(account) !== Token.isUnresolved(own)) {
    const [known, unknown] = Token.isUnresolved(own) ? [label, 'the stack'] : ['the stack', label];
    warn(scope, 'accountNotCompared', `the account of ${known} is known, that of ${unknown} is not, and IAM attaches policies by name: deployed to another `
      + 'account, this policy would go to a role or user of the same name there; give the stack an \'env\' with an account');
  }
}

/** A role of a stack without an account would be looked for in the account of this one. */
function warnOfUnknownAccount(scope: Construct, { account, label }: Identity): void {
  const own = Stack.of(scope).account;
  if (Token.isUnresolved(account) && !Token.isUnresolved(own)) {
    warn(scope, 'accountNotCompared', `the account of ${label} is not known, so that this policy speaks of a role of that name in ${own}; give the stack of the `
      + 'role an \'env\' with an account');
  }
}

/** What a policy allows, with the lengths and identities that only the policies of this library know. */
export function permissionsOf(policy: ITeleportPolicy): readonly Permission[] {
  return policy instanceof PolicyBase ? policy._permissions : policy.permissions.map((permission) => ({
    ...permission,
    resources: permission.resources.map((resource) => sized(resource, LONGEST_ARN)),
    conditions: permission.conditions && mapValues(permission.conditions, (keys: { [key: string]: string | string[] }) =>
      mapValues(keys, (values) => [values].flat().map((value) => sized(value, LONGEST_ARN)))),
  }));
}
