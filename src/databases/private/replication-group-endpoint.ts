import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { Endpoint } from './database-facts';
import { endpointAt } from './database-location';

/** With cluster mode on, only a configuration endpoint exists. With it off, only a primary endpoint does. */
export function endpointOf(group: elasticache.CfnReplicationGroup): Endpoint {
  const { clusterMode, numNodeGroups = 1, cacheParameterGroupName = '' } = group;
  const isClustered = clusterMode === 'enabled' || numNodeGroups > 1 || /\.cluster\.on$/.test(cacheParameterGroupName);
  return isClustered
    ? endpointAt(group.attrConfigurationEndPointAddress, group.attrConfigurationEndPointPort)
    : endpointAt(group.attrPrimaryEndPointAddress, group.attrPrimaryEndPointPort);
}
