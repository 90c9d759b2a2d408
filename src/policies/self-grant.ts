/**
 * Whether Teleport may grant itself access to the databases that it discovers, by editing the inline policies of its own identity
 * (`iam:GetRolePolicy`, `iam:PutRolePolicy`, `iam:DeleteRolePolicy`, or the same for a user).
 *
 * Teleport has not needed it since version 16: name the databases in a connect policy instead.
 *
 * @see https://goteleport.com/docs/enroll-resources/database-access/reference/aws/
 */
export enum SelfGrant {
  /**
   * Only while the identity has the permissions boundary that comes with the policy. What Teleport grants itself beyond that boundary has
   * no effect. Throws where CDK's customization of roles (`customizeRoles`) keeps the boundary out of the template.
   */
  BOUNDED = 'bounded',
  /** Without any limit, so anyone who controls Teleport's identity can make it an administrator of the account. Causes a warning. */
  UNBOUNDED = 'unbounded',
}
