import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { checkInjected } from './check-injected';
import { checkHasBoundaries } from '../checks/customized-roles';
import { DESCRIPTIONS } from '../documents/descriptions';
import { pack } from '../documents/pack';
import { PackedDocument } from '../documents/packed-document';
import { PlainDocument } from '../documents/plain-document';
import { boundable } from '../permissions/boundary-content';
import { Permission } from '../permissions/permission';
import { BoundaryName } from '../permissions/policy-name';
import { excess } from '../synthesis/boundaries-fit';
import { checkAtSynthesis } from '../synthesis/check-at-synthesis';
import { WrittenBoundary } from '../synthesis/subjects';

/** The managed policy of a permissions boundary: one document. Later grants are added to it too. */
export class Boundary implements WrittenBoundary {
  public readonly managedPolicy: iam.ManagedPolicy;

  public readonly document: PackedDocument;

  constructor(
    scope: Construct,
    id: string,
    public readonly name: BoundaryName,
    public readonly permissions: readonly Permission[],
    public readonly fix: string,
  ) {
    checkHasBoundaries(scope);
    const [document] = pack(boundable(permissions, name.arn), Infinity);
    const [tooLong] = excess({ document, fix }, document.length);
    if (tooLong !== undefined) {
      throw tooLong;
    }
    this.document = document;
    const plain = new PlainDocument(document);
    this.managedPolicy = checkInjected(plain, () => new iam.ManagedPolicy(scope, id, {
      managedPolicyName: name.name,
      path: name.path,
      description: DESCRIPTIONS.boundary,
      document: plain,
    }));
    checkAtSynthesis(scope, 'boundary', this);
  }

  public add(statement: iam.PolicyStatement): iam.ManagedPolicy {
    this.managedPolicy.addStatements(statement);
    return this.managedPolicy;
  }
}
