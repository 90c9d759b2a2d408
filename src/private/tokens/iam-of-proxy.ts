import { Stack } from 'aws-cdk-lib';
import type * as rds from 'aws-cdk-lib/aws-rds';
import { functionOf } from './intrinsic';
import { writtenProperties, writtenProperty } from './written-property';

/** With this as `DefaultAuthScheme`, clients log in by IAM, and the proxy logs in to the database by IAM too. */
const END_TO_END = ['IAM_AUTH'];

/** An entry of `Auth` with one of these takes IAM logins. `ENABLED`, for SQL Server only, takes passwords as well. */
const TAKES_IAM = ['REQUIRED', 'ENABLED'];

/** Whether a proxy is written so that no client can log in by IAM. What only the deployment knows may let them. */
export function proxyRefusesIam(proxy: rds.CfnDBProxy): boolean {
  const { DefaultAuthScheme, Auth } = writtenProperties(proxy);
  return !mayBe(DefaultAuthScheme, END_TO_END) && Array.isArray(Auth) && Auth.length > 0 && Auth.every((entry: unknown) =>
    functionOf(entry) === undefined && !mayBe(Object(entry).IAMAuth, TAKES_IAM));
}

/** An entry of `Auth` that takes IAM logins: the same one where the proxy does already. */
export function withIam(proxy: rds.CfnDBProxy, entry: AuthEntry, index: number, resolve: (value: unknown) => unknown): AuthEntry {
  const written = (name: string, value: unknown) => resolve(writtenProperty(proxy, name, value));
  const overridden: unknown = Object(Object(written('Auth', undefined))[index]).IAMAuth; // of the list, or of the entry
  const own = overridden ?? entry.iamAuth;
  const wanted = written('EngineFamily', proxy.engineFamily) === 'SQLSERVER' ? 'ENABLED' : 'REQUIRED';
  const scheme = written('DefaultAuthScheme', proxy.defaultAuthScheme);
  const iamAuth = chosen(scheme, END_TO_END, () => own, chosen(own, TAKES_IAM, (one) => one, wanted));
  return functionOf(entry) !== undefined || iamAuth === own ? entry : { ...entry, iamAuth };
}

/** Whether only the deployment knows which entries of `Auth` a proxy has, and it needs them for IAM logins. */
export function areEntriesUnknown(proxy: rds.CfnDBProxy): boolean {
  const written = (name: string, value: unknown) => Stack.of(proxy).resolve(writtenProperty(proxy, name, value));
  return functionOf(written('Auth', proxy.auth)) !== undefined && !mayBe(written('DefaultAuthScheme', proxy.defaultAuthScheme), END_TO_END);
}

/** As the L1 construct takes it, resolved. */
interface AuthEntry {
  readonly iamAuth?: unknown;
}

function mayBe(value: unknown, texts: readonly string[]): boolean {
  const call = functionOf(value);
  return call?.name === 'Fn::If' ? call.args.slice(1).some((branch) => mayBe(branch, texts)) : call !== undefined || isOne(value, texts);
}

/** One value or the other, in each branch of a condition. */
function chosen(value: unknown, texts: readonly string[], ifOne: (one: unknown) => unknown, orElse: unknown): unknown {
  const { name, args: [condition, ...branches] = [] } = functionOf(value) ?? {};
  return name === 'Fn::If'
    ? { 'Fn::If': [condition, ...branches.map((branch) => chosen(branch, texts, ifOne, orElse) ?? { Ref: 'AWS::NoValue' })] }
    : isOne(value, texts) ? ifOne(value) : orElse;
}

const isOne = (value: unknown, texts: readonly string[]): boolean => typeof value === 'string' && texts.includes(value);
