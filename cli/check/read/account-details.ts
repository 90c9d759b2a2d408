import { Json, listAt, mapAt, own, textAt } from './json';
import { statementsOf } from './statement';
import type { Identity } from '../../print/declare/viewpoint';
import { listed } from '../../print/remarks';
import { Problem } from '../../problem';
import type { GivenPolicy } from '../model';
import type { Read } from './policies';

interface Holder {
  readonly kind: 'role' | 'user';
  readonly name: string;
  readonly value: unknown;
}

/** The output of `aws iam get-account-authorization-details`: what one role or user has in it. */
export function ofAccount(name: string, value: Json, as: Identity | undefined): Read {
  const all: Holder[] = [
    ...listAt(value, 'RoleDetailList').map((role) => ({ kind: 'role', name: nameOf(role, 'RoleName'), value: role } as const)),
    ...listAt(value, 'UserDetailList').map((user) => ({ kind: 'user', name: nameOf(user, 'UserName'), value: user } as const)),
  ];
  const holder = chosen(name, all, as);
  const managed = new Map(listAt(value, 'Policies').map((policy) => [textAt(policy, 'Arn'), policy]));
  const groups = listAt(holder.value, 'GroupList');
  const sources = [
    { of: holder.value, list: holder.kind === 'role' ? 'RolePolicyList' : 'UserPolicyList' },
    ...listAt(value, 'GroupDetailList').filter((group) => groups.includes(textAt(group, 'GroupName')))
      .map((of) => ({ of, list: 'GroupPolicyList' })),
  ];
  const policies = sources.flatMap(({ of, list }) => [
    ...listAt(of, list).map((policy) => inline(name, policy)),
    ...listAt(of, 'AttachedManagedPolicies').map((policy) => attached(name, textAt(policy, 'PolicyArn'), managed)),
  ]);
  const boundary = textAt(mapAt(holder.value, 'PermissionsBoundary'), 'PermissionsBoundaryArn');
  if (boundary === undefined) {
    return { policies };
  }
  return managed.has(boundary) ? { policies, boundary: [attached(name, boundary, managed)] } : { policies, unseenBoundary: boundary };
}

const nameOf = (value: unknown, key: string) => `${textAt(value, 'Path') ?? '/'}${textAt(value, key) ?? ''}`.slice(1);

function chosen(name: string, all: readonly Holder[], as: Identity | undefined): Holder {
  const found = as === undefined ? all : all.filter((one) => one.kind === as.kind && isCalled(one.name, as.name));
  if (found.length !== 1) {
    throw new Problem(found.length > 1
      ? `${name}: has the policies of several identities; say whose with --as: ${listed(found.map((one) => `${one.kind}/${one.name}`))}`
      : `${name}: has no ${as === undefined ? 'role and no user' : `${as.kind} ${as.name}`}`, 2);
  }
  return found[0];
}

/** Names are unique in an account, so that a name without its path will do. */
export const isCalled = (known: string, asked: string): boolean => known === asked || known.split('/').pop() === asked;

function inline(name: string, policy: unknown): GivenPolicy {
  const called = `${name}, ${textAt(policy, 'PolicyName') ?? 'inline policy'}`;
  return { name: called, statements: statementsOf(called, own(policy, 'PolicyDocument')) };
}

function attached(name: string, arn = 'a policy without an ARN', managed: ReadonlyMap<string | undefined, unknown>): GivenPolicy {
  const called = `${name}, ${arn}`;
  const versions = listAt(managed.get(arn), 'PolicyVersionList');
  const wanted = textAt(managed.get(arn), 'DefaultVersionId');
  const isWanted = (one: unknown) => own(one, 'IsDefaultVersion') === true || (wanted !== undefined && own(one, 'VersionId') === wanted);
  const version = versions.find(isWanted);
  return version === undefined
    ? { name: called, statements: [], unknown: 'is attached, and its document is not in the file (leave --filter out)' }
    : { name: called, statements: statementsOf(called, own(version, 'Document')) };
}
