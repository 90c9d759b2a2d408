import { Arn, ArnFormat, Token } from 'aws-cdk-lib';
import { checkDatabaseName, checkLabels } from './check-registration';
import { Source } from './sources';
import { hasEndpoint, readEndpoint, uriOf } from './endpoint';
import { KINDS, STATIC_BLOCKS } from './protocols-and-ports';
import { protocolOf } from './protocol';
import { Role, roleOf } from './assumed-role';
import { secretStoreOf } from './secret-store';
import { sessionOf } from './session';
import { partitionOf } from '../aws/partition';
import { DatabaseFacts, Identifiers } from '../../databases/private/database-facts';

/** A database as Teleport registers it. */
export interface Registered {
  /** What messages call it. */
  readonly label: string;
  readonly name: string;
  readonly labels?: { readonly [key: string]: string };
  readonly protocol: string;
  readonly uri?: string;
  /** What both dialects have in common. */
  readonly aws: { readonly [key: string]: unknown };
  readonly identifiers: Identifiers;
}

/** How `db_service.databases` writes a database. */
export function staticDatabase({ name, labels, protocol, uri, aws, identifiers }: Registered): object {
  const blocks = Object.entries(STATIC_BLOCKS).flatMap(([block, keys]) => {
    const entries = Object.entries(identifiers[block] ?? {}).filter(([key]) => keys.includes(key));
    return entries.length === 0 ? [] : [[block, Object.fromEntries(entries)]];
  });
  return { name, protocol, uri, static_labels: labels, aws: { ...aws, ...Object.fromEntries(blocks) } };
}

/** The resource of kind `db`. */
export function dbResource({ name, labels, protocol, uri, aws, identifiers }: Registered): object {
  return { kind: 'db', version: 'v3', metadata: { name, labels }, spec: { protocol, uri, aws: { ...aws, ...identifiers } } };
}

/** Every single database of the declarations, each once; patterns stand for databases that others register. */
export function registeredOf(declarations: readonly Source[]): Registered[] {
  const all = declarations.flatMap((declaration) => (declaration.declaration.databases ?? [])
    .filter(({ _facts }) => !_facts.isPattern)
    .map(({ _facts }) => register(declaration, _facts)));
  const byName = new Map<string, Registered>();
  for (const database of all) {
    const other = byName.get(database.name);
    if (other !== undefined && JSON.stringify(dbResource(other)) !== JSON.stringify(dbResource(database))) {
      throw new Error(`'registration.name' has to differ between databases, got ${JSON.stringify(database.name)} for ${other.label} and for ${database.label}; `
        + 'give one of them another \'registration.name\'');
    }
    byName.set(database.name, database);
  }
  return [...byName.values()];
}

function register(declaration: Source, facts: DatabaseFacts): Registered {
  const { label, registration = {}, identifiers = {} } = facts;
  const { agentStack, stack, through } = declaration;
  if (through !== undefined && facts.assumedRole !== undefined) {
    throw new Error(`'otherAccounts' cannot have databases with an 'assumedRole' of their own, got ${facts.assumedRole._identity.label} for ${label} behind ${through._identity.label}: `
      + 'Teleport assumes one role to reach a database');
  }
  const assumed = through ?? facts.assumedRole;
  const role = assumed === undefined ? undefined : roleOf(agentStack, assumed);
  const [region = stack.region] = facts.regions ?? [];
  const account = checkAccount(label, role?.account ?? facts.account ?? stack.account);
  checkRolePartition(label, role, region);

  const known = readEndpoint(facts);
  const name = registration.name ?? nameOf(facts);
  const protocol = protocolOf(facts);
  const host = registration.host ?? known.host;
  const missing = Object.entries({ name, protocol, host: hasEndpoint(facts) ? host : '' }).flatMap(([prop, value]) => value === undefined ? [`'registration.${prop}'`] : []);
  if (name === undefined || protocol === undefined || missing.length > 0) {
    throw new Error(`${label} lacks ${missing.join(' and ')} for Teleport's configuration, which cannot be known from it; add ${missing.join(' and ')} to its options`);
  }
  return {
    label,
    name: checkDatabaseName(label, name),
    labels: registration.labels && checkLabels('registration.labels', registration.labels),
    protocol,
    uri: uriOf(facts, { host, port: known.port }, protocol, region),
    aws: {
      region,
      account_id: account,
      assume_role_arn: role?.arn,
      ...sessionOf(facts, assumed),
      secret_store: secretStoreOf(declaration.declaration, facts, role),
    },
    identifiers,
  };
}

/** What AWS calls the database if that is known, else what the app does. */
function nameOf({ types, construct, identifiers = {} }: DatabaseFacts): string | undefined {
  const [key, identifier] = Object.values(identifiers).flatMap((block) => Object.entries(block))[0] ?? [];
  if (identifier !== undefined && key !== 'resource_id' && !Token.isUnresolved(identifier)) {
    return identifier;
  }
  const [id] = construct?.node.scopes.map(({ node }) => node.id).filter((one) => one !== 'Resource' && one !== 'Default').slice(-1) ?? [];
  return id ?? (KINDS[types[0]].ports === undefined ? types[0] : undefined);
}

function checkAccount(label: string, account: string): string {
  if (!Token.isUnresolved(account) && !/^\d{12}$/.test(account)) {
    throw new Error(`the account of ${label} has to have 12 digits, got ${JSON.stringify(account)}; give its stack an 'env' with an account`);
  }
  return account;
}

function checkRolePartition(label: string, role: Role | undefined, region: string): void {
  if (role === undefined || Token.isUnresolved(role.arn) || Token.isUnresolved(region)) {
    return;
  }
  const { partition } = Arn.split(role.arn, ArnFormat.SLASH_RESOURCE_NAME);
  if (partition !== partitionOf(region)) {
    throw new Error(`'assumedRole' has to be in the partition of the database, ${partitionOf(region)}, got ${role.arn} for ${label} in ${region}`);
  }
}
