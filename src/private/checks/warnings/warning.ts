import { Annotations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { LIBRARY } from '../library';

/** Its rows have the ids as anchors. */
const PAGE = `https://github.com/${LIBRARY}/${LIBRARY}/blob/main/docs/warnings.md`;

/** When each warning comes, as docs/warnings.md says it. The ids are API, as they acknowledge the warnings. */
export const WARNINGS = {
  accountNotCompared:
    'an account is unknown, so the policy could attach to a namesake, open nothing, or use a name twice',
  agentWithoutWayOut: '`TeleportFargateAgent` runs in isolated subnets',
  boundaryNotApplied: 'a permissions boundary is applied to nothing, or to an imported identity: its owner runs the command in the message',
  createdUsersNotAllowed: 'Teleport creates database users (`registration.adminUser`, or the label or tag `teleport.dev/db-admin`) '
    + 'that `databaseUsers` does not let it log in as',
  createdUsersShortened: 'Teleport creates users of MySQL or MariaDB with long names under a hash, which `databaseUsers` does not allow',
  discoveredButNotConnectable: 'Teleport discovers a type, in a region, that it cannot connect to',
  discoveryNotAdmitted: 'a join token omits `Discovery`',
  executionRoleIsTarget: 'the `target` is the execution role of an ECS task, but Teleport runs as the task role',
  iamAuthenticationDisabled: 'a database of the app has IAM authentication off',
  ignoredAsDocumented: '`asDocumented` ignores an option, such as `regions` or `databaseTags`',
  imageTagMoves: 'the tag of the image may point to another version later',
  keyOfAnotherAccount: 'a KMS key is in another account, so its key policy must allow the agent too',
  labelReplaced:
    'a tag `region`, `account-id` or `vpc-id` takes the place of Teleport\'s label, and the Database Service misses the database',
  notInPartition: 'AWS does not offer a type of database in the partition of the stack',
  optionNotKnown: 'an option has a name that the library does not know, so it has no effect',
  policyNotCompared: 'a bounded role or user has a policy of AWS, or an imported one, which the library cannot read',
  policyOutsideBoundary: 'a policy allows what the boundary on the same role or user does not contain',
  redshiftPairsMixed: 'two constructs open one Redshift cluster to one role or user, as different users of different databases',
  remoteUsersNotAllowed: 'Teleport creates users for users of a root cluster, whose names `databaseUsers` does not allow',
  roleDoesNotTrustTarget: 'the agent is to assume a role of the app that does not trust it',
  sameDatabaseName: 'two agents list different databases under one name',
  securityGroupNotOpened: '`allowDefaultPortFrom` knows no security group to open, or no port',
  secretStoresNotUsed: 'discovered databases use `SecretStore.DEFAULT`, and `secretStores` names only others',
  tagReplaced: 'a tag of `TeleportReadyDatabases` is replaced or removed',
  unboundedSelfGrant: '`SelfGrant.UNBOUNDED` is used',
  valueKnownAtDeploymentOnly:
    'a value comes from a parameter without `allowedPattern` or `allowedValues`, or from an import, and could be a wildcard',
  valueNotEscaped: 'a value of Teleport\'s configuration comes from an import or a custom resource, and CloudFormation does not escape it',
} as const;

/** Something that the user should know, but that is not an error. */
export interface Warning {
  readonly id: keyof typeof WARNINGS;
  readonly message: string;
}

export function warn(scope: IConstruct, { id, message }: Warning): void {
  const wholeId = `${LIBRARY}:${id}`;
  const more = `To acknowledge: Annotations.of(scope).acknowledgeWarning('${wholeId}'). See ${PAGE}#${id}`;
  Annotations.of(scope).addWarningV2(wholeId, `${message}. ${more}`);
}
