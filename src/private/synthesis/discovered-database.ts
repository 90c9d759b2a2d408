import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import type * as rds from 'aws-cdk-lib/aws-rds';
import { IConstruct } from 'constructs';
import { canonicalValue } from '../tokens/canonical-value';
import { engineOfInstance } from '../tokens/engine-of-instance';
import { isResource } from '../tokens/resource-type';
import { writtenTags } from '../tokens/written-tags';
import { CATALOGUE, typeOfResource } from '../types';
import { lacksIam } from '../types/rds-family';

/** A database of the app that Teleport can discover, and what it is found by. */
export interface DiscoveredDatabase {
  readonly resource: CfnResource;
  /** Its type in matchers. */
  readonly matcher: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly account: string;
  readonly region: string;
}

/** Undefined for all other resources. */
export function discoveredDatabase(resource: CfnResource): DiscoveredDatabase | undefined {
  const type = typeOfResource(resource.cfnResourceType);
  const matcher = type && CATALOGUE[type].teleport.matcher;
  if (matcher === undefined || isPassedOver(resource)) {
    return undefined;
  }
  const { account, region } = Stack.of(resource);
  return { resource, matcher, tags: tagsOf(resource), account: textIn(resource, account), region: textIn(resource, region) };
}

/** Teleport takes an Aurora database from the cluster, not from its instances, and finds no engines without IAM authentication. */
function isPassedOver(resource: CfnResource): boolean {
  return isResource<rds.CfnDBInstance>(resource, 'AWS::RDS::DBInstance')
    && (resource.dbClusterIdentifier !== undefined || lacksIam(engineOfInstance(resource) ?? ''));
}

/** Those of the resource win over those of the stack, which CloudFormation gives to everything in it. */
function tagsOf(resource: CfnResource): Map<string, string> {
  const inherited = stacksAround(Stack.of(resource)).flatMap(({ tags }) => Object.entries(tags.tagValues()));
  const own = writtenTags(resource, (value) => canonicalValue(resource, value)).map(({ Key, Value }) => [String(Key), Value] as const);
  return new Map([...inherited, ...own].map(([key, value]) => [key, textIn(resource, value)]));
}

/** The stacks that a stack is nested in, the outermost first, and itself. */
const stacksAround = (stack: Stack): Stack[] =>
  [...stack.nestedStackParent === undefined ? [] : stacksAround(stack.nestedStackParent), stack];

/** A text as every template of the app would have it, with the account and region of its stack if they are known. */
export function textIn(scope: IConstruct, value: unknown): string {
  const text = canonicalText(scope, value);
  const { account, region } = Stack.of(scope);
  const pseudo = [account, region].find((known, index) => text === PSEUDO[index] && !Token.isUnresolved(known));
  return pseudo ?? text;
}

const PSEUDO = ['AccountId', 'Region'].map((name) => `{"Ref":"AWS::${name}"}`);

function canonicalText(scope: IConstruct, value: unknown): string {
  const canonical = canonicalValue(scope, value);
  return typeof canonical === 'string' ? canonical : JSON.stringify(canonical ?? '');
}

/** Neither AWS nor Teleport takes these characters at the start of what is compared here. */
export const isLiteral = (text: string): boolean => !/^[[{$]/.test(text);
