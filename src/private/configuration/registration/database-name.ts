import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { blockOf } from './database-block';
import { DatabaseFacts } from '../../../databases/private/database-facts';
import { CATALOGUE } from '../../types';

/** AWS's name for the database if it is known, or the app's name for it. */
export function nameOf(facts: DatabaseFacts): string | undefined {
  const { types, construct, identifiers = {} } = facts;
  const block = blockOf(facts);
  const [known = block?.isName ? block.content[block.key] : undefined] = Object.values(identifiers);
  const literal = [known, identifierOf(facts)].find((name) => name !== undefined && !Token.isUnresolved(name));
  const [id] = construct?.node.scopes.map(({ node }) => node.id).filter((one) => one !== 'Resource' && one !== 'Default').slice(-1) ?? [];
  return literal ?? id ?? (CATALOGUE[types[0]].endpoint === undefined ? types[0] : undefined);
}

/** The identifier that the app gives. */
function identifierOf({ types: [type], construct }: DatabaseFacts): string | undefined {
  const { resource: { name } = {} } = CATALOGUE[type];
  const resource: IConstruct | undefined = construct?.node.defaultChild ?? construct;
  // newer versions of CDK have accessors, which a copy lacks
  const value: unknown = resource === undefined || name === undefined ? undefined : Reflect.get(resource, name);
  return typeof value === 'string' ? value : undefined;
}
