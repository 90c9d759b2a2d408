import { IConstruct } from 'constructs';
import { DatabaseType } from '../database-type';
import { Names } from './catalogue/operation';

/** What the library knows of a database value, whatever its class. */
export interface DatabaseFacts {
  /** What messages call it. */
  readonly label: string;
  /** The types that the database may be of: one, or several for a pattern. */
  readonly types: readonly DatabaseType[];
  /** What fills the ARNs of the catalogue. */
  readonly names: Names;
  /** Absent: the region of the stack that connects. */
  readonly regions?: string[];
  /** Of a database that comes from a construct. */
  readonly account?: string;
  /** The construct, if there is one. */
  readonly construct?: IConstruct;
}
