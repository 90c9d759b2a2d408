import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { parseAllDocuments } from 'yaml';
import { ITeleportPolicy, TeleportAgentConfiguration, TeleportDocument } from '../../src';

/** Keys with their types, as Teleport has them: whatever it does not know is an error in `teleport.yaml`, and dropped in silence in resources. */
type Schema = string | [Schema] | { readonly [key: string]: Schema };

const fixture = (name: string) => JSON.parse(readFileSync(join(__dirname, '..', 'configuration', name), 'utf8'));
const OF_RESOURCE = fixture('teleport-db-keys.json').spec;
const KEYS: { readonly [dialect: string]: Schema } = fixture('enrolment-keys.json');

export type Dialect = 'db_service' | 'discovery_service' | 'teleport.yaml' | 'token' | 'integration' | 'discovery_config' | 'role' | 'helm values' | 'db' | 'db of Atlas';

export const SCHEMAS: { readonly [dialect in Dialect]: Schema } = {
  ...KEYS as { readonly [dialect in Exclude<Dialect, 'db' | 'db of Atlas'>]: Schema },
  'db': {
    'kind!': 'db',
    'version!': 'v3',
    'metadata!': { 'name!': 'name', 'description': 'string', 'labels': 'map of strings' },
    'spec!': {
      ...OF_RESOURCE,
      'protocol!': 'protocol',
      'uri': 'endpoint',
      'dynamic_labels': 'map',
      'tls': { ...OF_RESOURCE.tls, mode: 'tls mode' },
      'aws!': { ...OF_RESOURCE.aws, 'region!': 'region', 'account_id!': 'account', 'assume_role_arn': 'role arn' },
    },
  },
  'db of Atlas': {
    'kind!': 'db',
    'version!': 'v3',
    'metadata!': { 'name!': 'name', 'description': 'string', 'labels': 'map of strings' },
    'spec!': {
      'protocol!': 'protocol',
      'uri!': 'atlas endpoint',
      'dynamic_labels': 'map',
      'tls': { ...OF_RESOURCE.tls, mode: 'tls mode' },
      'aws!': { 'account_id!': 'account', 'assume_role_arn': 'role arn', 'external_id': 'string' },
      'mongo_atlas!': { 'name!': 'string' },
    },
  },
};

const MATCHER_TYPES = ['rds', 'rdsproxy', 'redshift', 'redshift-serverless', 'elasticache', 'elasticache-serverless', 'memorydb', 'opensearch', 'docdb'];
const PROTOCOLS = ['postgres', 'mysql', 'mongodb', 'sqlserver', 'redis', 'cassandra', 'opensearch', 'dynamodb'];
const REGION = /^(us|eu|ap|cn|us-gov|eusc-de)-[a-z]+-\d$/;

const isText = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown, matches: (item: unknown) => boolean) => Array.isArray(value) && value.length > 0 && value.every(matches);
const isLike = (pattern: RegExp) => (value: unknown) => isText(value) && pattern.test(value);
const isMap = (matches: (item: unknown) => boolean) => (value: unknown) => isObject(value) && Object.values(value).every(matches);

const TYPES: { readonly [type: string]: (value: unknown) => boolean } = {
  ...Object.fromEntries(['db', 'v1', 'v2', 'v3', 'v7', 'iam', 'token', 'integration', 'aws-oidc', 'discovery_config', 'role'].map((word) => [word, (value: unknown) => value === word])),
  'false': (value) => value === false,
  'string': (value) => isText(value) && value !== '',
  'boolean': (value) => typeof value === 'boolean',
  'integer': Number.isInteger,
  'integer or string': (value) => isText(value) || Number.isInteger(value),
  'strings': (value) => isList(value, isText),
  'map': isObject,
  'map of strings': isMap(isText),
  'map of string lists': isMap((values) => isList(values, isText)),
  'name': isLike(/^[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?$/),
  'types': (value) => isList(value, (type) => MATCHER_TYPES.includes(String(type))) && new Set(value as string[]).size === (value as string[]).length,
  'region': isLike(REGION),
  'regions': (value) => isList(value, isLike(REGION)),
  'protocol': (value) => PROTOCOLS.includes(String(value)),
  'endpoint': isLike(/^[A-Za-z0-9.-]+:\d{1,5}$/),
  'atlas endpoint': isLike(/^mongodb\+srv:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+\.mongodb\.net$/),
  'account': isLike(/^\d{12}$/),
  'role arn': isLike(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/),
  'address': isLike(/^[a-z0-9.-]+:\d+$/),
  'uri': isLike(/^(aws:\/\/)?[A-Za-z0-9.-]+(:\d{1,5})?$/),
  'organization': isLike(/^o-[a-z0-9]{10,32}$/),
  'caller': isLike(/^arn:aws[a-z-]*:(sts::(\d{12}|\*):assumed-role\/[\w+=,.@-]+\/\*|iam::\d{12}:user\/[\w+=,.@/-]+)$/),
  'system roles': (value) => isList(value, (role) => ['Db', 'Discovery'].includes(String(role))),
  'tls mode': (value) => ['verify-full', 'verify-ca', 'insecure'].includes(String(value)),
  'create mode': (value) => ['off', 'keep', 'best_effort_drop'].includes(String(value)),
  'duration': isLike(/^\d+s$/),
};

/** What Teleport would refuse, drop or misunderstand. */
export function problemsOf(schema: Schema, value: unknown, path = ''): string[] {
  if (typeof schema === 'string' && schema.startsWith('$')) {
    const alternatives = schema.slice(1).split(' or $').map((name) => problemsOf(KEYS[name], value, path));
    return alternatives.find((problems) => problems.length === 0) ?? alternatives[0];
  }
  if (typeof schema === 'string') {
    return TYPES[schema](value) ? [] : [`${path} has to be: ${schema}, got ${JSON.stringify(value)}`];
  }
  if (Array.isArray(schema)) {
    return Array.isArray(value) && value.length > 0 ? value.flatMap((item, index) => problemsOf(schema[0], item, `${path}[${index}]`)) : [`${path} has to be a list, not empty`];
  }
  if (!isObject(value)) {
    return [`${path} has to be an object, got ${JSON.stringify(value)}`];
  }
  const missing = Object.keys(schema).filter((key) => key.endsWith('!') && !(key.slice(0, -1) in value)).map((key) => `${path}.${key.slice(0, -1)} is missing`);
  return [...missing, ...Object.entries(value).flatMap(([key, item]) => {
    const expected = schema[`${key}!`] ?? schema[key];
    return expected === undefined ? [`${path}.${key} is unknown`] : problemsOf(expected, item, `${path}.${key}`);
  })];
}

/** What CloudFormation would make of a value, with sample values that are as nasty as real ones: the account starts with a zero. */
export const SAMPLE_ACCOUNT = '012345678901';
const PSEUDO: { readonly [ref: string]: string } = { 'AWS::Partition': 'aws', 'AWS::Region': 'eu-west-1', 'AWS::AccountId': SAMPLE_ACCOUNT, 'AWS::URLSuffix': 'amazonaws.com' };

export function sampled(value: any): any {
  if (Array.isArray(value)) {
    return value.map(sampled);
  }
  if (!isObject(value)) {
    return value;
  }
  const [[name, argument]] = Object.entries(value);
  switch (name) {
    case 'Ref': return PSEUDO[argument] ?? (/Port$/.test(argument) ? '5432' : `sample-${argument.toLowerCase()}`);
    case 'Fn::GetAtt': return attribute(argument[0], argument[1]);
    case 'Fn::Join': return sampled(argument[1]).join(argument[0]);
    case 'Fn::Split': return sampled(argument[1]).split(argument[0]);
    case 'Fn::Select': return sampled(argument[1])[Number(argument[0])];
    case 'Fn::Base64': return Buffer.from(sampled(argument)).toString('base64');
    default: throw new Error(`no sample for ${name}`);
  }
}

function attribute(id: string, name: string): string {
  const resource = id.toLowerCase();
  if (/Port$/.test(name)) {
    return '5432';
  }
  if (/Arn$/.test(name)) {
    const service = /Role|Reader|Agent|Task|Discovery/i.test(id) ? `iam::${SAMPLE_ACCOUNT}:role/${resource}` : `rds:eu-west-1:${SAMPLE_ACCOUNT}:db-proxy:prx-0123456789`;
    return `arn:aws:${service}`;
  }
  return /Endpoint|Address/i.test(name) ? `${resource}.abcdefghijkl.eu-west-1.amazonaws.com` : `sample-${resource}`;
}

/** The documents as Teleport would read them after the deployment: the same as text and as data. */
export function readBack(stack: Stack, document: TeleportDocument): any[] {
  const documents = documentsIn(sampled(stack.resolve(document.toYaml())));
  expect(sampledData(stack.resolve(document.content))).toEqual(Array.isArray(document.content) ? documents : documents[0]);
  return documents;
}

/** The same for data, in which intrinsic functions stand among other values. */
function sampledData(value: any): any {
  if (Array.isArray(value)) {
    return value.map(sampledData);
  }
  if (!isObject(value)) {
    return value;
  }
  const [[name] = ['']] = Object.entries(value);
  return name === 'Ref' || name.startsWith('Fn::') ? sampled(value) : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sampledData(item)]));
}

export function documentsIn(text: string): any[] {
  return parseAllDocuments(text, { strict: true, version: '1.1' }).map((document) => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return document.toJS();
  });
}

/** The only document, checked. */
export function readBackAs(dialect: Dialect, stack: Stack, document: TeleportDocument): any {
  const documents = readBackAllAs(dialect, stack, document);
  expect(documents).toHaveLength(1);
  return documents[0];
}

export function readBackAllAs(dialect: Dialect, stack: Stack, document: TeleportDocument): any[] {
  const documents = readBack(stack, document);
  expect(documents.flatMap((one) => problemsOf(SCHEMAS[dialect], one))).toEqual([]);
  return documents;
}

/** What Teleport needs to know of an agent with these policies. */
export const agentWith = (...policies: ITeleportPolicy[]) => new TeleportAgentConfiguration({ policies });
