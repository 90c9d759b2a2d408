import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { parseAllDocuments } from 'yaml';

/** Keys with their types, as Teleport has them: whatever it does not know is an error in `teleport.yaml`, and dropped in silence in resources. */
type Schema = string | [Schema] | { readonly [key: string]: Schema };

const OF_RESOURCE: { [key: string]: any } = JSON.parse(readFileSync(join(__dirname, '..', 'configuration', 'teleport-db-keys.json'), 'utf8')).spec;

const FLAT_MATCHER: Schema = { types: 'types', regions: 'regions', tags: 'map of string lists', assume_role_arn: 'role', external_id: 'string' };
const NESTED_MATCHER: Schema = {
  types: 'types', regions: 'regions', tags: 'map of string lists', assume_role: { role_arn: 'role', external_id: 'string' },
};
const STATIC_DATABASE: Schema = {
  name: 'name',
  protocol: 'protocol',
  uri: 'endpoint',
  static_labels: 'map of strings',
  aws: {
    region: 'region',
    account_id: 'account',
    assume_role_arn: 'role',
    external_id: 'string',
    session_tags: 'map of strings',
    rds: { instance_id: 'string', cluster_id: 'string' },
    redshift: { cluster_id: 'string' },
    redshift_serverless: { workgroup_name: 'string', endpoint_name: 'string' },
    elasticache: { replication_group_id: 'string' },
    memorydb: { cluster_name: 'string' },
    secret_store: { key_prefix: 'string', kms_key_id: 'string' },
  },
};

export const SCHEMAS = {
  db_service: {
    enabled: 'string', aws: [FLAT_MATCHER], databases: [STATIC_DATABASE], resources: [{ labels: 'map of string lists', aws: { assume_role_arn: 'role', external_id: 'string' } }],
  },
  discovery_service: { enabled: 'string', discovery_group: 'string', poll_interval: 'duration', aws: [FLAT_MATCHER] },
  discovery_config: { kind: 'string', version: 'string', metadata: { name: 'string' }, spec: { discovery_group: 'string', aws: [NESTED_MATCHER] } },
  db: {
    kind: 'string',
    version: 'string',
    metadata: { name: 'name', labels: 'map of strings' },
    spec: { ...OF_RESOURCE, protocol: 'protocol', uri: 'endpoint', aws: { ...OF_RESOURCE.aws, region: 'region', account_id: 'account', assume_role_arn: 'role' } },
  },
} as const satisfies { readonly [dialect: string]: Schema };

const MATCHER_TYPES = ['rds', 'rdsproxy', 'redshift', 'redshift-serverless', 'elasticache', 'elasticache-serverless', 'memorydb', 'opensearch', 'docdb'];
const PROTOCOLS = ['postgres', 'mysql', 'mongodb', 'sqlserver', 'redis', 'cassandra', 'opensearch', 'dynamodb'];
const REGION = /^(us|eu|ap|cn|us-gov|eusc-de)-[a-z]+-\d$/;

const isText = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: unknown, matches: (item: unknown) => boolean) => Array.isArray(value) && value.length > 0 && value.every(matches);
const isLike = (pattern: RegExp) => (value: unknown) => isText(value) && pattern.test(value);
const isMap = (matches: (item: unknown) => boolean) => (value: unknown) => isObject(value) && Object.values(value).every(matches);

const TYPES: { readonly [type: string]: (value: unknown) => boolean } = {
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
  'account': isLike(/^\d{12}$/),
  'role': isLike(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/),
  'duration': isLike(/^\d+s$/),
};

/** What Teleport would refuse, drop or misunderstand. */
export function problemsOf(schema: Schema, value: unknown, path = ''): string[] {
  if (typeof schema === 'string') {
    return TYPES[schema](value) ? [] : [`${path} has to be: ${schema}, got ${JSON.stringify(value)}`];
  }
  if (Array.isArray(schema)) {
    return Array.isArray(value) && value.length > 0 ? value.flatMap((item, index) => problemsOf(schema[0], item, `${path}[${index}]`)) : [`${path} has to be a list, not empty`];
  }
  if (!isObject(value)) {
    return [`${path} has to be an object, got ${JSON.stringify(value)}`];
  }
  return Object.entries(value).flatMap(([key, item]) => {
    const expected = (schema as { [key: string]: Schema })[key];
    return expected === undefined ? [`${path}.${key} is unknown`] : problemsOf(expected, item, `${path}.${key}`);
  });
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
    const service = /Role|Reader|Agent|Task/i.test(id) ? `iam::${SAMPLE_ACCOUNT}:role/${resource}` : `rds:eu-west-1:${SAMPLE_ACCOUNT}:db-proxy:prx-0123456789`;
    return `arn:aws:${service}`;
  }
  return /Endpoint|Address/i.test(name) ? `${resource}.abcdefghijkl.eu-west-1.amazonaws.com` : `sample-${resource}`;
}

/** The documents of a string with tokens, as Teleport would read them after the deployment. */
export function readBack(stack: Stack, yaml: string): any[] {
  return documentsIn(sampled(stack.resolve(yaml)));
}

export function documentsIn(text: string): any[] {
  return parseAllDocuments(text, { strict: true, version: '1.1' }).map((document) => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return document.toJS();
  });
}

/** The only document, checked. */
export function readBackAs(dialect: keyof typeof SCHEMAS, stack: Stack, yaml: string): any {
  const documents = readBackAllAs(dialect, stack, yaml);
  expect(documents).toHaveLength(1);
  return documents[0];
}

export function readBackAllAs(dialect: keyof typeof SCHEMAS, stack: Stack, yaml: string): any[] {
  const documents = readBack(stack, yaml);
  expect(documents.flatMap((document) => problemsOf(SCHEMAS[dialect], document))).toEqual([]);
  return documents;
}
