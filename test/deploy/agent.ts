import { ElastiCache } from '@aws-sdk/client-elasticache';
import { ContextEntry, IAM } from '@aws-sdk/client-iam';
import { KMS } from '@aws-sdk/client-kms';
import { RDS } from '@aws-sdk/client-rds';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { STS } from '@aws-sdk/client-sts';
import { Account, ClientConfiguration } from './account';

export type Decision = 'allowed' | 'denied';

/** Something that an identity of Teleport may or may not do. */
export interface Attempt {
  /** A role or user: `role/<name>` or `user/<path><name>`. */
  readonly as: string;
  readonly action: string;
  /** The ARN that AWS evaluates the call on. */
  readonly resource: string;
  /** What AWS knows besides: for IAM's simulator, which has no resources and makes no calls. */
  readonly context?: { readonly [key: string]: string };
  /** The parameters of the call. Without them the call is simulated, as the emulator lacks the service. */
  readonly input?: object;
  readonly expected: Decision;
}

export interface Outcome extends Attempt {
  readonly seen: Decision;
  readonly how: 'called' | 'simulated';
}

/** Those that AWS decided otherwise, without what would only fill the screen. */
export function wrong(outcomes: readonly Outcome[]) {
  return outcomes
    .filter(({ seen, expected }) => seen !== expected)
    .map(({ as, action, resource, expected, seen, how }) => ({ as, action, resource, expected, seen, how }));
}

/** Makes the calls in their order, as these identities. */
export async function tryAll(account: Account, attempts: readonly Attempt[]): Promise<Outcome[]> {
  const sessions = new Map<string, ClientConfiguration>();
  const outcomes: Outcome[] = [];
  for (const attempt of attempts) {
    if (attempt.input === undefined) {
      outcomes.push({ ...attempt, seen: await simulate(account, attempt), how: 'simulated' });
    } else {
      const session = sessions.get(attempt.as) ?? await assume(account, attempt.as);
      sessions.set(attempt.as, session);
      outcomes.push({ ...attempt, seen: await call(session, attempt), how: 'called' });
    }
  }
  return outcomes;
}

/** What IAM would decide, permissions boundary included, about a call that is not made. */
async function simulate({ id, region, sdk }: Account, { as, action, resource, context }: Attempt): Promise<Decision> {
  const entries = Object.entries({ 'aws:RequestedRegion': region, ...context })
    .map(([key, value]): ContextEntry => ({ ContextKeyName: key, ContextKeyType: 'string', ContextKeyValues: [value] }));
  const { EvaluationResults } = await new IAM(sdk).simulatePrincipalPolicy({
    PolicySourceArn: `arn:aws:iam::${id}:${as}`, ActionNames: [action], ResourceArns: [resource], ContextEntries: entries,
  });
  return EvaluationResults![0].EvalDecision === 'allowed' ? 'allowed' : 'denied';
}

/** The emulator lets its root identity pass for the AWS service that a role trusts. */
async function assume({ id, sdk }: Account, as: string): Promise<ClientConfiguration> {
  const { Credentials } = await new STS(sdk).assumeRole({ RoleArn: `arn:aws:iam::${id}:${as}`, RoleSessionName: 'teleport' });
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
  return { ...sdk, credentials: { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken } };
}

const CLIENTS = { elasticache: ElastiCache, iam: IAM, kms: KMS, rds: RDS, secretsmanager: SecretsManager };

/** An error other than a refusal stays an error: a call that fails proves nothing. */
async function call(session: ClientConfiguration, { action, context, input }: Attempt): Promise<Decision> {
  const [service, operation] = action.split(':');
  const client = new CLIENTS[service as keyof typeof CLIENTS]({ ...session, region: context?.['aws:RequestedRegion'] ?? session.region });
  const method = `${operation[0].toLowerCase()}${operation.slice(1)}`;
  try {
    await (client as unknown as { [name: string]: (parameters: object) => Promise<unknown> })[method](input!);
    return 'allowed';
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('AccessDenied')) {
      return 'denied';
    }
    throw new Error(`${action} failed: ${String(error)}`, { cause: error });
  }
}
