import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IdentityResource, nameOf } from './identity-resource';
import { hasWildcard } from '../aws/wildcards';
import { writtenProperty } from '../tokens/written-property';

const watched = new WeakSet<IdentityResource>();

/** What policies, trusts and join tokens name must keep its name: they would be left with the name of another. */
export function watchNames(resource: IdentityResource): void {
  if (watched.has(resource)) {
    return;
  }
  watched.add(resource);
  const [name, path] = [nameOf(resource), resource.path];
  const isLiteral = name !== undefined && !Token.isUnresolved(name); // otherwise, they refer to it
  resource.node.addValidation({
    validate: () => {
      const now = { name: writtenName(resource), path: writtenProperty(resource, 'Path', resource.path) };
      const isRenamed = isLiteral && (now.name !== name || (now.path ?? '/') !== (path ?? '/'));
      return isRenamed || (typeof now.path === 'string' && hasWildcard(now.path))
        ? [renamed(resource, JSON.stringify({ name, path }), JSON.stringify(now))]
        : [];
    },
  });
}

function renamed({ node }: IdentityResource, before: string, now: string): string {
  return `${node.path} is ${now} in the template, and was ${before} when a policy, trust or configuration named it; `
    + 'give it its name and path when it is defined, without an aspect or override';
}

function writtenName(resource: IdentityResource): unknown {
  return writtenProperty(resource, resource instanceof iam.CfnRole ? 'RoleName' : 'UserName', nameOf(resource));
}
