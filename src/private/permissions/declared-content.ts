import { Stack } from 'aws-cdk-lib';
import { adviceOn, onUncomparedDatabases } from './advice';
import { assume } from './assume-roles';
import { checkDeclaration } from './check-declaration';
import { checkKeys } from './check-keys';
import { connect } from './connect';
import { Declaration, rolesOf, storesOf } from './declaration';
import { discover, discoverInBoundary, Discovery, withoutRedundant } from './discover';
import { onIgnoredOptions, onIgnoredPairs } from './ignored-options';
import { modifiedDatabases } from './modified-databases';
import { PolicyContent } from './policy-content';
import { managedSecrets } from './secrets';
import { grantableLogins, isGrantableIn, withoutLogins } from './self-grant';
import { TeleportDatabase } from '../../databases/database';
import { SelfGrant } from '../../policies/self-grant';
import { checkList, checkMade } from '../checks/check-lists';
import { checkScope } from '../checks/check-place';
import { checkPartition, checkRegions } from '../checks/check-regions';
import { checkTags } from '../checks/check-tags';
import { Maker } from '../checks/makers';
import type { ClassOf } from '../checks/second-copy';
import { ArnScope, arnScopeOf } from '../tokens/arn-scope';

/** Everything that is declared. */
export function contentOf(stack: Stack, declaration: Declaration): PolicyContent {
  const { databases = [], assumedRoles = [], asDocumented = false } = declaration;
  checkScope(stack);
  checkDeclaration(declaration);
  const discovery = discoveryOf(stack, declaration);
  const { scope, manageUsersOf } = discovery;
  const stores = storesOf(declaration);
  const keys = { keys: stores.flatMap(({ encryptionKey }) => encryptionKey ?? []), regions: scope.regions.map(({ text }) => text) };
  const advice = [...checkKeys(stack, keys), ...adviceOn(stack, declaration)];
  const discovered = discover(discovery);
  const rest = [...managedSecrets(scope, manageUsersOf, stores, asDocumented), ...assume(stack, 'assumedRoles', assumedRoles)];
  const modified = new Set(modifiedDatabases(declaration));
  const registered = (some: readonly TeleportDatabase[]) => connect(stack, some, { asDocumented, withMetadata: true, modified });
  const ofDatabases = registered(databases);
  const isGrantable = ({ _facts }: TeleportDatabase) => isGrantableIn(discovery, _facts);
  const inBoundary = () => [ // not one by one: values of one Redshift cluster narrow each other
    ...registered(databases.filter((database) => !isGrantable(database))),
    ...withoutLogins(registered(databases.filter(isGrantable))),
  ];
  return {
    declaration,
    fixed: [...discovered, ...rest],
    perDatabase: withoutRedundant(discovered, ofDatabases),
    boundary: declaration.selfGrant !== SelfGrant.BOUNDED ? undefined : {
      fixed: [...discoverInBoundary(discovery), ...rest],
      perDatabase: [...withoutRedundant(discovered, inBoundary()), ...grantableLogins(discovery)],
    },
    warnings: [...advice, ...onIgnoredOptions(declaration, ofDatabases)],
    keys,
    constructs: constructsOf(databases),
    assumedRoles: [...assumedRoles, ...rolesOf(databases)],
  };
}

/** A connect policy: what lets Teleport log in to databases of one class, and nothing that it reads. */
export function connectContentOf(
  stack: Stack, declaration: Declaration, type: ClassOf<TeleportDatabase>, maker: Maker,
): PolicyContent {
  const { databases, asDocumented = false } = declaration;
  checkScope(stack);
  const given = checkList('databases', databases ?? [], 'name the databases that Teleport connects to');
  const checked = checkMade('databases', given, type, maker);
  const connecting = connect(stack, checked, { asDocumented, withMetadata: false });
  return {
    declaration: { databases: checked, asDocumented },
    fixed: [],
    perDatabase: connecting,
    warnings: [...onUncomparedDatabases(stack, checked), ...onIgnoredPairs({ asDocumented }, connecting)],
    constructs: constructsOf(checked),
    assumedRoles: rolesOf(checked),
  };
}

function discoveryOf(stack: Stack, declaration: Declaration): Discovery {
  const { databaseTypes = [], manageUsersOf = [], assumedRoles = [], selfGrant, databaseTags } = declaration;
  const { allowDatabaseModification = false, asDocumented = false } = declaration;
  return {
    scope: scopeOf(stack, declaration),
    ownRegion: stack.region,
    databaseTypes,
    manageUsersOf,
    allowDatabaseModification,
    asDocumented,
    databaseTags: checkTags('databaseTags', databaseTags ?? { '*': ['*'] }),
    grantsItself: selfGrant !== undefined,
    assumesRoles: assumedRoles.length > 0,
  };
}

function scopeOf(stack: Stack, { regions, asDocumented }: Declaration): ArnScope {
  checkPartition('regions', regions === undefined ? [] : checkRegions('regions', regions), stack.region);
  return arnScopeOf(stack, asDocumented ? ['*'] : regions);
}

/** Those with users who log in by IAM. */
const constructsOf = (databases: readonly TeleportDatabase[]) => databases
  .flatMap(({ _facts: { construct, databaseUsers } }) => construct === undefined || databaseUsers === undefined ? [] : [construct]);
