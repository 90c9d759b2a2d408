import { App, Stack, StackProps } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as cxschema from 'aws-cdk-lib/cloud-assembly-schema';
import { IConstruct } from 'constructs';
import { collect } from './collect';
import { ACCOUNT, deployed, Pseudo, REGION, Resource } from './deployed';

export { ACCOUNT, deployed, REGION };
export type { Pseudo, Resource };

export const ENV = { account: ACCOUNT, region: REGION };

export function stackIn(env: StackProps['env'] = ENV, id = 'Stack', app = new App()): Stack {
  return new Stack(app, id, { env });
}

export function roleIn(stack: Stack, id = 'Agent', props: Partial<iam.RoleProps> = {}): iam.Role {
  return new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'), ...props });
}

/** The resources of the template; finds dependency cycles. */
export function resourcesOf(stack: Stack): { [logicalId: string]: Resource } {
  const resources = Template.fromStack(stack).toJSON().Resources ?? {};
  collect(resources);
  return resources;
}

/** The properties of every resource of a type, in order. */
export function propertiesOf(stack: Stack, type: string): any[] {
  return Object.values(resourcesOf(stack)).filter(({ Type }) => Type === type).map(({ Properties = {} }) => Properties);
}

export function logicalIdsOf(stack: Stack, type: string): string[] {
  return Object.entries(resourcesOf(stack)).filter(([, { Type }]) => Type === type).map(([id]) => id);
}

/** Every policy document of the stack, managed and inline, but for boundaries: in order, and as IAM gets it. */
export function documentsOf(stack: Stack, pseudo: Pseudo = {}): any[] {
  return Object.values(resourcesOf(stack))
    .filter(({ Type, Properties }) => /^AWS::IAM::(Managed)?Policy$/.test(Type) && (Properties.Roles ?? Properties.Users) !== undefined)
    .map(({ Properties }) => deployed(Properties.PolicyDocument, pseudo));
}

/** A policy document, and whether a role or user has it: a boundary is attached to nobody. */
export interface Written {
  readonly document: any;
  readonly isAttached: boolean;
}

/** The documents below a construct as the template will have them, without the synthesis, which takes most of the time of a property. */
export function documentsBelow(construct: IConstruct, pseudo: Pseudo = {}): Written[] {
  return construct.node.findAll().filter(isPolicy).map((policy) => {
    const { document, identities } = Stack.of(policy).resolve({ document: policy.policyDocument, identities: [policy.roles, policy.users] });
    return { document: deployed(document, pseudo), isAttached: identities.length > 0 };
  });
}

function isPolicy(construct: IConstruct): construct is iam.CfnManagedPolicy | iam.CfnPolicy {
  return construct instanceof iam.CfnManagedPolicy || construct instanceof iam.CfnPolicy;
}

/** The only policy document of the stack. */
export function documentOf(stack: Stack, pseudo: Pseudo = {}): any {
  const documents = documentsOf(stack, pseudo);
  expect(documents).toHaveLength(1);
  return documents[0];
}

/** The document of the only permissions boundary of the stack. */
export function boundaryOf(stack: Stack, pseudo: Pseudo = {}): any {
  const boundaries = propertiesOf(stack, 'AWS::IAM::ManagedPolicy').filter(({ Roles, Users }) => (Roles ?? Users) === undefined);
  expect(boundaries).toHaveLength(1);
  return deployed(boundaries[0].PolicyDocument, pseudo);
}

/** The ids of the warnings of the stack, each once: what acknowledges them. */
export function warningsOf(stack: Stack): string[] {
  return idsOf(Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data)));
}

/** The same for what is warned about at once: without the synthesis, which takes most of the time where there are many stacks. */
export function warningsBelow(construct: IConstruct): string[] {
  return idsOf(warningTextsBelow(construct));
}

/** The whole texts of them, without what else CDK keeps in the metadata, which differs between its versions. */
export function warningTextsBelow(construct: IConstruct): string[] {
  const entries = construct.node.findAll().flatMap(({ node }) => node.metadata);
  return entries.filter(({ type }) => type === cxschema.ArtifactMetadataEntryType.WARN).map(({ data }) => String(data));
}

function idsOf(warnings: readonly string[]): string[] {
  return [...new Set(warnings.map((text) => /\[ack: (.*)\]$/.exec(text)?.[1] ?? text))];
}
