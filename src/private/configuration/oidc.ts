/** What the trust policy of a role must contain that Teleport assumes through OpenID Connect. */
export const OIDC = { action: 'sts:AssumeRoleWithWebIdentity', audience: 'discover.teleport' };
