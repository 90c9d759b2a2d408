const PART = /(?:\$\{[^}]*\}|[^:])*/.source; // colons in ${AWS::Region} separate nothing
const ARN = new RegExp(`^${PART}:${PART}:(?<service>${PART}):${PART}:(?<account>${PART}):(?<resource>.*)$`, 's');

/** What an ARN names, or undefined if the text is none. */
export function partsOfArn(text: string): { readonly service: string; readonly account: string; readonly resource: string } | undefined {
  const { service, account, resource } = ARN.exec(text)?.groups ?? {};
  return resource === undefined ? undefined : { service, account, resource };
}

/** The name of a role, a user or an account by its ARN, or of a role or user by the reference to one of the app. */
export function nameOfIdentity(text: string): string {
  const [, logicalId] = /^\$\{(\w+)\.Arn\}$/.exec(text) ?? [];
  const { account, resource } = partsOfArn(text) ?? {};
  return logicalId ?? (resource === 'root' ? `account ${account}` : resource?.replace(/^(?:role|user)\/(?:.*\/)?/s, '')) ?? text;
}
