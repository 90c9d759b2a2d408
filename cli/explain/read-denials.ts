import { Denial, POLICIES, PolicyKind } from './denial';

/** A way in which a refusal is worded. */
interface Reader {
  readonly pattern: RegExp;
  readonly read: (groups: { readonly [name: string]: string | undefined }) => Denial[];
}

/** Stands where a message was that has been read: what follows it belongs to it. */
const READ = '\u0001';
const ARN = 'arn:[^\\s"\'`\\\\<>,]+';
const POLICY = POLICIES.map((kind) => kind.replace('role trust', '(?:role )?trust')).join('|');

/** The names that AWS's Go SDK has for services, where they differ from those of IAM in more than capitals. */
const SDK_SERVICES = new Map([
  ['redshift serverless', 'redshift-serverless'], ['secrets manager', 'secretsmanager'],
  ['opensearch', 'es'], ['elasticsearch service', 'es'],
]);

const pattern = (...parts: readonly string[]) => new RegExp(parts.join(''), 'gi');

/** In this order: a reader sees only what those before it have not understood. */
const READERS: readonly Reader[] = [{
  // IAM, in all services
  pattern: pattern(
    `(?:(?:user|principal|role):? +(?<principal>${ARN}|anonymous) +)?(?:is )?not authorized to perform:? +`,
    '(?<action>[a-z][a-z0-9-]*:[a-z]\\w*)(?: +on +(?:the +)?resource:? +(?<resource>(?:(?:role|user|group|policy) +)?[^\\s"\'`\\\\<>]+))?',
    `(?:,? +because +no +(?<without>${POLICY}) +allows|,? +with +an +explicit +deny +in +(?:an?|the) +(?<against>${POLICY})`,
    `(?::? +(?<policyArn>${ARN}))?)?(?:[^${READ}]{0,120}?Encoded authorization failure message: +[\\w-]+)?`,
  ),
  read: ({ action, resource, principal, without, against, policyArn }) => [{
    action: action!,
    resource: ended(resource),
    principal,
    policy: kindOf(without ?? against),
    policyArn: ended(policyArn),
    ...against === undefined ? {} : { explicit: true },
  }],
}, {
  // what `aws sts decode-authorization-message` answers
  pattern: pattern(
    `"allowed": ?false, ?"explicitDeny": ?(?<explicit>true|false)(?:(?!"allowed")[^]){0,20000}?"arn": ?"(?<principal>${ARN})"`,
    '[^]{0,2000}?"action": ?"(?<action>[^"]+)"[^]{0,200}?"resource": ?"(?<resource>[^"]+)"',
  ),
  read: ({ action, resource, principal, explicit }) => [{ action, resource, principal, ...explicit === 'true' ? { explicit: true } : {} }],
}, {
  pattern: /Encoded authorization failure message: +[\w-]{20,}/gi,
  read: () => [{ text: 'encoded' }],
}, {
  pattern: /Access to KMS is not allowed/gi,
  read: () => ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => ({ action, text: 'keyOfSecret' })),
}, {
  // AWS's Go SDK, if the service has no words of its own
  pattern: pattern(
    'operation error (?<service>[a-z0-9 ]{1,40}): (?<operation>\\w{1,100}), https response error StatusCode: 40[03], ',
    '(?:RequestID: [\\w-]{0,100}, )?',
    `api error (?:AccessDenied|UnauthorizedOperation|AuthorizationError|NotAuthorized)\\w*: (?!.{0,80}?${READ})`,
  ),
  read: ({ service, operation }) => [{ action: `${SDK_SERVICES.get(service!.toLowerCase()) ?? service!.toLowerCase()}:${operation}` }],
}, {
  // PostgreSQL and MySQL on RDS, with the policy that Teleport suggests
  pattern: pattern(
    '(?:PAM authentication failed for user "(?<postgres>[^"]{1,200})"',
    '|Access denied for user \'(?<mysql>[^\']{1,200})\'@\'[^\']{0,300}\'(?<grant> to database)?)',
    `(?:[^${READ}]{0,900}?"rds-connect" permissions[^{]{0,200}\\{[^${READ}]{0,400}?"Resource": ?(?:\\[ ?)?"(?<resource>arn:[^"]+)")?`,
  ),
  read: ({ postgres, mysql, grant, resource = 'arn:*:rds-db:*:*:dbuser:*/*' }) => [grant !== undefined ? { text: 'grant' } : {
    action: 'rds-db:connect',
    resource: `${resource.slice(0, resource.lastIndexOf('/'))}/${postgres ?? mysql}`,
    text: 'sqlLogin',
  }],
}, {
  // Redis and Valkey, with Teleport's advice
  pattern: /(?:WRONGPASS.{0,300}?)?Make sure that IAM auth is enabled for (?<service>ElastiCache|MemoryDB) user "(?<user>[^"]{1,200})"/g,
  read: ({ service, user }) => [{
    action: `${service!.toLowerCase()}:Connect`,
    resource: service === 'MemoryDB' ? `arn:*:memorydb:*:*:user/${user}` : `arn:*:elasticache:*:*:user:${user}`,
    text: 'cacheLogin',
  }],
}, {
  pattern: /WRONGPASS invalid username-password pair/g,
  read: () => ['elasticache:Connect', 'memorydb:Connect'].map((action) => ({ action, text: 'cacheLogin' })),
}, {
  pattern: pattern(`User (?<principal>${ARN}) has no permissions`),
  read: ({ principal }) => [{ principal, text: 'keyspaces' }],
}];

/** Every refusal in a message or in a log, in the order of the readers. */
export function readDenials(text: string): Denial[] {
  let rest = plain(text);
  return READERS.flatMap(({ pattern: words, read }) => {
    const found = [...rest.matchAll(words)].flatMap(({ groups = {} }) => read(groups));
    rest = found.length === 0 ? rest : rest.replace(words, READ);
    return found.map(withoutAbsent);
  });
}

/** One line, without the escapes of JSON and of Go, and without what would reach the terminal as a command. */
function plain(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\+[nrt]/g, ' ')
    .replace(/\\+"/g, '"')
    .replace(/[\s\p{Cc}]+/gu, ' ');
}

const ended = (text: string | undefined) => text?.replace(/[.,;:)\]}]+$/, '');

function kindOf(words: string | undefined): PolicyKind | undefined {
  return words === undefined ? undefined : POLICIES.find((kind) => kind.toLowerCase().endsWith(words.toLowerCase()));
}

function withoutAbsent(denial: Denial): Denial {
  return Object.fromEntries(Object.entries(denial).filter(([, value]) => value !== undefined));
}
