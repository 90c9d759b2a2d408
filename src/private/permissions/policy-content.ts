import { Stack, Token } from 'aws-cdk-lib';
import { assume } from './assume-roles';
import { CATALOGUE } from '../catalogue/index';
import { checkFlag, checkList, checkMade, checkPartition, checkRegions, checkTags, partitionOf } from '../checks/checks';
import { connect, rolesOf } from './connect';
import { besidesGrantable, bounds, canGrantItself, discover, Discovery, grantable } from './discover';
import { checkKeys, keepPasswords } from './manage-users';
import { Permission } from './permission';
import { ArnScope, arnScopeOf } from '../aws/arn-scope';
import { PolicyContent } from '../policies/policy-base';
import { Warning } from '../checks/warnings';
import { AssumedRole } from '../../assumed-role';
import { TeleportDatabase } from '../../databases/database';
import { DatabaseType } from '../../database-type';
import { SecretStore } from '../../secret-store';
import { SelfGrant } from '../../self-grant';

/** What can be asked of a construct that looks for databases or manages users. */
export interface Declaration {
  readonly regions?: string[];
  readonly databaseTypes?: DatabaseType[];
  readonly databaseTags?: { [key: string]: string[] };
  readonly allowDatabaseModification?: boolean;
  readonly manageUsersOf?: DatabaseType[];
  readonly secretStores?: SecretStore[];
  readonly databases?: TeleportDatabase[];
  readonly assumedRoles?: AssumedRole[];
  readonly selfGrant?: SelfGrant;
  readonly asDocumented?: boolean;
}

/** Everything that is asked for, in the order of Teleport's reference; what grows comes last. */
export function agent(stack: Stack, declaration: Declaration): PolicyContent {
  const {
    databaseTypes = [], manageUsersOf = [], databases = [], assumedRoles = [], asDocumented = false, allowDatabaseModification = false,
  } = declaration;
  const place = placeAsked(stack, declaration);
  const discovery: Discovery = {
    place,
    ownRegion: stack.region,
    databaseTypes,
    manageUsersOf,
    allowDatabaseModification,
    asDocumented,
    databaseTags: checkTags('databaseTags', declaration.databaseTags ?? { '*': ['*'] }),
    selfGrant: declaration.selfGrant !== undefined,
  };
  checkAsked(discovery, declaration);
  const stores = storesOf(declaration);
  const warnings = checkKeys(stack, place, stores);
  const discovered = discover(discovery);
  const registered = (some: readonly TeleportDatabase[]) => connect(stack, some, { asDocumented, withMetadata: true });
  const rest = [...keepPasswords(place, manageUsersOf, stores, asDocumented), ...assume(stack, assumedRoles, asDocumented)];
  return {
    declaration,
    permissions: [...discovered, ...rest],
    databases: unlessDiscovered(discovered, registered(databases)),
    selfGrant: declaration.selfGrant,
    boundary: declaration.selfGrant !== SelfGrant.BOUNDED ? undefined : {
      permissions: [...bounds(discovery), ...rest],
      databases: [
        ...unlessDiscovered(discovered, databases.flatMap((database) => besidesGrantable(discovery, database._facts, registered([database])))),
        ...grantable(discovery),
      ],
    },
    warnings: [...warnings, ...ignored(declaration), ...missing(stack, declaration)],
    constructs: databases.flatMap(({ _facts: { construct } }) => construct ?? []),
    assumedRoles: [...assumedRoles, ...rolesOf(databases)],
  };
}

function placeAsked(stack: Stack, { regions, asDocumented }: Declaration): ArnScope {
  checkPartition('regions', regions === undefined ? [] : checkRegions('regions', regions), stack.region);
  return arnScopeOf(stack, asDocumented ? ['*'] : regions);
}

/** Registered databases use the stores that are declared for them, discovered ones always the default. */
export function storesOf({ databaseTypes = [], manageUsersOf = [], secretStores }: Declaration): SecretStore[] {
  const usesDefault = manageUsersOf.length > 0 && (secretStores === undefined || manageUsersOf.some((type) => databaseTypes.includes(type)));
  return [...usesDefault ? [SecretStore.DEFAULT] : [], ...secretStores ?? []];
}

/** What would have no effect is refused: it would not be what the user meant. */
function checkAsked({ databaseTypes, manageUsersOf, allowDatabaseModification }: Discovery, asked: Declaration): void {
  for (const prop of ['databaseTypes', 'manageUsersOf', 'secretStores', 'databases', 'assumedRoles'] as const) {
    const list: unknown[] | undefined = asked[prop];
    if (list !== undefined) {
      checkList(prop, list, 'leave it out if there is none');
    }
  }
  checkMade('secretStores', asked.secretStores ?? [], (store) => store instanceof SecretStore, 'SecretStore.of()');
  checkTypes('databaseTypes', databaseTypes, () => true);
  checkManaged('manageUsersOf', manageUsersOf);
  checkFlag('allowDatabaseModification', allowDatabaseModification);
  if (allowDatabaseModification && !databaseTypes.some((type) => CATALOGUE[type].modify !== undefined)) {
    throw new Error(`'allowDatabaseModification' has no effect for ${shown(databaseTypes)}: Teleport modifies ${supporting((type) => CATALOGUE[type].modify !== undefined)}; leave it out`);
  }
  if (asked.selfGrant !== undefined && !Object.values(SelfGrant).includes(asked.selfGrant)) {
    throw new Error(`'selfGrant' has to be SelfGrant.BOUNDED or SelfGrant.UNBOUNDED, got ${JSON.stringify(asked.selfGrant)}; leave it out for none`);
  }
  if (asked.selfGrant !== undefined && !databaseTypes.some(canGrantItself)) {
    throw new Error(`'selfGrant' has no effect for ${shown(databaseTypes)}: Teleport grants itself access to what it discovers of `
      + `${supporting(canGrantItself)}; leave it out`);
  }
  if (asked.databaseTags !== undefined && databaseTypes.length === 0) {
    throw new Error('\'databaseTags\' has no effect without \'databaseTypes\': they are the tags of what Teleport discovers; leave it out');
  }
  if (asked.regions !== undefined && databaseTypes.length === 0 && manageUsersOf.length === 0 && asked.secretStores === undefined) {
    throw new Error('\'regions\' has no effect without \'databaseTypes\', \'manageUsersOf\' or \'secretStores\': each of \'databases\' says where it is; leave it out');
  }
}

/** Types of which Teleport manages users, whatever the prop that names them is called. */
export function checkManaged(prop: string, types: readonly DatabaseType[]): void {
  checkTypes(prop, types, (type) => CATALOGUE[type].manageUsers !== undefined);
}

function checkTypes(prop: string, types: readonly DatabaseType[], supported: (type: DatabaseType) => boolean): void {
  const wrong = types.find((type) => !Object.values(DatabaseType).includes(type) || !supported(type));
  if (wrong !== undefined) {
    throw new Error(`'${prop}' has to name types among ${supporting(supported)}, got ${JSON.stringify(wrong)}`);
  }
}

const shown = (types: readonly DatabaseType[]) => types.length === 0 ? 'no \'databaseTypes\'' : types.join(', ');
const supporting = (supported: (type: DatabaseType) => boolean) => Object.values(DatabaseType).filter(supported).join(', ');

/** Lists that discovery may read already need not be allowed once more. */
function unlessDiscovered(discovered: readonly Permission[], permissions: readonly Permission[]): Permission[] {
  return permissions.filter((permission) => !isList(permission) || !discovered.some((other) => isList(other)
    && permission.actions.every((action) => other.actions.includes(action))
    && regionsOf(permission).every((region) => regionsOf(other).includes('*') || regionsOf(other).includes(region))));
}

const isList = ({ resources }: Permission) => resources[0].text === '*';
const regionsOf = ({ conditions }: Permission) => conditions?.StringEquals['aws:RequestedRegion'].map(({ text }) => text) ?? ['*'];

function ignored({ asDocumented, regions, databaseTags }: Declaration): Warning[] {
  const props = Object.entries({ regions, databaseTags }).flatMap(([prop, value]) => value === undefined ? [] : [`'${prop}'`]);
  return asDocumented && props.length > 0
    ? [{ id: 'ignoredAsDocumented', message: `'asDocumented' writes Teleport's documentation to the letter, which knows no ${props.join(' and no ')}: the policy holds in all regions and for all tags` }]
    : [];
}

/** Services that the partition of the stack does not have. */
function missing({ region }: Stack, { databaseTypes = [], manageUsersOf = [], databases = [] }: Declaration): Warning[] {
  const partition = Token.isUnresolved(region) ? undefined : partitionOf(region);
  const kinds = new Set([...databaseTypes, ...manageUsersOf, ...databases.flatMap(({ _facts: { types } }) => types)]);
  const absent = [...kinds].filter((kind) => partition !== undefined && CATALOGUE[kind].missingIn?.includes(partition));
  return absent.length === 0
    ? []
    : [{ id: 'notInPartition', message: `AWS has no ${absent.join(', ')} in the partition ${partition}, so that these statements allow nothing; leave it out` }];
}
