import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { boundable } from './boundary-content';
import { checkHasBoundaries } from './customized-roles';
import { BoundaryName } from './policy-name';
import { QUOTAS } from '../aws/quotas';
import { DESCRIPTIONS } from '../documents/descriptions';
import { documentLength } from '../documents/document-length';
import { pack } from '../documents/pack';
import { PackedDocument } from '../documents/packed-document';
import { PlainDocument } from '../documents/plain-document';
import { Permission } from '../permissions/permission';
import { writtenProperty } from '../tokens/written-property';

/** The managed policy of a permissions boundary: one document. Later grants are added to it too. */
export class Boundary {
  public readonly managedPolicy: iam.ManagedPolicy;

  constructor(
    scope: Construct,
    id: string,
    public readonly name: BoundaryName,
    public readonly permissions: readonly Permission[],
    private readonly fix: string,
  ) {
    checkHasBoundaries(scope);
    const [document] = pack(boundable(permissions, name.arn), Infinity);
    if (document.length > QUOTAS.managedPolicy) {
      throw new Error(this.tooLong(document, document.length));
    }
    this.managedPolicy = new iam.ManagedPolicy(scope, id, {
      managedPolicyName: name.name,
      path: name.path,
      description: DESCRIPTIONS.boundary,
      document: new PlainDocument(document),
    });
    scope.node.addValidation({ validate: () => this.excess(document) });
    if (permissions.some(({ onSelf }) => onSelf)) {
      scope.node.addValidation({ validate: () => this.renamed() });
    }
  }

  public add(statement: iam.PolicyStatement): iam.ManagedPolicy {
    this.managedPolicy.addStatements(statement);
    return this.managedPolicy;
  }

  private excess(document: PackedDocument): string[] {
    const length = documentLength(Stack.of(this.managedPolicy), this.managedPolicy.document);
    return length > QUOTAS.managedPolicy ? [this.tooLong(document, length)] : [];
  }

  /** Policies would allow only what has a boundary of another name. */
  private renamed(): string[] {
    const resource = this.managedPolicy.node.defaultChild as iam.CfnManagedPolicy;
    const stack = Stack.of(resource);
    const was = { name: this.name.name, path: this.name.path ?? '/' };
    const is = {
      name: writtenProperty(resource, 'ManagedPolicyName', resource.managedPolicyName),
      path: writtenProperty(resource, 'Path', resource.path) ?? '/',
    };
    const [before, now] = [was, is].map((names) => JSON.stringify(stack.resolve(names)));
    return before === now ? [] : [`the permissions boundary ${resource.node.path} is ${now} in the template, and was ${before} when a `
      + 'policy named it; give it its name and path by \'policyName\' and \'path\', without an aspect or override'];
  }

  private tooLong({ permissions }: PackedDocument, length: number): string {
    const largest = [...permissions].sort((one, other) => lengthOf(other) - lengthOf(one)).slice(0, 3).map(described);
    return `a permissions boundary is one document of at most ${QUOTAS.managedPolicy} characters, and these policies need ${length}; `
      + `the largest entries are ${largest.join(', ')}; ${this.fix}`;
  }
}

const lengthOf = ({ resources }: Permission) => resources.reduce((sum, { length }) => sum + length, 0);

function described(permission: Permission): string {
  return `${permission.sid ?? permission.actions.join()} (${permission.resources.length} resources, ${lengthOf(permission)} characters)`;
}
