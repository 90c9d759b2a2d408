import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { checkLabels, Labels } from '../check-labels';
import { checkDatabaseName } from '../check-names';
import { Block, blockOf } from './database-block';
import { locationOf } from './database-location';
import { hasEndpoint, readEndpoint, uriOf } from './endpoint';
import { OptionalKeys, optionalKeysOf } from './optional-keys';
import { protocolOf } from './protocol';
import { DatabaseFacts } from '../../../databases/private/database-facts';
import { invalid, verbatim } from '../../checks/invalid';
import { CATALOGUE } from '../../types';
import { assumeRoleOptionsOf } from '../assumed-role';
import { secretStoreOf } from '../secret-store';
import type { Reachable } from '../sources';

/** A database as Teleport registers it. */
export interface Registered {
  /** What messages call it. */
  readonly label: string;
  readonly name: string;
  readonly labels?: Labels;
  readonly protocol: string;
  readonly uri?: string;
  /** The address that Teleport would use without a `uri`. */
  readonly address?: string;
  /** What both dialects have in common. */
  readonly aws: { readonly [key: string]: unknown };
  /** What identifies it, if its place does not. */
  readonly block?: Block;
  readonly optional: OptionalKeys;
}

/** Every single database of the declarations, each once. Patterns are permissions only. */
export function registeredOf(sources: readonly Reachable[]): Registered[] {
  const all = sources.flatMap((source) => (source.declaration.databases ?? [])
    .filter(({ _facts }) => !_facts.isPattern)
    .map(({ _facts }) => register(source, _facts)));
  const byName = new Map<string, Registered>();
  for (const database of all) {
    const other = byName.get(database.name);
    if (other !== undefined && JSON.stringify(other) !== JSON.stringify(database)) {
      throw invalid('registration.name', 'differ between databases',
        verbatim(`${JSON.stringify(database.name)} for ${other.label} and for ${database.label}`),
        'give one of them another \'registration.name\'');
    }
    byName.set(database.name, database);
  }
  return [...byName.values()];
}

function register(source: Reachable, facts: DatabaseFacts): Registered {
  const { label, registration = {}, types } = facts;
  const { role, region, account } = locationOf(source, facts);
  const known = readEndpoint(facts);
  const host = registration.host ?? known.host;
  const { name, protocol } = checkKnown(facts, { name: registration.name ?? nameOf(facts), protocol: protocolOf(facts), host });
  return {
    label,
    name: checkDatabaseName(label, name),
    labels: registration.labels && checkLabels('registration.labels', registration.labels, label),
    protocol,
    uri: uriOf(facts, { host, port: known.port }, protocol, { region, account }),
    address: region === undefined ? undefined : CATALOGUE[types[0]].teleport.address?.(region),
    aws: {
      region,
      account_id: account,
      assume_role_arn: role?.arn,
      ...assumeRoleOptionsOf(facts, role),
      secret_store: secretStoreOf(source.declaration, facts, role !== undefined),
    },
    block: blockOf(facts),
    optional: optionalKeysOf(facts, protocol, source.agentStack),
  };
}

type Known = { readonly [prop in 'name' | 'protocol' | 'host']?: string };

const EXAMPLES: Required<Known> = {
  name: 'name: \'orders\'', protocol: 'protocol: DatabaseProtocol.POSTGRES', host: 'host: \'orders.example.com\'',
};

/** Throws for what Teleport requires and neither the construct nor the user gives. */
function checkKnown(facts: DatabaseFacts, { host, name, protocol }: Known): { readonly name: string; readonly protocol: string } {
  const needed: Known = { name, protocol, ...hasEndpoint(facts) ? { host } : {} };
  const missing = (['name', 'protocol', 'host'] as const).filter((prop) => prop in needed && needed[prop] === undefined);
  if (name === undefined || protocol === undefined || missing.length > 0) {
    const props = missing.map((prop) => `registration.${prop}`).join('\' and \'');
    const example = missing.map((prop) => EXAMPLES[prop]).join(', ');
    throw invalid(props, `be given for Teleport's configuration of ${facts.label}`, verbatim('nothing'),
      `add ${missing.length === 1 ? 'it' : 'them'} to the options of the database, such as registration: { ${example} }`);
  }
  return { name, protocol };
}

/** AWS's name for the database if it is known, or the app's name for it. */
function nameOf(facts: DatabaseFacts): string | undefined {
  const { types, construct, identifiers = {} } = facts;
  const block = blockOf(facts);
  const [known = block?.isName ? block.content[block.key] : undefined] = Object.values(identifiers);
  const literal = [known, identifierOf(facts)].find((name) => name !== undefined && !Token.isUnresolved(name));
  const [id] = construct?.node.scopes.map(({ node }) => node.id).filter((one) => one !== 'Resource' && one !== 'Default').slice(-1) ?? [];
  return literal ?? id ?? (CATALOGUE[types[0]].endpoint === undefined ? types[0] : undefined);
}

/** The identifier that the app gives. */
function identifierOf({ types: [type], construct }: DatabaseFacts): string | undefined {
  const { resource: { name } = {} } = CATALOGUE[type];
  const resource: IConstruct | undefined = construct?.node.defaultChild ?? construct;
  // newer versions of CDK have accessors, which a copy lacks
  const value: unknown = resource === undefined || name === undefined ? undefined : Reflect.get(resource, name);
  return typeof value === 'string' ? value : undefined;
}
