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
  if (policy.document !== document || allows || ['roles', 'users', 'groups'].some((names) => hasSome(Reflect.get(policy, names)))) {
    throw problem(`a PropertyInjector changes what ${policy.node.path} allows, or to whom`,
      'let it leave out the policies of this library, which it can tell by their scope, and grant what is missing to the policy itself');
  }
  return policy;
}

const hasSome = (list: unknown): boolean => Array.isArray(list) && list.length > 0;
