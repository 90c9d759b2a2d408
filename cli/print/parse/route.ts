import type { Route } from '../model';
import type { Field } from '../read/field';

const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

/** The role that Teleport assumes, if there is one. */
export function routeIn(arnField: Field, externalId: Field): Route | undefined {
  const arn = arnField.text();
  if (arn === undefined) {
    return undefined;
  }
  if (!ROLE_ARN.test(arn)) {
    throw arnField.problem(`must be the ARN of a role, such as arn:aws:iam::123456789012:role/teleport-access; got ${JSON.stringify(arn)}`);
  }
  return { arn, externalId: externalId.text() };
}
