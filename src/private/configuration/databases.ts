import { Arn, ArnFormat, Token } from 'aws-cdk-lib';
import { checkDatabaseName, checkHost, checkLabels, checkPort } from './checks';
import { Declaration } from './declaration';
import { KINDS, protocolOf, STATIC_BLOCKS } from './kinds';
import { Role, roleOf } from './role';
import { secretStoreOf } from './secret-store';
import { sessionOf } from './session';
import { partitionOf } from '../checks';
import { DatabaseFacts, Endpoint, Identifiers } from '../database-facts';

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
export function registeredOf(declarations: readonly Declaration[]): Registered[] {
  const all = declarations.flatMap((declaration) => (declaration.asked.databases ?? [])
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

function register(declaration: Declaration, facts: DatabaseFacts): Registered {
  const { label, registration = {}, identifiers = {} } = facts;
  const { agentStack, stack, through } = declaration;
  if (through !== undefined && facts.assumedRole !== undefined) {
    throw new Error(`'otherAccounts' cannot have databases with an 'assumedRole' of their own, got ${facts.assumedRole.role.node.path} for ${label} behind ${through.role.node.path}: `
      + 'Teleport assumes one role to reach a database');
  }
  const assumed = through ?? facts.assumedRole;
  const role = assumed === undefined ? undefined : roleOf(agentStack, assumed);
  const [region = stack.region] = facts.regions ?? [];
  const account = checkAccount(label, role?.account ?? facts.account ?? stack.account);
  checkRolePartition(label, role, region);

  const known = readEndpoint(facts);
  const name = registration.name ?? nameOf(facts);
  const protocol = protocolOfDatabase(facts);
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
    uri: host === undefined ? undefined : uriOf(facts, host, known.port ?? usualPort(facts, protocol), region),
    aws: {
      region,
      account_id: account,
      assume_role_arn: role?.arn,
      ...sessionOf(facts, assumed),
      secret_store: secretStoreOf(declaration.asked, facts, role),
    },
    identifiers,
  };
}

/** An imported construct throws for what it was not told. */
function readEndpoint({ endpoint }: DatabaseFacts): Endpoint {
  try {
    return endpoint?.() ?? {};
  } catch {
    return {};
  }
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

function protocolOfDatabase({ label, types, engine, registration = {} }: DatabaseFacts): string | undefined {
  const protocols = [...new Set(types.flatMap((type) => KINDS[type].protocols))];
  const known = engine === undefined ? (protocols.length === 1 ? protocols[0] : undefined) : protocolOf(engine);
  const { protocol = known } = registration;
  if (known !== undefined && protocol !== known) {
    throw new Error(`'registration.protocol' has to be that of the database, ${known}, got ${JSON.stringify(protocol)} for ${label}; leave it out`);
  }
  if (protocol !== undefined && !protocols.includes(protocol)) {
    throw new Error(`'databases' has to name databases that speak ${protocols.join(' or ')} for Teleport's configuration, got ${label}, which speaks ${protocol}: `
      + 'Teleport logs in to it with Kerberos; register it by hand');
  }
  return protocol;
}

/** DynamoDB and Keyspaces have none of their own. */
const hasEndpoint = ({ types }: DatabaseFacts) => types.some((type) => KINDS[type].ports !== undefined);

function usualPort({ types }: DatabaseFacts, protocol: string): string | undefined {
  return types.map((type) => KINDS[type].ports?.[protocol]).find((port) => port !== undefined);
}

function uriOf(facts: DatabaseFacts, host: string, port: string | undefined, region: string): string {
  const { label, types, registration = {} } = facts;
  if (!hasEndpoint(facts)) {
    throw new Error(`'registration.host' has no effect for ${label}, got ${JSON.stringify(host)}: the region tells the endpoint; leave it out`);
  }
  checkHost(label, host);
  if (!Token.isUnresolved(host)) {
    const mark = types.length === 1 ? KINDS[types[0]].endpoint : undefined;
    if (mark !== undefined && !host.includes(mark)) {
      throw new Error(`'registration.host' has to be the endpoint that AWS gives, with ${JSON.stringify(mark)} in it, by which Teleport tells the type ${types[0]}, `
        + `got ${JSON.stringify(host)} for ${label}`);
    }
    const [, named = region] = /\.((?:[a-z]+-)+\d)\.(?:[a-z.-]+\.)?amazonaws\.com/.exec(host) ?? [];
    if (!Token.isUnresolved(region) && named !== region) {
      throw new Error(`'registration.host' has to be in the region of the database, ${region}, got ${JSON.stringify(host)} in ${named} for ${label}; `
        + 'give the region of the database in \'region\', or the other host');
    }
  }
  return `${host}:${registration.port === undefined ? port : checkPort(label, registration.port)}`;
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
