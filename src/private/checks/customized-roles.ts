import { IConstruct } from 'constructs';
import { invalid, problem, verbatim } from '../checks/invalid';

/** Where `iam.Role.customizeRoles()` keeps its options. CDK's own function for it is private. */
const CONTEXT = '@aws-cdk/iam:customizeRoles';

const optionsOf = ({ node }: IConstruct): unknown => node.tryGetContext(CONTEXT);

/** Whether CDK writes a report of what each `iam.ManagedPolicy` allows, in place of the template or beside it. */
export const areReported = (scope: IConstruct): boolean => optionsOf(scope) !== undefined;

/**
 * Whether managed policies are kept out of the template: `iam.Role.customizeRoles()` writes those of roles into a report for whoever
 * creates the roles, and forgets all others.
 */
function areOnlyReported(scope: IConstruct): boolean {
  const options = optionsOf(scope);
  return options !== undefined && Object(options).preventSynthesis !== false;
}

/** A boundary is attached to no role, so `customizeRoles()` would put it into neither the template nor its report. */
export function checkHasBoundaries(scope: IConstruct): void {
  if (areOnlyReported(scope)) {
    throw problem(`iam.Role.customizeRoles() writes the permissions boundary of ${scope.node.path} neither into the template `
      + 'nor into its report', 'define it outside the scope of customizeRoles(), or leave \'selfGrant\' out');
  }
}

/** CDK customizes roles only, and leaves users alone. */
export function checkHasManagedPolicies(scope: IConstruct, user: string): void {
  if (areOnlyReported(scope)) {
    const expected = 'be a role within iam.Role.customizeRoles(), which writes the managed policies of a user '
      + 'neither into the template nor into its report';
    throw invalid('target', expected, verbatim(user), 'set \'inline\', or define the policy outside the scope of customizeRoles()');
  }
}
