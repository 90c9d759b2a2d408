import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';

/** Takes what the app grants later, and passes it on to the policy of the grants and to the boundaries. */
export class LaterGrants implements iam.IPrincipal {
  public readonly grantPrincipal: iam.IPrincipal = this;
  private readonly statements: iam.PolicyStatement[] = [];
  private readonly listeners: ((statement: iam.PolicyStatement) => void)[] = [];

  /** `add` writes a grant into a policy, and returns that. */
  constructor(private readonly target: iam.IPrincipal, private readonly add: (statement: iam.PolicyStatement) => IConstruct) {}

  /** Newer versions of aws-cdk-lib throw if this is asked of a managed policy. */
  public get assumeRoleAction(): string {
    return this.target.assumeRoleAction;
  }

  public get policyFragment(): iam.PrincipalPolicyFragment {
    return this.target.policyFragment;
  }

  public get principalAccount(): string | undefined {
    return this.target.principalAccount;
  }

  public addToPolicy(statement: iam.PolicyStatement): boolean {
    return this.addToPrincipalPolicy(statement).statementAdded;
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    const policy = this.add(statement);
    this.statements.push(statement);
    this.listeners.forEach((listener) => listener(statement.copy()));
    return { statementAdded: true, policyDependable: policy };
  }

  /** A copy of every grant, earlier ones included: statements stay mutable, and must not be shared. */
  public onGrant(listener: (statement: iam.PolicyStatement) => void): void {
    this.statements.forEach((statement) => listener(statement.copy()));
    this.listeners.push(listener);
  }
}
