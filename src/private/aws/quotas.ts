/**
 * The most characters that AWS lets these have: what a token counts as.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const LONGEST = {
  /** `aws-us-gov`. */
  partition: 10,
  /** One more than `ap-southeast-1`. */
  region: 15,
  account: 12,
  /** `amazonaws.com.cn` and two more. */
  urlSuffix: 18,
  roleOrUserName: 64,
  path: 512,
  /** `arn:<partition>:iam::<account>:role/<name>`; a path comes on top. */
  pathlessRoleArn: 102,
  /** `arn:<partition>:kms:<region>:<account>:key/<36 characters>`. */
  keyArn: 88,
  policyName: 128,
  tagKey: 128,
  tagValue: 256,
  externalId: 1224,
  organizationId: 34,
  stackName: 128,
  bucketName: 63,
};

/**
 * IAM's limits, in characters without white space.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const QUOTAS = {
  /** One managed policy, a permissions boundary included. */
  managedPolicy: 6144,
  /** All inline policies of an identity together. */
  inlinePolicies: { Role: 10240, User: 2048 },
  /** Managed policies of an identity, unless AWS raises the quota. */
  managedPoliciesPerIdentity: 10,
  /** The most that AWS raises it to. */
  mostManagedPolicies: { Role: 25, User: 20 },
  /** The trust policy of a role, unless AWS raises the quota. */
  trustPolicy: 2048,
  /** The most that AWS raises it to. */
  longestTrustPolicy: 8192,
};
