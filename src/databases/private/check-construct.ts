import { CfnResource, Resource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { invalid, verbatim } from '../../private/checks/invalid';
import { checkCopy } from '../../private/checks/second-copy';
import { CATALOGUE, DatabaseKind, typeOfResource } from '../../private/types';
import { OTHER_ENGINES, OTHER_RESOURCES } from '../../private/types/other-resources';

/** Throws unless it is an L2 construct, defined or imported, because an L1 construct lacks the attributes that are read from it. */
export function checkConstruct(prop: string, construct: IConstruct, expected: string, fix: string): void {
  checkCopy(prop, construct);
  if (!Resource.isResource(construct)) {
    const got = CfnResource.isCfnResource(construct) ? verbatim(`${construct.node.path}, an ${construct.cfnResourceType}`) : construct;
    throw invalid(prop, `be ${expected}`, got, fix);
  }
}

/**
 * Throws for a construct of another resource. CDK's interfaces of databases differ in their names only, so a cluster of DocumentDB passes
 * for one of Aurora. An imported construct has no resource: its engine and its attributes tell.
 */
export function checkResource(
  prop: string, construct: IConstruct, expected: string, kind: DatabaseKind, formerTypes: readonly string[] = [],
): void {
  const { defaultChild: resource } = construct.node;
  const isKnown = resource !== undefined && CfnResource.isCfnResource(resource);
  if (isKnown && ![CATALOGUE[kind].resource?.type, ...formerTypes].includes(resource.cfnResourceType)) {
    throw invalid(prop, `be ${expected}`, verbatim(`${construct.node.path}, an ${resource.cfnResourceType}`),
      factoryOf(resource.cfnResourceType));
  }
  const engine = engineOf(construct, isKnown ? resource : undefined);
  const other = Object.keys(OTHER_ENGINES).find((name) => engine?.startsWith(name));
  if (other !== undefined) {
    throw invalid(prop, `be ${expected}`, verbatim(`${construct.node.path}, whose engine is ${engine}`), OTHER_ENGINES[other]);
  }
}

/** What only one kind of imported construct has, and what declares a database of it. Only imported ones lack a resource. */
const OF_IMPORTS: { readonly [attribute: string]: string } = {
  dbProxyArn: 'use RdsDatabase.fromProxy()',
  instanceIdentifier: 'use RdsDatabase.fromInstance()',
  grantDataApiAccess: 'use RdsDatabase.fromCluster()', // clusters of DocumentDB have the other attributes too
  clusterIdentifier: 'use DocumentDbDatabase.fromCluster(), or fromCluster() of the class of its service',
  domainName: 'use OpenSearchDatabase.fromDomain()',
};

/** Throws for an imported construct that has the attribute of another kind and lacks its own. */
export function checkImported(prop: string, construct: IConstruct, expected: string, own: string): void {
  const found = Object.keys(OF_IMPORTS).find((attribute) => attribute in construct);
  if (construct.node.defaultChild === undefined && found !== undefined && found !== own) {
    throw invalid(prop, `be ${expected}`, construct, OF_IMPORTS[found]);
  }
}

/** What the L1 construct of a type is called in the template. */
export function refOf(kind: DatabaseKind, resource: CfnResource): string {
  const { resource: { type } = {}, value: { byConstruct: { parameter: prop } = { parameter: 'construct' } } } = CATALOGUE[kind];
  checkCopy(prop, resource);
  if (typeof resource !== 'object' || !CfnResource.isCfnResource(resource) || resource.cfnResourceType !== type) {
    throw invalid(prop, `be an L1 construct of ${type}`, shownResource(resource), fixFor(resource));
  }
  return resource.ref;
}

const shownResource = (resource: unknown) => isCfn(resource) ? verbatim(`${resource.node.path}, an ${resource.cfnResourceType}`) : resource;
const fixFor = (resource: unknown) => isCfn(resource) ? factoryOf(resource.cfnResourceType)
  : 'pass the defaultChild of an L2 construct, or the name of the database';
const isCfn = (resource: unknown): resource is CfnResource =>
  typeof resource === 'object' && resource !== null && CfnResource.isCfnResource(resource);

/** What declares a database of this resource. */
function factoryOf(resourceType: string): string {
  const type = typeOfResource(resourceType);
  if (type === undefined) {
    return OTHER_RESOURCES[resourceType] ?? 'give the database itself, or its name';
  }
  const { value } = CATALOGUE[type];
  return `use ${value.class}.${value.byConstruct?.method ?? value.byName}()`;
}

function engineOf(construct: IConstruct, resource: CfnResource | undefined): string | undefined {
  const { engine: given }: { engine?: { engineType?: unknown } } = construct as object;
  const engine = given?.engineType ?? (resource && Stack.of(resource).resolve(Reflect.get(resource, 'engine')));
  return typeof engine === 'string' ? engine : undefined;
}
