import { TextRule } from '../aws/name-rules';

/** DNS has underscores too, which only the names of machines lack. */
const LABEL = /\w(?:[\w-]{0,61}\w)?/.source;
const HOST = `(?=[^:]{1,253}(?::|$))${LABEL}(?:\\.${LABEL})*`;
const PORT = /(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])/.source;
/** As long as a value of a document may reasonably be: Teleport itself has no limit. */
const NO_LIMIT = 65536;

/** What Teleport's own files and resources are made of. Hosts follow the rule for names in DNS. */
export const RULES_OF_TELEPORT = {
  host: {
    prop: 'registration.host',
    pattern: new RegExp(`^${HOST}$`),
    maxLength: 253,
    shape: 'a host name without protocol and port',
    examples: ['a.a', 'a-a'],
  },
  serverName: {
    prop: 'registration.tls.serverName',
    pattern: new RegExp(`^${HOST}$`),
    maxLength: 253,
    shape: 'a host name without protocol and port',
    examples: ['a.a', 'a-a'],
  },
  port: { prop: 'registration.port', pattern: new RegExp(`^${PORT}$`), maxLength: 5, shape: 'a port from 1 to 65535', examples: ['1'] },
  webHost: {
    prop: 'webHost',
    pattern: new RegExp(`^(?!.*[A-Z_])${HOST}$`),
    maxLength: 253,
    shape: 'the host of the cluster\'s web address in lower case, such as example.teleport.sh, without protocol, port and path',
    examples: ['a.a'],
  },
  proxyServer: {
    prop: 'proxyServer',
    pattern: new RegExp(`^${HOST}:${PORT}$`),
    maxLength: 259,
    shape: 'a host name and a port without a protocol, such as example.teleport.sh:443',
    examples: ['a.a:1', 'a-a:443'],
  },
  databaseName: {
    prop: 'registration.name',
    pattern: /^[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/,
    maxLength: NO_LIMIT,
    shape: 'letters, digits and hyphens, a letter first and no hyphen last',
    examples: ['a-a'],
  },
  labelThatSelects: {
    prop: 'registration.labels',
    pattern: /^(?![^]*\{\{)(?!\^[^]*\$$)[^*]*$/,
    maxLength: NO_LIMIT,
    shape: 'values without *, {{template}} and ^expression$, which select more than the database',
    examples: ['a'],
    isSelector: true,
  },
  adminUser: {
    prop: 'registration.adminUser',
    pattern: /^(?!.*\$\{)[!#-)+-.0-9;<=>@A-Z[\]^-~¡-¬®-ÿ]+$/,
    maxLength: 127,
    shape: 'a single name of printable characters without space, /, :, ?, *, ", \\ and ${',
    examples: ['a'],
  },
  databaseOfRole: {
    prop: 'databaseNames', pattern: /^(?:\*|[^*]+)$/, maxLength: NO_LIMIT, shape: 'a name or * alone for a role', examples: ['a'],
  },
  vpcId: {
    prop: 'vpc',
    pattern: /^vpc-[0-9a-z]+$/,
    maxLength: 64,
    shape: 'a single VPC such as vpc-0123456789abcdef0',
    examples: ['vpc-0a'],
    isSelector: true,
  },
  tagOfDatabase: {
    prop: 'tags',
    pattern: /^[\p{L}\p{N} _.:/=+@-]*$/u,
    maxLength: 256,
    shape: 'values of letters, digits, spaces and _.:/=+-@, as AWS takes them in tags',
    examples: ['a'],
  },
  adminUserInTag: {
    prop: 'adminUser',
    pattern: /^[\p{L}\p{N}_.=+@-]+$/u,
    maxLength: 127,
    shape: 'a single database user of letters, digits and _.=+-@, because AWS takes no others in tags',
    examples: ['a'],
  },
  adminDatabaseInTag: {
    prop: 'adminDefaultDatabase',
    pattern: /^[\p{L}\p{N} _.:/=+@-]+$/u,
    maxLength: 256,
    shape: 'a single database of letters, digits, spaces and _.:/=+-@, because AWS takes no others in tags',
    examples: ['a'],
  },
  resourceName: {
    prop: 'name', pattern: /^[A-Za-z0-9_@][\w@.-]*$/, maxLength: NO_LIMIT, shape: 'letters, digits and _.@-', examples: ['a'],
  },
  discoveryGroup: {
    prop: 'discoveryGroup',
    pattern: /^(?=[^]*\S)[^\p{Cc}\p{Cf}]+$/u,
    maxLength: NO_LIMIT,
    shape: 'name the group of Discovery Services that share the work, without invisible characters',
    examples: ['a'],
  },
  serviceAccountName: {
    prop: 'serviceAccountName',
    pattern: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    maxLength: 63,
    shape: 'lower-case letters, digits and hyphens',
    examples: ['a-a'],
  },
  userOfRole: {
    prop: 'databaseUsers',
    pattern: /^(?:\*|(?!.*\{\{)[^*]+)$/,
    maxLength: NO_LIMIT,
    shape: 'a name or * alone for a role, without a {{template}}',
    examples: ['a'],
  },
} as const satisfies { readonly [name: string]: TextRule };
