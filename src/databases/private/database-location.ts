import { Resource, Stack, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { DatabaseFacts, Endpoint } from './database-facts';
import { checkPlace } from '../../private/checks/check-place';
import { checkRegion, checkRegions } from '../../private/checks/check-regions';
import { invalid, verbatim } from '../../private/checks/invalid';
import { knownArn } from '../../private/tokens/known-arn';
import { AssumedRole } from '../../roles/assumed-role';
import type { DatabaseRegionOptions, DatabaseRegionsOptions, TeleportDatabaseOptions } from '../database';

/** Where a database is. */
export type DatabaseWhere = Pick<DatabaseFacts,
  'regions' | 'account' | 'construct' | 'importedBy' | 'isPattern' | 'endpoint' | 'engine' | 'modifiable'>;

/** Where a database is that the app does not define. */
export function inRegion(options: DatabaseRegionOptions): DatabaseWhere {
  const { region } = options;
  return { regions: region === undefined ? undefined : [checkRegion('region', region)] };
}

/** Where the databases of a pattern are. */
export function inRegions(options: DatabaseRegionsOptions & TeleportDatabaseOptions): DatabaseWhere {
  const { regions, registration, assumedRole } = options;
  if (registration !== undefined) {
    throw invalid('registration', 'be used with a single database, because Teleport cannot register a pattern',
      registration.name ?? verbatim('one'), 'leave it out, and name the labels of the databases in \'resourceLabels\'');
  }
  if (assumedRole !== undefined) {
    throw invalid('assumedRole', 'be used with a single database, because a role opens what its own policy says',
      assumedRole instanceof AssumedRole ? verbatim(assumedRole._identity.label) : assumedRole,
      'leave it out, list the role in \'assumedRoles\' of TeleportDatabaseAccess, and give the pattern to the role\'s own policy');
  }
  return { regions: regions === undefined ? undefined : checkRegions('regions', regions), isPattern: true };
}

/** Where an L1 or L2 construct is, and how it is reached. */
export function whereIs(construct: IConstruct, endpoint: () => Endpoint, engine?: string): DatabaseWhere {
  const { region, account } = Resource.isResource(construct) ? construct.env : Stack.of(construct);
  checkPlace(construct.node.path, { region, account });
  return { regions: [region], account, construct, endpoint, engine };
}

/** The region and account in an ARN. CDK gives an imported construct those of the stack that imports it, even if its ARN has others. */
export function accordingTo({ node }: IConstruct, arn: string): DatabaseWhere {
  const { region, account } = knownArn(arn);
  return {
    ...region === undefined ? {} : inRegion({ region }),
    ...node.defaultChild === undefined ? { account, importedBy: arn } : {}, // one that the app defines is where its stack is
  };
}

/** An endpoint whose port may be a number that is a token. */
export function endpointAt(host: string, port: number | string): Endpoint {
  return { host, port: typeof port === 'number' ? Tokenization.stringifyNumber(port) : port };
}
