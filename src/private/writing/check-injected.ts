import { Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { problem } from '../checks/invalid';

/** A policy of CDK. */
interface Written extends IConstruct {
  readonly document: iam.PolicyDocument;
}

interface Statements {
  readonly Statement: readonly { readonly Effect: string }[];
}

/**
 * Makes a policy, and throws if a `PropertyInjector` of the app gave it another document, or more to allow: it would not be what was
 * declared. Names and descriptions, and what an injector denies, stay.
 */
export function checkInjected<T extends Written>(document: iam.PolicyDocument, make: () => T): T {
  const before = document.statementCount;
  const policy = make();
  const added = (): Statements['Statement'] => (document.toJSON() as Statements).Statement.slice(before);
  const allows = document.statementCount > before && added().some(({ Effect }) => Effect !== 'Deny');
  if (policy.document !== document || allows || isAttached(policy)) {
    throw problem(`a PropertyInjector changes what ${policy.node.path} allows, or to whom`,
      'let it leave out the policies of this library, which it can tell by their scope, and grant what is missing to the policy itself');
  }
  return policy;
}

/** To somebody already, as its resource says: CDK keeps the lists in different ways. Under `customizeRoles()` there is no resource. */
function isAttached(policy: IConstruct): boolean {
  const { roles, users, groups } = (policy.node.defaultChild ?? {}) as Partial<iam.CfnManagedPolicy>;
  return [roles, users, groups].some((names) => (Stack.of(policy).resolve(names) as unknown[] | undefined)?.length);
}
