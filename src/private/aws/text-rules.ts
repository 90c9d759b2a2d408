import { TextRule } from './name-rules';
import { LONGEST } from './quotas';

/** Printable characters, but for what IAM reads as a wildcard or as the start of a variable, and for what CloudFormation resolves. */
const PATH = /(?:(?!.*(?:\$\{|\{\{resolve:))[!-)+->@-~]+\/)?/.source;
const NAME = /[\w+=,.@-]{1,64}/.source;
const DIRECTION = /(?:north|south|east|west|central|northeast|northwest|southeast|southwest)/.source;
/** What a region looks like, also one that is not known yet, as a source of expressions that find one in a longer text. */
export const ANY_REGION = /[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}/.source;
const REGION = `(?:[a-z]{2}|us-gov|us-iso[a-z]?|eu-iso[a-z]?|eusc-[a-z]{2})-${DIRECTION}-[1-9]\\d?`;
export const TAG_CHARACTERS = 'letters, digits, spaces and _.:/=+-@ up to U+00FF';

/** What every policy document is made of, names of databases and of their users aside. */
export const RULES = {
  partition: {
    prop: 'partition', pattern: /^aws[a-z-]*$/, maxLength: LONGEST.partition, shape: 'a partition such as aws', examples: ['aws'],
  },
  account: {
    prop: 'account', pattern: /^\d{12}$/, maxLength: LONGEST.account, shape: 'an account of 12 digits', examples: ['123456789012'],
  },
  region: {
    prop: 'regions',
    pattern: new RegExp(`^${REGION}$`),
    maxLength: LONGEST.region,
    shape: 'an AWS region such as eu-west-1',
    examples: ['eu-northeast-1', 'eu-southwest-1', 'us-gov-central-1', 'eu-isoe-west-1', 'eusc-de-east-1', 'us-iso-north-1', 'us-south-1'],
  },
  keyArn: {
    prop: 'encryptionKey',
    // a key that has replicas may be named in all its regions
    pattern: new RegExp(`^arn:[a-z-]+:kms:(?:\\*|${REGION}):\\d{12}:key/[A-Za-z0-9-]+$`),
    maxLength: LONGEST.keyArn,
    shape: 'a single key in an account of 12 digits, such as arn:aws:kms:eu-west-1:123456789012:key/a1b2c3d4',
    examples: ['arn:aws:kms:eu-west-1:123456789012:key/a'],
  },
  identityName: {
    prop: 'name',
    pattern: new RegExp(`^${NAME}$`),
    maxLength: LONGEST.roleOrUserName,
    shape: 'a name of letters, digits and _+=,.@-',
    examples: ['a'],
    isOptional: true,
  },
  identityPath: {
    prop: 'path',
    pattern: new RegExp(`^/${PATH}$`),
    maxLength: LONGEST.path,
    shape: 'a path that starts and ends with / and has no wildcard',
    examples: ['/a/'],
    isOptional: true,
  },
  policyName: {
    prop: 'policyName',
    pattern: /^[\w+=,.@-]+$/,
    maxLength: LONGEST.policyName,
    shape: 'a name of letters, digits or +=,.@-_',
    examples: ['a'],
  },
  policyPath: { // which, unlike that of a role, has no other characters
    prop: 'path',
    pattern: /^\/(?:[\w.,+@=-]+\/)*$/,
    maxLength: LONGEST.path,
    shape: 'a path that starts and ends with / and has letters, digits or .,+@=_-/',
    examples: ['/a/'],
  },
  organizationId: {
    prop: 'organizationId',
    pattern: /^o-[a-z0-9]{10,32}$/,
    maxLength: LONGEST.organizationId,
    shape: 'the id of an organization, such as o-abcdef1234',
    examples: ['o-abcdef1234'],
  },
  externalId: {
    prop: 'externalId',
    pattern: /^[\w+=,.@:/-]{2,}$/,
    maxLength: LONGEST.externalId,
    shape: '2 or more letters, digits or _+=,.@:/-, as STS takes them',
    examples: ['aa'],
  },
  sessionTag: {
    prop: 'sessionTags',
    pattern: /^(?=[\u0020-\u00ff]*$)[\p{L}\p{N} _.:/=+@-]*$/u,
    maxLength: LONGEST.tagValue,
    shape: `a value of ${TAG_CHARACTERS}`,
    examples: ['a'],
  },
  databaseTag: {
    prop: 'databaseTags',
    pattern: /^(?=[\u0020-\u00ff]*$)[\p{L}\p{N} _.:/=+@*-]*$/u,
    maxLength: LONGEST.tagValue,
    shape: `a value of ${TAG_CHARACTERS} (* matches any characters)`,
    examples: ['a'],
  },
} as const satisfies { readonly [name: string]: TextRule };

/** The ARN of a role or user that is given as `prop`. */
export function identityArnRule(kind: 'Role' | 'User', prop: string): TextRule {
  const type = kind.toLowerCase();
  return {
    prop,
    pattern: new RegExp(`^arn:[a-z-]+:iam::\\d{12}:${type}/${PATH}${NAME}$`),
    maxLength: LONGEST.pathlessRoleArn + LONGEST.path,
    shape: `a single ${type} in an account of 12 digits, such as arn:aws:iam::123456789012:${type}/teleport`,
    examples: [`arn:aws:iam::123456789012:${type}/a/a`],
  };
}
