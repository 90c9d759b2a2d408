import { IResolveContext, Lazy, TagManager } from 'aws-cdk-lib';
import type * as rds from 'aws-cdk-lib/aws-rds';
import { IConstruct } from 'constructs';
import type { ReadyDatabasesProps } from './check-ready-databases';
import { RULES_OF_TELEPORT } from './text-rules';
import { ADMIN_LABEL } from '../../databases/private/admin-user';
import type { TextRule } from '../aws/name-rules';
import { iamAuthenticationDisabled } from '../checks/warnings/databases';
import { warn } from '../checks/warnings/warning';
import { checkAtSynthesis, checkTextAtSynthesis } from '../synthesis/check-at-synthesis';
import { isIamOff } from '../synthesis/logins-work';
import { engineOfInstance } from '../tokens/engine-of-instance';
import { areEntriesUnknown, withIam } from '../tokens/iam-of-proxy';
import { isResource } from '../tokens/resource-type';
import { CATALOGUE, typeOfResource } from '../types';
import { lacksIam } from '../types/rds-family';
import { TypeOfDatabase } from '../types/type';

const ADMIN_DATABASE = 'teleport.dev/db-admin-default-database';
const RULE_OF: { readonly [tag: string]: TextRule } = {
  [ADMIN_LABEL]: RULES_OF_TELEPORT.adminUserInTag, [ADMIN_DATABASE]: RULES_OF_TELEPORT.adminDatabaseInTag,
};

const typeOf = (construct: IConstruct): TypeOfDatabase | undefined => {
  const kind = 'cfnResourceType' in construct ? typeOfResource(String(construct.cfnResourceType)) : undefined;
  return kind && CATALOGUE[kind];
};

export const isDiscoverable = (construct: IConstruct): boolean => typeOf(construct)?.teleport.matcher !== undefined;

export function prepare(construct: IConstruct, props: ReadyDatabasesProps): void {
  tag(construct, props);
  if (props.iamAuthentication ?? true) {
    enableIamAuthentication(construct);
  }
  if (props.iamAuthenticationOfProxies && isResource<rds.CfnDBProxy>(construct, 'AWS::RDS::DBProxy')) {
    takeIam(construct);
  }
}

/** What takes IAM logins already stays as it is: no client is cut off for nothing. */
function takeIam(proxy: rds.CfnDBProxy): void {
  const { auth, requireTls } = proxy;
  if (areEntriesUnknown(proxy)) {
    warn(proxy, iamAuthenticationDisabled(proxy.node.path));
  }
  const changed = (entry: object, index: number, context: IResolveContext): object =>
    withIam(proxy, entry, index, (value) => context.resolve(value));
  proxy.auth = Lazy.uncachedAny({
    produce: (context) => {
      const entries: unknown = context.resolve(auth);
      return Array.isArray(entries) ? entries.map((entry: object, index) => changed(entry, index, context)) : entries;
    },
  });
  proxy.requireTls = Lazy.uncachedAny({ // AWS refuses IAM authentication without it
    produce: (context) => {
      const entries: unknown = context.resolve(auth);
      const isChanged = Array.isArray(entries) && entries.some((entry: object, index) => changed(entry, index, context) !== entry);
      return isChanged || context.resolve(requireTls);
    },
  });
}

function tag(construct: IConstruct, { tags = {}, adminUser, adminDefaultDatabase }: ReadyDatabasesProps): void {
  const admin = typeOf(construct)?.users.createdIn !== undefined
    ? { [ADMIN_LABEL]: adminUser, [ADMIN_DATABASE]: adminDefaultDatabase }
    : {};
  for (const [key, value] of Object.entries({ ...tags, ...admin })) {
    if (value !== undefined) {
      TagManager.of(construct)?.setTag(key, value);
      checkAtSynthesis(construct, 'tag', { key, value });
      checkTextAtSynthesis(construct, RULE_OF[key] ?? RULES_OF_TELEPORT.tagOfDatabase, value);
    }
  }
}

function enableIamAuthentication(construct: IConstruct): void {
  if (isProvisionedCluster(construct)) {
    construct.enableIamDatabaseAuthentication = true;
  } else if (isFreeInstance(construct)) {
    const engine = engineOfInstance(construct);
    if (engine !== undefined && !lacksIam(engine)) {
      construct.enableIamDatabaseAuthentication = true;
    }
    if (engine === undefined && isIamOff(construct)) { // it may be one that AWS refuses it for
      warn(construct, iamAuthenticationDisabled(construct.node.path));
    }
  }
}

/** Instances of a cluster have the authentication of the cluster, and refuse one of their own. */
const isFreeInstance = (construct: IConstruct): construct is rds.CfnDBInstance =>
  isResource<rds.CfnDBInstance>(construct, 'AWS::RDS::DBInstance') && construct.dbClusterIdentifier === undefined;

const isProvisionedCluster = (construct: IConstruct): construct is rds.CfnDBCluster =>
  isResource<rds.CfnDBCluster>(construct, 'AWS::RDS::DBCluster') && construct.engineMode !== 'serverless';
