import { ARN, ended, pattern, POLICY, READ, Reader } from './reader';
import { POLICIES, PolicyKind } from '../denial';

/** The names that AWS's Go SDK has for services, where they differ from those of IAM in more than capitals. */
const SDK_SERVICES = new Map([
  ['redshift serverless', 'redshift-serverless'], ['secrets manager', 'secretsmanager'],
  ['opensearch', 'es'], ['elasticsearch service', 'es'],
]);

/** What AWS's services say when IAM refuses a call. */
export const AWS_READERS: readonly Reader[] = [{
  // IAM, in all services. KMS says "on the resource associated with this ciphertext", which names nothing
  pattern: pattern(
    `(?:(?:user|principal|role):? +(?<principal>${ARN}|anonymous) +)?(?:is )?not authorized to perform:? +`,
    '(?<action>[a-z][a-z0-9-]*:[a-z]\\w*)',
    '(?: +on +(?:the +)?resource:? +(?!associated )(?<resource>(?:(?:role|user|group|policy) +)?[^\\s"\'`\\\\<>]+))?',
    `(?:(?:,? +because +no +(?<without>${POLICY}) +allows|,? +(?<explicit>(?:with|because +of|due +to) +(?:an +)?explicit +deny)\\b`,
    `(?: +in +(?:an?|the) +(?<against>${POLICY}))?)(?::? +(?<policyArn>${ARN}))?)?`,
    `(?:[^${READ}]{0,120}?Encoded authorization failure message: +[\\w-]+)?`,
  ),
  read: ({ action, resource, principal, without, explicit, against, policyArn }) => [{
    action: action!,
    resource: ended(resource),
    principal,
    policy: kindOf(without ?? against),
    policyArn: ended(policyArn),
    ...explicit === undefined ? {} : { explicit: true },
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
}];

function kindOf(words: string | undefined): PolicyKind | undefined {
  const said = words?.toLowerCase().replace(' based', '-based');
  return said === undefined ? undefined : POLICIES.find((kind) => kind.toLowerCase().endsWith(said));
}
