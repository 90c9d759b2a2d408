import { Era, Names, Operation } from './operation';
import { EndpointOfType, HostOfType, ResourceOfType, ValueOfType } from './places';
import { NameKind } from '../aws/name-rules';

/** All that is true of one type of database. A page has every field, or says `undefined`, so the compiler asks a new type for each. */
export interface TypeOfDatabase {
  /** What people call it: its heading in `docs/permissions.md`. */
  readonly title: string;
  /** Where Teleport documents it. */
  readonly docs: string;
  /** What its table in `docs/permissions.md` does not say, in Markdown. */
  readonly notes: string;
  /** The first era whose documentation or tools have the type; undefined for all. */
  readonly since: Era | undefined;
  /** The partitions in which AWS does not offer it. */
  readonly missingIn: readonly string[];
  readonly operations: OperationsOfType;
  readonly users: UsersOfType;
  readonly teleport: InTeleport;
  /** How the endpoint that a registration names must look; undefined if there is none to name. */
  readonly endpoint: EndpointOfType | undefined;
  /** What AWS's host names say of a database; undefined if none tells the type. */
  readonly host: HostOfType | undefined;
  /** What CloudFormation calls it; undefined if it has no resource for one database. */
  readonly resource: ResourceOfType | undefined;
  readonly value: ValueOfType;
}

/** What Teleport does with the databases of a type, by purpose. */
export interface OperationsOfType {
  /** Finds the databases and reads what Teleport shows of them. */
  readonly discover: readonly Operation[] | undefined;
  /** Turns on IAM authentication of discovered databases. */
  readonly modify: readonly Operation[] | undefined;
  /** Turns it on for a registered database. */
  readonly modifyRegistered: readonly Operation[] | undefined;
  /** Reads what Teleport needs to know about a registered database. */
  readonly metadata: readonly Operation[] | undefined;
  /** Logs in, as the agent itself. */
  readonly connect: readonly Operation[] | undefined;
  /** Manages the passwords of users that are tagged for Teleport. */
  readonly manageUsers: readonly Operation[] | undefined;
}

export interface UsersOfType {
  /** Which users are roles that Teleport assumes: a login as one needs nothing else. */
  readonly areRoles: 'all' | 'some' | 'none';
  /** What AWS takes as the name of a user; undefined if all are roles. */
  readonly name: NameKind | undefined;
  /** What AWS takes as the name of a database inside the server, where IAM names those that a user may open. */
  readonly databaseName: NameKind | undefined;
  /** The names that match every database of the type and all its users: what Teleport can grant itself. */
  readonly every: Names | undefined;
  /** The service in the names of the secrets that hold the passwords of managed users. */
  readonly secretService: string | undefined;
  /** Completes "Teleport creates users of ...", where an admin user does. */
  readonly createdIn: string | undefined;
}

/** What Teleport's own files and resources say of the type. */
export interface InTeleport {
  /** Its name in the `types` of a matcher; undefined if Teleport cannot discover it. */
  readonly matcher: string | undefined;
  /** The protocols that it may speak: one, unless the engine tells. */
  readonly protocols: readonly string[];
  /** The protocols with which Teleport logs in by Kerberos, so that it needs nothing of AWS but the metadata. */
  readonly withKerberos: readonly string[];
  /** Whether the protocol alone tells the type. */
  readonly isToldByProtocol: boolean;
  /** Whether Teleport takes a database in AWS with no other sign for one of this type. */
  readonly isAssumed: boolean;
  /** Whether a database of the type is in a region. */
  readonly isRegional: boolean;
  /** Whether Teleport gives discovered ones the label `vpc-id`: domains of OpenSearch only inside a VPC, Aurora only with an instance. */
  readonly hasVpcLabel: boolean;
  /** The address that Teleport itself uses, where there is no endpoint to name. */
  readonly address: ((region: string) => string) | undefined;
  /** What identifies a registered database; undefined if its place does. */
  readonly block: BlockOfType | undefined;
}

/** A block of a registration, such as `memorydb: { cluster_name }`. */
export interface BlockOfType {
  readonly name: string;
  /** Whether it is in `aws`, or beside it. */
  readonly isInAws: boolean;
  /** The key of what `value.name` names. */
  readonly key: string;
  /** Whether people know the database by that. */
  readonly isName: boolean;
  /** The keys that `teleport.yaml` takes: with any other key, the agent does not start. */
  readonly inYaml: readonly string[];
}
