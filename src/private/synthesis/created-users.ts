import { CfnResource, Stack } from 'aws-cdk-lib';
import type * as rds from 'aws-cdk-lib/aws-rds';
import { IConstruct } from 'constructs';
import { ADMIN_LABEL, adminUserIn } from '../../databases/private/admin-user';
import { DatabaseFacts } from '../../databases/private/database-facts';
import { isAnotherAccount } from '../aws/accounts';
import { matches } from '../aws/matches';
import type { Declaration } from '../permissions/declaration';
import { engineOfInstance } from '../tokens/engine-of-instance';
import { isResource } from '../tokens/resource-type';
import { writtenProperties } from '../tokens/written-property';
import { writtenTags } from '../tokens/written-tags';
import { CATALOGUE, DatabaseKind, typeOfResource } from '../types';
import { protocolOfEngine } from '../types/rds-family';

/** What a policy of a stack opens. */
export interface Opened {
  readonly facts: DatabaseFacts;
  readonly stack: Stack;
}

/** A database whose users Teleport creates. */
export interface WithCreatedUsers {
  readonly label: string;
  /** Undefined if only the deployment knows. */
  readonly adminUser: string | undefined;
  readonly protocol: string | undefined;
  /** Whether a value is this database, or a pattern that takes it in. */
  isIn(opened: Opened): boolean;
  /** Whether a policy that discovers databases of this type leaves this one out, by its tags. */
  isLeftOut(declaration: Declaration): boolean;
}

/** A database that is registered with an admin user. */
export function registeredWithAdmin(opened: Opened): WithCreatedUsers[] {
  const { facts, stack } = opened;
  const { label, types, registration, engine, assumedRole } = facts;
  const adminUser = adminUserIn(facts);
  return adminUser === undefined ? [] : [{
    label,
    adminUser,
    protocol: registration?.protocol ?? (engine && protocolOfEngine(engine)),
    isIn: (other) => other.facts.assumedRole === assumedRole
      && types.every((type) => other.facts.types.includes(type) && takesIn(nameAt(type, other.facts), nameAt(type, facts)))
      && (facts.regions ?? [stack.region]).every((region) => isIn(other, region)),
    isLeftOut: () => false,
  }];
}

/** The databases of the app whose tags name an admin user, as `TeleportReadyDatabases` gives them. */
export function taggedWithAdmin(constructs: readonly IConstruct[]): WithCreatedUsers[] {
  return constructs.filter(CfnResource.isCfnResource).flatMap((resource) => {
    const kind = typeOfResource(resource.cfnResourceType);
    return kind === undefined || CATALOGUE[kind].users.createdIn === undefined ? [] : tagged(resource, kind);
  });
}

function tagged(resource: CfnResource, kind: DatabaseKind): WithCreatedUsers[] {
  const tags = writtenTags(resource);
  const admin = tags.find(({ Key }) => Key === ADMIN_LABEL)?.Value;
  const instance = isResource<rds.CfnDBInstance>(resource, 'AWS::RDS::DBInstance') ? resource : undefined;
  if (admin === undefined || instance?.dbClusterIdentifier !== undefined) { // those of a cluster are created in the cluster
    return [];
  }
  const engine = instance === undefined ? writtenProperties(resource).Engine : engineOfInstance(instance);
  const { region, account } = Stack.of(resource);
  const { scope } = resource.node;
  return [{
    label: (scope?.node.defaultChild === resource ? scope : resource).node.path,
    adminUser: typeof admin === 'string' ? admin : undefined,
    protocol: typeof engine === 'string' ? protocolOfEngine(engine) : undefined,
    isIn: (opened) => opened.facts.assumedRole === undefined && (opened.facts.isPattern === true
      ? opened.facts.types.includes(kind) && isIn(opened, region) && !isAnotherAccount(account, opened.stack.account)
      : opened.facts.construct !== undefined && [opened.facts.construct, opened.facts.construct.node.defaultChild].includes(resource)),
    isLeftOut: ({ databaseTypes = [], databaseTags = {} }) => databaseTypes.some((type) => type === kind)
      && Object.entries(databaseTags).some(([key, values]) => key !== '*' && !values.includes('*')
        && !tags.some(({ Key, Value }) => Key === key && (typeof Value !== 'string' || values.some((one) => matches(one, Value))))),
  }];
}

const nameAt = (type: DatabaseKind, { names }: DatabaseFacts): string | undefined => {
  const { name } = CATALOGUE[type].value;
  return name && names[name]?.[0];
};

const takesIn = (name: string | undefined, other: string | undefined): boolean => name === '*' || name === other;

const isIn = ({ facts: { regions }, stack }: Opened, region: string): boolean =>
  [region, '*'].some((one) => (regions ?? [stack.region]).includes(one));
