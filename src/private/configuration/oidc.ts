/** Whom a role must trust that Teleport becomes through OpenID Connect. */
export const OIDC = { action: 'sts:AssumeRoleWithWebIdentity', audience: 'discover.teleport' };
