import { Resource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import type { DatabaseKind } from './catalogue';
import { Names } from './catalogue/operation';
import { checkRegion, checkRegions } from './checks';
import type { AssumedRole } from '../assumed-role';

/** What the library knows of a database value, whatever its class. */
export interface DatabaseFacts {
  /** What messages call it. */
  readonly label: string;
  /** The types that the database may be of: one, or several for a pattern. */
  readonly types: readonly DatabaseKind[];
  /** What fills the ARNs of the catalogue. */
  readonly names: Names;
  /** Absent: the region of the stack that connects. */
  readonly regions?: string[];
  /** Of a database that comes from a construct. */
  readonly account?: string;
  /** The construct, if there is one. */
  readonly construct?: IConstruct;
  /** The role that reaches the database, instead of the agent. */
  readonly assumedRole?: AssumedRole;
  /** The database users that are roles. */
  readonly roleUsers?: readonly AssumedRole[];
}

/** Where a database is. */
export type DatabaseWhere = Pick<DatabaseFacts, 'regions' | 'account' | 'construct'>;

/** Where a database is that the app does not define. */
export function inRegion(region: string | undefined): DatabaseWhere {
  return { regions: region === undefined ? undefined : [checkRegion('region', region)] };
}

/** Where the databases of a pattern are. */
export function inRegions(regions: string[] | undefined): DatabaseWhere {
  return { regions: regions === undefined ? undefined : checkRegions('regions', regions) };
}

/** Where an L1 or L2 construct is. */
export function whereIs(construct: IConstruct): DatabaseWhere {
  const { region, account } = Resource.isResource(construct) ? construct.env : Stack.of(construct);
  return { regions: [region], account, construct };
}
