import { DefaultTokenResolver, IPostProcessor, IResolvable, IResolveContext, Stack, StringConcat, Tokenization } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { IConstruct } from 'constructs';
import { DocumentText } from './document-text';

/** A value in the template that holds text, and how much fits. */
interface Place {
  readonly value: unknown;
  readonly limit: number;
  readonly wayOut: string;
}

const ELSEWHERE = 'register the databases as resources, or put the document into S3';
/** User data is counted before base64, which makes four characters of three bytes. */
const USER_DATA = Math.ceil(16384 / 3) * 4;

const watched = new WeakSet<IConstruct>();

/** Reports at synthesis which documents do not fit where they are put. Once for each app. */
export function watchSizes({ node: { root } }: IConstruct): void {
  if (!watched.has(root)) {
    watched.add(root);
    root.node.addValidation({ validate: () => root.node.findAll().flatMap(excessOf) });
  }
}

function excessOf(construct: IConstruct): string[] {
  const place = placeOf(construct);
  if (place === undefined || !holdsDocument(construct, place.value)) {
    return [];
  }
  const size = sizeOf(Stack.of(construct).resolve(place.value));
  if (size <= place.limit) {
    return [];
  }
  return [`${construct.node.path} has room for ${place.limit} characters, and needs at least ${size} with Teleport's configuration; `
    + place.wayOut];
}

function placeOf(construct: IConstruct): Place | undefined {
  if (construct instanceof ssm.CfnParameter) {
    const isStandard = construct.tier === undefined || construct.tier === 'Standard';
    const wayOut = isStandard ? 'use the tier Advanced or Intelligent-Tiering, or register the databases as resources' : ELSEWHERE;
    return { value: construct.value, limit: isStandard ? 4096 : 8192, wayOut };
  }
  const machine = construct instanceof ec2.CfnLaunchTemplate ? construct.launchTemplateData : construct;
  if (construct instanceof ec2.CfnInstance || construct instanceof ec2.CfnLaunchTemplate) {
    return { value: 'userData' in machine ? machine.userData : undefined, limit: USER_DATA, wayOut: ELSEWHERE };
  }
  return construct instanceof ecs.CfnTaskDefinition
    ? { value: construct.containerDefinitions, limit: 65536, wayOut: 'put the document into an SSM parameter or S3' }
    : undefined;
}

/** Notices the text of a document, however deep. */
class DocumentFinder extends DefaultTokenResolver {
  public isFound = false;

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    this.isFound ||= token instanceof DocumentText;
    return super.resolveToken(token, context, postProcessor);
  }
}

function holdsDocument(scope: IConstruct, value: unknown): boolean {
  const resolver = new DocumentFinder(new StringConcat());
  Tokenization.resolve(value, { scope, resolver, preparing: false });
  return resolver.isFound;
}

/** The minimum length of a value. What only the deployment knows counts as nothing. */
function sizeOf(value: unknown): number {
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, item) => sum + sizeOf(item), 0);
  }
  if (typeof value !== 'object' || value === null) {
    return String(value ?? '').length;
  }
  const [[name, argument] = ['', undefined]]: [string, unknown][] = Object.entries(value);
  switch (name) {
    case 'Ref':
    case 'Fn::GetAtt':
      return 0;
    case 'Fn::Base64':
      return Math.ceil(sizeOf(argument) / 3) * 4;
    default:
      return sizeOf(Object.values(value));
  }
}
