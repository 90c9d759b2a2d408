import { NameKind } from '../aws/name-rules';

export interface EndpointOfType {
  /** What Teleport wants in front of the host. */
  readonly scheme: string;
  /** The usual ports by protocol; undefined if the host tells the port. */
  readonly ports: { readonly [protocol: string]: string } | undefined;
  /** Whose endpoints they are. */
  readonly givenBy: string;
  /** Those that it gives, `region` or `short` region included. In China, the region follows the service. */
  readonly patterns: readonly RegExp[];
  readonly example: string;
  /** Teleport tells the type by the endpoint alone: it would take a custom host name for an RDS database. */
  readonly isOnlySign: boolean;
  /** Endpoints that somebody added to a database; undefined if AWS has none whose certificate names another host. */
  readonly added: AddedEndpoint | undefined;
}

/** An endpoint that shows the certificate of the usual endpoint of its database. */
export interface AddedEndpoint {
  readonly pattern: RegExp;
  /** What CloudFormation calls it. */
  readonly resource: string;
  /** The usual endpoint, from this one and the name of the database; undefined if they do not tell it. */
  readonly usual: ((host: string, name: string) => string) | undefined;
  /** The protocols for which Teleport takes only the usual endpoint. */
  readonly notFor: readonly string[];
}

export interface HostOfType {
  /** The labels of its services in a host name of AWS. */
  readonly services: readonly string[];
  /** What the labels before the region and the service say; undefined if they are those of another type. */
  readonly read: (labels: readonly string[]) => DatabaseInHost | undefined;
}

export interface DatabaseInHost {
  readonly id?: string;
  readonly account?: string;
}

export interface ResourceOfType {
  readonly type: string;
  /** The property of its construct that holds AWS's name for the database. */
  readonly name: string;
  /** Properties, and the values with which AWS has no IAM authentication. What is left out or a parameter is unknown. */
  readonly obstacles: { readonly [property: string]: (value: unknown) => boolean };
}

/** How an app declares a database of the type. */
export interface ValueOfType {
  /** The class. Several types may share it. */
  readonly class: string;
  /** Its method for a database that the app does not define. */
  readonly byName: string;
  /** What that method takes first; undefined if AWS has one such database for each account and region. */
  readonly name: NameKind | undefined;
  /** Its method for a construct, and what that takes first. */
  readonly byConstruct: { readonly method: string; readonly parameter: string } | undefined;
}
