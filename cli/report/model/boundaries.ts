import { Holder } from './identities';
import { PolicyResource } from './policies';
import { Policy } from './report';
import { locate } from '../assembly/locate';
import { shown } from '../assembly/shown';
import { Template } from '../assembly/template';

/** The permissions boundary of a role or user: a policy of this library, or what the app names. */
export function boundaryOf(
  { resource, template }: Holder,
  policies: readonly PolicyResource[],
  templates: readonly Template[],
): Policy | string | undefined {
  const value = resource?.properties.PermissionsBoundary;
  if (value === undefined) {
    return undefined;
  }
  const located = locate(value, template, templates);
  const found = located && policies.find((policy) => policy.template === located.template && policy.id === located.id);
  return found?.policy ?? shown(value);
}
