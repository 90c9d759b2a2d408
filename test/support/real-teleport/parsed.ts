/** A value, where it stands in a declaration, and whether the parsers of a real Teleport (14.0.0-dev) take the document with it. */
export interface Parsed {
  readonly where: 'name of a database' | 'label' | 'dynamic label' | 'selector' | 'name of a token' | 'name of a role' | 'name of an integration' | 'host' | 'port'
    | 'proxy' | 'group' | 'region' | 'certificate' | 'user of a role' | 'protocol' | 'TLS mode';
  readonly value: string;
  readonly taken: boolean;
}

const all = (where: Parsed['where'], taken: boolean, ...values: string[]): Parsed[] => values.map((value) => ({ where, value, taken }));

const PEM = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\n-----END CERTIFICATE-----\n';
const KEYS = [
  'env', 'Env', 'a.b', 'a/b', 'a:b', 'a-b', 'a_b', '1', '-', '.', '_', ':', '/', '*', 'teleport.dev/team', 'teleport.dev/origins', 'Teleport.dev/origin',
  'k'.repeat(1000), 'k'.repeat(1022), // a simple key of YAML ends at 1,024 characters, and two of them are quotes
];
const NO_KEYS = ['', 'a b', 'a+b', 'a=b', 'a@b', 'ü', '<<', 'a,b', 'a"b', 'a\\b', 'a\nb', ' a', 'k'.repeat(1023), 'k'.repeat(1030)];
const NAMES = ['a', 'A', '0', '_a', '@a', 'a.b', 'a-b', 'a_b', 'a@b.c', 'n'.repeat(300)];

/** Where the library takes what Teleport takes, and refuses what Teleport refuses. */
export const ALIKE: readonly Parsed[] = [
  ...all('name of a database', true, 'a', 'a1', 'a-b', 'a--b', `a${'b'.repeat(61)}c`),
  ...all('name of a database', true, 'A', 'Orders', 'a-B', `a${'b'.repeat(62)}c`, 'n'.repeat(300)), // since 13.2.2
  ...all('name of a database', false, '', '1', '1a', '-a', 'a-', 'a_b', 'a.b', 'a b', 'a/b', 'a@b', 'ü', 'a\n'),
  ...all('label', true, ...KEYS),
  ...all('label', false, ...NO_KEYS, 'teleport.dev/origin'),
  ...all('dynamic label', true, ...KEYS.filter((key) => key !== '*')),
  ...all('dynamic label', false, ...NO_KEYS, 'teleport.dev/origin'),
  ...all('selector', false, '*'), // for one value: { "*": ["prod"] }
  ...all('name of a token', true, ...NAMES),
  ...all('name of a role', true, ...NAMES),
  ...all('name of an integration', true, ...NAMES),
  ...all('group', true, 'prod', 'prod group', 'Prod/eu-west-1', 'größe', '日本', '"quoted"', 'a\\b', '{{a}}', 'g'.repeat(300)),
  ...all('region', true, 'eu-west-1', 'us-iso-east-1', 'us-isob-east-1', 'cn-northwest-1', 'eu-central-2', 'us-gov-west-1'),
  ...all('region', true, 'il-central-1', 'ca-west-1', 'mx-central-1', 'ap-southeast-5', 'eusc-de-east-1'), // since 14.0.0: by a pattern
  ...all('region', false, '*', '', 'eu', 'eu-west', 'EU-WEST-1', 'eu-west-1a', 'eu_west_1', 'global'),
  ...all('certificate', true, PEM, PEM.trim(), `${PEM}${PEM}`, `# the root\n${PEM}# the end\n`, PEM.replace(/\n/g, '\r\n')),
  ...all('certificate', false, 'not a certificate', '-----BEGIN CERTIFICATE-----', PEM.replace('END', 'and'), PEM.trim().replace(/\n/g, ' '), ` ${PEM}`, '/etc/ssl/ca.pem', ' '),
  ...all('protocol', true, 'postgres', 'mysql'),
  ...all('protocol', false, '', 'postgresql', 'Postgres', 'mariadb', 'oracledb'),
  ...all('TLS mode', true, 'verify-full', 'verify-ca', 'insecure'),
  ...all('TLS mode', false, '', 'none', 'Verify-Full', 'verify_full'),
];

/** Where the library is stricter, with the reason: Teleport takes these documents, and they do not work. */
export const STRICTER: readonly (Parsed & { readonly reason: string })[] = [
  ...all('name of a token', true, 'a b', 'a/b', '..', '.').map((one) => ({ ...one, reason: 'people and tctl name it in commands and paths' })),
  ...all('name of a role', true, 'a b', 'a/b', '..', '.').map((one) => ({ ...one, reason: 'people and tctl name it in commands and paths' })),
  ...all('host', true, 'a..b', '', 'a b').map((one) => ({ ...one, reason: 'no name in DNS' })),
  ...all('host', true, 'orders.abcdefghijkl.us-east-1.rds.amazonaws.com').map((one) => ({ ...one, reason: 'it contradicts the region of the database' })),
  ...all('port', true, '0', '65536').map((one) => ({ ...one, reason: 'no port' })),
  ...all('proxy', true, 'example.teleport.sh').map((one) => ({ ...one, reason: 'Teleport would take port 3080' })),
  ...all('group', true, '', ' ').map((one) => ({ ...one, reason: 'without a group, nothing shares what is found' })),
  ...all('region', true, 'xx-nowhere-9').map((one) => ({ ...one, reason: 'AWS has no such region' })),
  ...all('user of a role', true, 'reader-*', '{{internal.db_users}}').map((one) => ({ ...one, reason: 'Teleport reads patterns and templates as more users' })),
];

/** Values of labels, of which Teleport takes every one as it is. Only U+0085 becomes a space in a ConfigMap of Helm. */
export const LABEL_VALUES: readonly string[] = [
  '', ' ', 'a b', '"', '\'', '\\', '\\n', '\n', '\r\n', '\t', '\0', '\u0001', '\u001b[31m', '\u0085', '\u2028', '😀', '{{external.env}}', '${a}', '#', ': ', '- a', '&a', '*', '!!str',
  'true', 'null', '012345678901', '1e3', '~', '<<', 'v'.repeat(60_000),
];
