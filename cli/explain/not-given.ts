/** Actions that no option gives, and why; `*` at the end is any text. */
interface NotGiven {
  readonly actions: readonly string[];
  /** Whether Teleport calls them: to be left denied, or to be allowed elsewhere. */
  readonly whose: 'refuse' | 'elsewhere' | 'notTeleport';
  readonly why: readonly string[];
}

const SELF_GRANT = [
  'With `iam:PutRolePolicy` or `iam:PutUserPolicy` on itself, whoever controls the agent can make it an administrator of the account.',
  'Teleport 16 since September 2024 and later versions try it and go on when it is denied: ignore the message, and name the databases in '
  + '`databases` instead. Older versions need it to log in to what they discover: `selfGrant: SelfGrant.BOUNDED` gives it together '
  + 'with a permissions boundary.',
];

const NOT_GIVEN: readonly NotGiven[] = [{
  actions: [
    'iam:GetRolePolicy', 'iam:PutRolePolicy', 'iam:DeleteRolePolicy', 'iam:GetUserPolicy', 'iam:PutUserPolicy', 'iam:DeleteUserPolicy',
  ],
  whose: 'refuse',
  why: SELF_GRANT,
}, {
  actions: ['rds:DescribeDBProxyTargets'],
  whose: 'refuse',
  why: ['The tools of Teleport 11 and 12 listed it for RDS Proxy. Teleport finds proxies without it.'],
}, {
  actions: ['redshift:CreateClusterUser', 'redshift:JoinGroup'],
  whose: 'refuse',
  why: ['Teleport neither creates users nor joins groups when it asks for credentials. Create the user in the database, or let '
    + 'Teleport\'s automatic user provisioning do it in SQL.'],
}, {
  actions: [
    'iam:GetPolicy', 'iam:ListPolicyVersions', 'iam:CreatePolicy', 'iam:CreatePolicyVersion', 'iam:DeletePolicyVersion',
    'iam:AttachRolePolicy', 'iam:AttachUserPolicy', 'iam:PutRolePermissionsBoundary', 'iam:PutUserPermissionsBoundary', 'iam:GetRole',
  ],
  whose: 'refuse',
  why: ['`teleport db configure bootstrap` calls it, with the credentials of whoever runs it. With this library CloudFormation writes '
    + 'the policies: do not run that command, and do not give this permission to the agent.'],
}, {
  actions: ['sts:GetCallerIdentity'],
  whose: 'refuse',
  why: ['It needs no permission. Something denies it: look for a Deny, such as in a service control policy or in the policy of a VPC '
    + 'endpoint.'],
}, {
  actions: ['sts:AssumeRoleWithWebIdentity'],
  whose: 'elsewhere',
  why: ['The trust policy of the role decides alone. For an AWS OIDC integration of Teleport: `assumedBy: new '
    + 'TeleportOidcPrincipal(\'<host of the cluster>\')`. On EKS, look whether it names the cluster\'s OIDC provider, and the namespace '
    + 'and name of the agent\'s service account.'],
}, {
  actions: [
    'dynamodb:*', 'dax:*', 'cassandra:*', 'es:ESHttp*', 'redshift:GetClusterCredentialsWithIAM', 'redshift-serverless:GetCredentials',
  ],
  whose: 'elsewhere',
  why: ['The role that is the database user needs it, not the agent: what such a role may do is the application\'s business, and no '
    + 'policy of this library has it. Give it to that role, for example `table.grantReadData(role)` for DynamoDB.'],
}, {
  actions: ['account:ListRegions'],
  whose: 'refuse',
  why: ['Teleport asks for the regions of the account if a matcher of discovery has `*` as its region. Name the regions in the matcher '
    + 'instead.'],
}, {
  actions: ['organizations:*'],
  whose: 'elsewhere',
  why: ['Teleport does not find databases of an organization by itself. A token that joins by organization asks '
    + '`organizations:DescribeAccount` through the role of an AWS OIDC integration: give it to that role, not to the agent.'],
}, {
  actions: ['ec2:DescribeSecurityGroups', 'ec2:DescribeVpcs'],
  whose: 'elsewhere',
  why: ['Teleport\'s web UI calls it when somebody enrols a database by hand, through the role of an AWS OIDC integration. The agent '
    + 'does not.'],
}, {
  actions: ['ec2:DescribeInstances', 'ssm:*', 'eks:*'],
  whose: 'elsewhere',
  why: ['Teleport finds servers and Kubernetes clusters with it, not databases. This library is about databases: give it in a policy of '
    + 'your own.'],
}, {
  actions: ['ecr:*', 'logs:*', 'ssmmessages:*', 'ec2messages:*'],
  whose: 'elsewhere',
  why: ['What the agent runs on calls it (ECS, a log driver, the SSM agent), not Teleport. Give it with CDK; if the role has a '
    + 'permissions boundary of this library, grant it to the boundary too, because it limits everything that the role does.'],
}];

const OTHERS: NotGiven = {
  actions: ['*'],
  whose: 'notTeleport',
  why: ['Neither the Database Service nor the Discovery Service calls it for databases, so no option gives it. Look at who was refused: '
    + 'it may not be Teleport.'],
};

/** Why no option gives an action. */
export function whyNotGiven(denied: string): NotGiven {
  const asked = denied.toLowerCase();
  const covers = (pattern: string) => pattern.endsWith('*') ? asked.startsWith(pattern.slice(0, -1)) : asked === pattern;
  return NOT_GIVEN.find(({ actions }) => actions.some((action) => covers(action.toLowerCase()))) ?? OTHERS;
}
