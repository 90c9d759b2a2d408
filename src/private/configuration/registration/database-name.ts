import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { KINDS } from './protocols-and-ports';
import { DatabaseFacts } from '../../../databases/private/database-facts';

/** The properties of resources that hold AWS's name for the database. */
const NAMED_BY = [
  'dbInstanceIdentifier', 'dbClusterIdentifier', 'dbProxyName', 'clusterIdentifier', 'workgroupName', 'replicationGroupId',
  'serverlessCacheName', 'clusterName', 'domainName',
];

/** AWS's name for the database if it is known, or the app's name for it. */
export function nameOf({ types, construct, identifiers = {} }: DatabaseFacts): string | undefined {
  const [key, identifier] = Object.values(identifiers).flatMap((block) => Object.entries(block))[0] ?? [];
  const known = key === 'resource_id' ? undefined : identifier;
  const literal = [known, construct && identifierOf(construct)].find((name) => name !== undefined && !Token.isUnresolved(name));
  const [id] = construct?.node.scopes.map(({ node }) => node.id).filter((one) => one !== 'Resource' && one !== 'Default').slice(-1) ?? [];
  return literal ?? id ?? (KINDS[types[0]].ports === undefined ? types[0] : undefined);
}

/** The identifier that the app gives. */
function identifierOf(construct: IConstruct): string | undefined {
  const resource = construct.node.defaultChild ?? construct;
  // newer versions of CDK have accessors, which a copy lacks
  const values: unknown[] = NAMED_BY.map((property) => Reflect.get(resource, property));
  return values.find((value) => typeof value === 'string');
}
