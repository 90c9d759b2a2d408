import { Arn, ArnFormat } from 'aws-cdk-lib';
import type * as rds from 'aws-cdk-lib/aws-rds';
import { checkConstruct, checkImported, checkResource } from './check-construct';
import { accordingTo, DatabaseWhere, endpointAt, whereIs } from './database-location';
import { checkName } from '../../private/checks/check-names';
import { invalid, verbatim } from '../../private/checks/invalid';
import { engineOfInstance } from '../../private/tokens/engine-of-instance';
import { isResource } from '../../private/tokens/resource-type';
import { lacksIam } from '../../private/types/rds-family';
import { DatabaseType } from '../database-type';

/** An RDS database as its construct describes it. */
interface RdsConstruct {
  readonly resourceId: string;
  readonly where: DatabaseWhere;
}

/** The resource ID from `fromLookup()` until the CLI has looked it up and synthesizes the app again. */
const NOT_LOOKED_UP = 'TESTID';

const INSTANCE = 'an RDS instance such as an rds.DatabaseInstance';
const CLUSTER = 'an Aurora cluster such as an rds.DatabaseCluster';
const PROXY = 'an RDS Proxy such as an rds.DatabaseProxy';
const BY_ID = 'use RdsDatabase.fromResourceId()';

export function instanceOf(instance: rds.IDatabaseInstance): RdsConstruct {
  checkConstruct('instance', instance, INSTANCE, `${BY_ID} with its 'attrDbiResourceId'`);
  checkResource('instance', instance, INSTANCE, DatabaseType.RDS);
  checkImported('instance', instance, INSTANCE, 'instanceIdentifier');
  const resource = resourceOf(instance);
  // CDK gives the ARN of a read replica, unless a feature flag is set
  const instanceResourceId = resource?.attrDbiResourceId ?? instance.instanceResourceId;
  if (instanceResourceId === undefined) {
    throw invalid('instance', 'be imported with the \'instanceResourceId\' (db-...) that IAM knows it by', instance, `add it, or ${BY_ID}`);
  }
  const engine = instance.engine?.engineType ?? (resource && engineOfInstance(resource));
  if (engine !== undefined && lacksIam(engine)) {
    throw invalid('instance', 'have an engine with IAM authentication: PostgreSQL, MySQL or MariaDB',
      verbatim(`${instance.node.path}, ${engine}`),
      'register it by hand, and let Teleport read its metadata with DatabaseType.RDS in \'databaseTypes\'');
  }
  return {
    resourceId: checkId('db', 'instanceResourceId', instanceResourceId),
    where: {
      ...whereIs(instance, () => endpointAt(instance.dbInstanceEndpointAddress, instance.dbInstanceEndpointPort), engine),
      modifiable: { dbInstanceIdentifier: [instance.instanceIdentifier] },
    },
  };
}

const checkId = (prefix: string, prop: string, id: string): string =>
  id === NOT_LOOKED_UP ? `${prefix}-${NOT_LOOKED_UP}` : checkName('resourceId', prop, id);

/** What the app defines. */
function resourceOf({ node: { defaultChild: resource } }: rds.IDatabaseInstance): rds.CfnDBInstance | undefined {
  return isResource<rds.CfnDBInstance>(resource, 'AWS::RDS::DBInstance') ? resource : undefined;
}

export function clusterOf(cluster: rds.IDatabaseCluster): RdsConstruct {
  checkConstruct('cluster', cluster, CLUSTER, `${BY_ID} with its 'attrDbClusterResourceId'`);
  checkResource('cluster', cluster, CLUSTER, DatabaseType.AURORA);
  checkImported('cluster', cluster, CLUSTER, 'grantDataApiAccess');
  if (lacksResourceId(cluster)) {
    throw invalid('cluster', 'be imported with the \'clusterResourceIdentifier\' (cluster-...) that IAM knows it by', cluster,
      `add it, or ${BY_ID}`);
  }
  return {
    resourceId: checkId('cluster', 'clusterResourceIdentifier', cluster.clusterResourceIdentifier),
    where: {
      ...whereIs(cluster, () => endpointAt(cluster.clusterEndpoint.hostname, cluster.clusterEndpoint.port), cluster.engine?.engineType),
      modifiable: { dbClusterIdentifier: [cluster.clusterIdentifier] },
    },
  };
}

/** The public attribute of an import without it throws an error of CDK, so this reads the private one. */
function lacksResourceId(cluster: rds.IDatabaseCluster): boolean {
  return '_clusterResourceIdentifier' in cluster && !cluster._clusterResourceIdentifier;
}

export function proxyOf(proxy: rds.IDatabaseProxy): RdsConstruct {
  checkConstruct('proxy', proxy, PROXY, `${BY_ID} with the last part of its 'attrDbProxyArn'`);
  checkResource('proxy', proxy, PROXY, DatabaseType.RDS_PROXY);
  checkImported('proxy', proxy, PROXY, 'dbProxyArn');
  const { resourceName = '' } = Arn.split(proxy.dbProxyArn, ArnFormat.COLON_RESOURCE_NAME);
  const where = whereIs(proxy, () => ({ host: proxy.endpoint }), engineOf(proxy));
  return { resourceId: checkName('resourceId', 'dbProxyArn', resourceName), where: { ...where, ...accordingTo(proxy, proxy.dbProxyArn) } };
}

/** The protocol of the proxy, if the app defines it. */
function engineOf({ node }: rds.IDatabaseProxy): string | undefined {
  const { defaultChild: resource } = node;
  return isResource<rds.CfnDBProxy>(resource, 'AWS::RDS::DBProxy') ? resource.engineFamily.toLowerCase() : undefined;
}
