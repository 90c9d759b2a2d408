import { AttachedPermissionsBoundary, AttachedPolicy, EntityType, IAM, paginateGetAccountAuthorizationDetails, PolicyDetail } from '@aws-sdk/client-iam';
import { Account } from './account';
import { resourcesOf } from './stacks';
import { deployed, Resource } from '../support/deployed';

/** Customer managed policies, and roles and users, by ARN. */
export interface Identities {
  /** The document of each that is in force. */
  readonly policies: { [arn: string]: unknown };
  readonly principals: { [arn: string]: Principal };
}

export interface Principal {
  readonly boundary: string | undefined;
  /** The ARNs of its managed policies, sorted. */
  readonly attached: string[];
  /** Its own documents by their name. */
  readonly inline: { [name: string]: unknown };
}

export interface Template {
  readonly Resources: { readonly [logicalId: string]: Resource };
}

/** What IAM has, but for what `cdk bootstrap` made. */
export async function identitiesOf({ sdk }: Account, isMine = (name: string) => !name.startsWith('cdk-')): Promise<Identities> {
  const iam = new IAM(sdk);
  const found: Identities = { policies: {}, principals: {} };
  const Filter = [EntityType.Role, EntityType.User, EntityType.LocalManagedPolicy];
  const pages = paginateGetAccountAuthorizationDetails({ client: iam }, { Filter });
  for await (const { RoleDetailList = [], UserDetailList = [], Policies = [] } of pages) {
    for (const { Arn, PolicyVersionList } of Policies.filter(({ PolicyName }) => isMine(PolicyName!))) {
      found.policies[Arn!] = parsed(PolicyVersionList!.find(({ IsDefaultVersion }) => IsDefaultVersion)!.Document);
    }
    // the emulator leaves boundaries out of this answer
    for (const { Arn, RoleName, AttachedManagedPolicies, RolePolicyList } of RoleDetailList.filter((role) => isMine(role.RoleName!))) {
      const { Role } = await iam.getRole({ RoleName });
      found.principals[Arn!] = principal(Role!.PermissionsBoundary, AttachedManagedPolicies, RolePolicyList);
    }
    for (const { Arn, UserName, AttachedManagedPolicies, UserPolicyList } of UserDetailList.filter((user) => isMine(user.UserName!))) {
      const { User } = await iam.getUser({ UserName });
      found.principals[Arn!] = principal(User!.PermissionsBoundary, AttachedManagedPolicies, UserPolicyList);
    }
  }
  return found;
}

function principal(boundary?: AttachedPermissionsBoundary, attached: AttachedPolicy[] = [], inline: PolicyDetail[] = []): Principal {
  return {
    boundary: boundary?.PermissionsBoundaryArn,
    attached: attached.map(({ PolicyArn }) => PolicyArn!).sort(),
    inline: Object.fromEntries(inline.map(({ PolicyName, PolicyDocument }) => [PolicyName, parsed(PolicyDocument)])),
  };
}

const parsed = (document: string | undefined): unknown => JSON.parse(decodeURIComponent(document!));

/** The same out of the templates of deployed stacks, with what CloudFormation filled in. */
export async function synthesizedIdentities(account: Account, templates: { readonly [stack: string]: Template }): Promise<Identities> {
  const resources = (await Promise.all(Object.entries(templates).map(([stack, template]) => deployedResources(account, stack, template)))).flat();
  const policies: Identities['policies'] = {};
  const principals: Identities['principals'] = {};
  for (const { arn, properties } of resources.filter(({ type }) => type === 'AWS::IAM::Role' || type === 'AWS::IAM::User')) {
    principals[arn] = { boundary: properties.PermissionsBoundary, attached: [], inline: {} };
  }
  const called = (kind: string, name: string) => principals[Object.keys(principals).find((arn) => arn.includes(`:${kind}/`) && arn.endsWith(`/${name}`))!];
  for (const { arn, type, properties: { PolicyDocument, PolicyName, Roles = [], Users = [] } } of resources) {
    const holders = [...Roles.map((name: string) => called('role', name)), ...Users.map((name: string) => called('user', name))];
    if (type === 'AWS::IAM::ManagedPolicy') {
      policies[arn] = PolicyDocument;
      holders.forEach(({ attached }) => attached.push(arn));
    } else if (type === 'AWS::IAM::Policy') {
      holders.forEach(({ inline }) => inline[PolicyName] = PolicyDocument);
    }
  }
  Object.values(principals).forEach(({ attached }) => attached.sort());
  return { policies, principals };
}

interface DeployedResource { readonly type: string; readonly arn: string; readonly properties: any }

async function deployedResources(account: Account, stack: string, { Resources }: Template): Promise<DeployedResource[]> {
  const arns: { [id: string]: string } = {};
  const references: { [reference: string]: string } = { 'AWS::AccountId': account.id, 'AWS::Region': account.region };
  for (const { LogicalResourceId: id, PhysicalResourceId: physicalId, ResourceType: type } of await resourcesOf(account, stack)) {
    arns[id!] = arnOf(account, type!, physicalId!, Resources[id!].Properties?.Path);
    references[id!] = physicalId!;
    references[`${id}.Arn`] = arns[id!];
  }
  return Object.entries(Resources)
    .map(([id, { Type, Properties = {} }]) => ({ type: Type, arn: arns[id], properties: deployed(Properties, references) }));
}

function arnOf({ id, region }: Account, type: string, physicalId: string, path = '/'): string {
  switch (type) {
    case 'AWS::IAM::Role': return `arn:aws:iam::${id}:role${path}${physicalId}`;
    case 'AWS::IAM::User': return `arn:aws:iam::${id}:user${path}${physicalId}`;
    case 'AWS::KMS::Key': return `arn:aws:kms:${region}:${id}:key/${physicalId}`;
    case 'AWS::Logs::LogGroup': return `arn:aws:logs:${region}:${id}:log-group:${physicalId}:*`;
    default: return physicalId;
  }
}
