/** What AWS accepts as a text. A CDK token counts as the longest text that it accepts. */
export interface TextRule {
  /** Where the app gives it. */
  readonly prop: string;
  readonly pattern: RegExp;
  readonly maxLength: number;
  /** Completes "must be ...". */
  readonly shape: string;
  /** Texts that follow the pattern: parts of them stand in for tokens. Together they start and end in every way that matters. */
  readonly examples: readonly string[];
  /** AWS has a default for it: the app may say `AWS::NoValue`. */
  readonly isOptional?: true;
  /** Resources that have such a text: the attribute that is it, if one is, and what to write instead of all others. */
  readonly sources?: { readonly [resourceType: string]: { readonly attribute?: string; readonly fix: string } };
  /** Teleport selects databases by it, so a wildcard that only the deployment knows would select more. */
  readonly isSelector?: true;
}

/**
 * A `*` in a name is the caller's word; `?`, `${`, characters beyond U+00FF and the soft hyphen, which nobody sees, would mean something
 * that nobody typed.
 */
const databaseName = {
  pattern: /^(?!.*\$\{)[!#-.0-9;<=>@A-Z[\]^-~¡-¬®-ÿ]+$/,
  maxLength: 127,
  shape: 'a name of printable characters without space, /, :, ?, ", \\ and ${ (* matches any characters)',
  examples: ['a'],
};
const cacheUser: TextRule = {
  prop: 'databaseUsers',
  pattern: /^[A-Za-z*][A-Za-z0-9*-]*$/,
  maxLength: 40,
  shape: 'the id of a user: letters, digits and hyphens, a letter first (* matches any characters)',
  examples: ['a'],
};
/** AWS stores these in lower case, and IAM compares letter by letter: an upper-case name would allow nothing. */
const lowerCaseName = (maxLength: number) => ({
  pattern: /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/,
  maxLength,
  shape: 'lower-case letters, digits and single hyphens, a letter first and no hyphen last',
  examples: ['a'],
});
const cacheName = lowerCaseName(40);
const rdsIdentifier = lowerCaseName(63);

/** Every kind of name that an ARN of this library leaves open. */
export const NAMES = {
  resourceId: {
    prop: 'resourceId',
    pattern: /^(?:(?:db|cluster)-[A-Z0-9]+|prx-[A-Za-z0-9]+)$/,
    maxLength: 34,
    shape: 'an AWS resource ID: db-... (instance), cluster-... (Aurora) or prx-... (proxy), '
      + 'as the Configuration tab of the RDS console shows it',
    examples: ['db-A', 'cluster-A', 'prx-a'],
    sources: {
      'AWS::RDS::DBInstance': { attribute: 'DbiResourceId', fix: 'pass its \'attrDbiResourceId\'' },
      'AWS::RDS::DBCluster': { attribute: 'DBClusterResourceId', fix: 'pass its \'attrDbClusterResourceId\'' },
      'AWS::RDS::DBProxy': { fix: 'pass the last part of its \'attrDbProxyArn\'' },
    },
  },
  dbInstanceIdentifier: { prop: 'instanceIdentifier', ...rdsIdentifier },
  dbClusterIdentifier: { prop: 'clusterIdentifier', ...rdsIdentifier },
  clusterIdentifier: { prop: 'clusterIdentifier', ...rdsIdentifier },
  databaseUser: { prop: 'databaseUsers', ...databaseName },
  databaseName: { prop: 'databaseNames', ...databaseName },
  replicationGroupId: { prop: 'replicationGroupId', ...cacheName },
  serverlessCacheName: { prop: 'serverlessCacheName', ...cacheName },
  elastiCacheUser: cacheUser,
  memoryDbClusterName: { prop: 'clusterName', ...cacheName },
  memoryDbUser: cacheUser,
  workgroupName: {
    prop: 'workgroupName',
    pattern: /^[a-z0-9-]{3,}$/,
    maxLength: 64,
    shape: '3 to 64 lower-case letters, digits and hyphens',
    examples: ['aaa'],
  },
  domainName: {
    prop: 'domainName',
    pattern: /^[a-z][a-z0-9-]{2,}$/,
    maxLength: 28,
    shape: '3 to 28 lower-case letters, digits and hyphens, a letter first',
    examples: ['aaa'],
  },
  prefix: {
    prop: 'keyPrefix',
    pattern: /^(?!\/)[A-Za-z0-9/_+=.@-]+(?<!\/)$/,
    // the name of a secret has at most 512: /elasticache/<region>/<account>/user/<user id> takes 13 + 15 + 1 + 12 + 6 + 40
    maxLength: 425,
    shape: 'the start of a secret\'s name: letters, digits and /_+=.@- without a slash at either end',
    examples: ['a'],
  },
} as const satisfies { readonly [kind: string]: TextRule };

export type NameKind = keyof typeof NAMES;
