import { Stack } from 'aws-cdk-lib';
import { Identity } from './identity';

/** Whether CDK gives a nameless role its name, because the template of this stack cannot refer to it. CDK compares in the same way. */
export function isNamedFor({ account, region }: Stack, { resource, isNamedIfNeeded }: Identity): boolean {
  const own = resource && Stack.of(resource);
  return isNamedIfNeeded === true && own !== undefined && (own.account !== account || own.region !== region);
}
