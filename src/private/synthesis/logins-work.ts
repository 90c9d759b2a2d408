import { CfnResource, Stack } from 'aws-cdk-lib';
import type * as rds from 'aws-cdk-lib/aws-rds';
import { IConstruct } from 'constructs';
import { SynthesisRule, warningsOn } from './synthesis-rule';
import { iamAuthenticationDisabled, iamAuthenticationOfCache } from '../checks/warnings/databases';
import { proxyRefusesIam } from '../tokens/iam-of-proxy';
import { isResource } from '../tokens/resource-type';
import { writtenProperties, writtenProperty } from '../tokens/written-property';
import { CATALOGUE, typeOfResource } from '../types';
import { isOff } from '../types/caches';

/** A database of the app whose users log in by IAM takes IAM authentication. Known at synthesis: CDK's own grants may still turn it on. */
export const loginsWork: SynthesisRule = (app) => app.each('policy', ({ content: { constructs } }, scope) => warningsOn(scope, [
  ...constructs.filter(lacksIamAuthentication).map(({ node }) => iamAuthenticationDisabled(node.path)),
  ...constructs.flatMap((cache) => {
    const obstacles = obstaclesIn(cache);
    return obstacles.length === 0 ? [] : [iamAuthenticationOfCache(cache.node.path, obstacles)];
  }),
]));

/** Whether the app defines the database, and without IAM authentication. */
export function lacksIamAuthentication(database: IConstruct): boolean {
  const resource = database.node.defaultChild;
  if (isResource<rds.CfnDBInstance>(resource, 'AWS::RDS::DBInstance') || isResource<rds.CfnDBCluster>(resource, 'AWS::RDS::DBCluster')) {
    return isIamOff(resource);
  }
  if (isResource<rds.CfnDBProxy>(resource, 'AWS::RDS::DBProxy')) {
    return proxyRefusesIam(resource);
  }
  return false;
}

/** Whether an instance or cluster has it off, or leaves it out. What only the deployment knows, such as a parameter, may turn it on. */
export function isIamOff(resource: rds.CfnDBInstance | rds.CfnDBCluster): boolean {
  const written = writtenProperty(resource, 'EnableIAMDatabaseAuthentication', resource.enableIamDatabaseAuthentication);
  return isOff(Stack.of(resource).resolve(written) ?? false);
}

/** What keeps the users of a cache from IAM authentication, such as `EngineVersion 6.2`. */
export function obstaclesIn(cache: IConstruct): string[] {
  const type = CfnResource.isCfnResource(cache) ? typeOfResource(cache.cfnResourceType) : undefined;
  const rules = Object.entries(type === undefined ? {} : CATALOGUE[type].resource?.obstacles ?? {});
  const written = CfnResource.isCfnResource(cache) && rules.length > 0 ? writtenProperties(cache) : {};
  return rules.filter(([property, isObstacle]) => isObstacle(written[property]))
    .map(([property]) => `${property} ${String(written[property])}`);
}
