/** What others call an option: Teleport, AWS, CDK, or somebody in a hurry. By the option, in lower case. */
const OTHER_WORDS: { readonly [option: string]: readonly string[] } = {
  adminDefaultDatabase: ['admindatabase', 'defaultdatabase'],
  adminUser: ['admin', 'adminname', 'adminusername', 'databaseadmin'],
  allowDatabaseModification: ['allowmodification', 'allowmodify', 'modifydatabases'],
  assumedRole: ['assumerole', 'assumerolearn', 'assumedrolearn', 'role', 'rolearn'],
  assumedRoles: ['assumeroles', 'assumerolearns', 'roles', 'rolearns'],
  caCertificate: ['ca', 'cacert', 'certificate'],
  caCertificateFile: ['cacertfile', 'cafile', 'cacertificatepath'],
  command: ['cmd'],
  databaseLabels: ['labels'],
  databaseNames: ['databases', 'names'],
  databaseRoles: ['iamroles', 'roles', 'role', 'rolearns', 'users'],
  databaseTags: ['tags', 'awstags', 'tagfilter', 'tagfilters', 'filtertags', 'resourcetags', 'matchtags', 'labels'],
  databaseTypes: ['types', 'engines', 'kinds', 'databasekinds'],
  databaseUserExternalId: ['externalid'],
  databaseUsers: ['users', 'user', 'usernames', 'username', 'databaseusernames', 'logins', 'userids'],
  databases: ['databaselist'],
  discoverDatabases: ['discover', 'discovery'],
  dynamicLabels: ['commandlabels'],
  encryptionKey: ['key', 'kms', 'kmskey', 'kmskeyid', 'kmskeyarn', 'masterkey', 'encryptionkeyarn', 'encryptionkeyid'],
  externalId: ['externalidentifier', 'roleexternalid', 'stsexternalid', 'assumeroleexternalid'],
  host: ['hostname', 'endpoint', 'address', 'uri', 'url'],
  iamAuthentication: ['iamauth', 'enableiamauthentication', 'iamdatabaseauthentication'],
  iamAuthenticationOfProxies: ['iamauthofproxies', 'iamauthenticationofproxy'],
  integration: ['integrationname'],
  joinTokenName: ['token', 'tokenname', 'jointoken'],
  labels: ['tags', 'staticlabels'],
  manageUsersOf: ['databasetypes', 'manageusers', 'managedusers', 'managedusersof'],
  mode: ['tlsmode', 'sslmode', 'verify'],
  organizationId: ['orgid', 'org', 'organization', 'principalorgid'],
  patterns: ['databases'],
  period: ['interval'],
  podIdentity: ['usepodidentity', 'ekspodidentity'],
  policies: ['teleportpolicies'],
  pollInterval: ['interval', 'period', 'pollperiod'],
  protocol: ['engine'],
  proxyServer: ['proxy', 'proxyaddr', 'proxyaddress', 'proxyhost', 'authserver'],
  remoteDatabases: ['remotes'],
  resourceLabels: ['labels', 'resources', 'databaselabels'],
  regions: ['awsregions', 'awsregion'],
  rolePath: ['path'],
  secretStores: ['stores'],
  serverName: ['sni', 'hostname'],
  serviceAccountName: ['serviceaccount'],
  sessionTags: ['tags', 'requesttags'],
  tags: ['databasetags', 'labels'],
  target: ['role', 'user', 'identity', 'principal', 'grantee', 'agent', 'agentrole'],
  tls: ['ssl'],
  vpc: ['vpcid'],
};

/** What `StackProps` has too: whoever passes those of a stack on means the stack's. */
const OF_STACKS = ['env', 'stackName', 'synthesizer', 'terminationProtection', 'crossRegionReferences'];

/** The option that somebody meant by an unknown name. One that is given is not what was meant, unless both names are one word. */
export function nearestOption(name: string, options: object, known: readonly string[]): string | undefined {
  const same = known.find((option) => plain(option) === plain(name));
  if (same !== undefined || (name === 'tags' && OF_STACKS.some((key) => key in options))) {
    return same;
  }
  const left = known.filter((option) => Reflect.get(options, option) === undefined);
  return left.find((option) => singular(plain(option)) === singular(plain(name)))
    ?? left.find((option) => OTHER_WORDS[option]?.includes(plain(name)))
    ?? left.find((option) => isMistyped(plain(option), plain(name)));
}

/** Without capitals and separators, in American spelling, in full. */
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '').replace(/isation/g, 'ization').replace(/db/g, 'database');
const singular = (word: string) => word.replace(/ies$/, 'y').replace(/s$/, '');

/** One letter, or two in a long name. Short names are too near to other words to have another letter. */
function isMistyped(option: string, name: string): boolean {
  const most = option.length < 7 ? 1 : 2;
  const isOtherWord = option.length < 5 && option.length === name.length && [...option].sort().join() !== [...name].sort().join();
  return !isOtherWord && Math.abs(option.length - name.length) <= most && distance(option, name) <= most;
}

/** How many letters are wrong, missing, too many, or change places with the next. */
function distance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      rows[row][column] = Math.min(
        rows[row - 1][column] + 1,
        rows[row][column - 1] + 1,
        rows[row - 1][column - 1] + (isSame ? 0 : 1),
        isSwapped ? rows[row - 2][column - 2] + 1 : Infinity,
      );
    }
  }
  return rows[one.length][other.length];
}
