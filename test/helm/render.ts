// Renders the values of helmValues() with Helm itself, and a chart of our own that stands in for Teleport's: see chart/Chart.yaml.
import { deepStrictEqual, match, throws } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { parseAllDocuments } from 'yaml';
import { problemsOf, sampled, SAMPLE_ACCOUNT, SCHEMAS } from '../support/configuration';
import {
  AssumedRole, DatabaseType, DynamoDbDatabase, ElastiCacheDatabase, RdsDatabase, RemoteDatabases, TeleportAgentConfiguration, TeleportDatabaseAccess,
  TeleportDocument, TeleportYamlOptions,
} from 'cdk-teleport-database-access';

const PROXY = { proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent' };
const [helm] = process.argv.slice(2);
const users = { databaseUsers: ['reader'] };
const role = `arn:aws:iam::${SAMPLE_ACCOUNT}:role/teleport-agent`;

/** An agent in a stack that knows neither its account nor its region. */
function agentOf(props: (stack: Stack) => object, remote?: (role: AssumedRole) => RemoteDatabases) {
  const stack = new Stack(new App(), 'Stack');
  const target = iam.Role.fromRoleName(stack, 'Agent', 'teleport-agent');
  const access = AssumedRole.fromRole(iam.Role.fromRoleArn(stack, 'Access', 'arn:aws:iam::222222222222:role/access'), { externalId: 'prod-eu' });
  const policy = new TeleportDatabaseAccess(stack, 'Teleport', { target, assumedRoles: [access], ...props(stack) });
  return { stack, agent: new TeleportAgentConfiguration({ policies: [policy], remoteDatabases: remote && [remote(access)] }) };
}

const read = (stack: Stack, document: TeleportDocument) => JSON.parse(sampled(stack.resolve(document.toYaml())));

/** What Helm makes of the values. */
function render(values: object): any[] {
  const { status, stdout, stderr } = spawnSync(helm, ['template', 'agent', join(__dirname, 'chart'), '--values', '-'], { input: JSON.stringify(values), encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return parseAllDocuments(stdout, { version: '1.1' }).map((document) => document.toJS());
}

const kind = (documents: any[], name: string) => documents.find((document) => document?.kind === name);

/** The file is the one of teleportYaml(), but for the token, which the chart mounts. */
function check(name: string, { stack, agent }: ReturnType<typeof agentOf>, options: TeleportYamlOptions = PROXY): void {
  const values = read(stack, agent.helmValues(options));
  const documents = render(values);
  const config = parseAllDocuments(kind(documents, 'ConfigMap').data['teleport.yaml'], { version: '1.1' })[0].toJS();
  const { discovery_service, ...expected } = read(stack, agent.teleportYaml(options));
  deepStrictEqual(config, {
    ...expected,
    ...discovery_service.enabled && { discovery_service },
    teleport: { ...expected.teleport, join_params: { method: 'iam', token_name: '/etc/teleport-secrets/auth-token' } },
  });
  deepStrictEqual(problemsOf(SCHEMAS['teleport.yaml'], config), []);
  deepStrictEqual(kind(documents, 'Secret').stringData, { 'auth-token': 'database-agent' });
  deepStrictEqual(kind(documents, 'ServiceAccount').metadata, { name: 'teleport-agent', annotations: { 'eks.amazonaws.com/role-arn': role } });
  const { serviceAccountName, containers } = kind(documents, 'Deployment').spec.template.spec;
  deepStrictEqual([serviceAccountName, containers[0].env], ['teleport-agent', [{ name: 'AWS_REGION', value: 'eu-west-1' }]]);
  console.log(`  ok  ${name}`);
}

const discovering = { databaseTypes: [DatabaseType.AURORA], databaseTags: { env: ['prod'] }, databases: [RdsDatabase.any(users)] };
const cache = ElastiCacheDatabase.fromReplicationGroupId('sessions', {
  ...users, registration: { host: 'master.sessions.abcdef.euw1.cache.amazonaws.com', labels: { 'account-id': '012345678901', 'enabled': 'no' } },
});

check('an agent that discovers', agentOf(() => discovering));
check('an agent with a Discovery Service', agentOf(() => discovering), { ...PROXY, discoveryGroup: 'prod' });
check('databases, one of them without an address, and labels that YAML would misread', agentOf((stack) => ({
  databases: [cache, DynamoDbDatabase.of({ databaseRoles: [AssumedRole.fromRole(iam.Role.fromRoleName(stack, 'Reader', 'reader'))] })],
})));
check('hub and spoke', agentOf(() => ({}), (access) => RemoteDatabases.behindRole(access, { databaseTypes: [DatabaseType.AURORA], regions: ['eu-west-1'] })));

// the stand-in has the rules of the chart that it stands in for
const { stack, agent } = agentOf(() => discovering);
const good = read(stack, agent.helmValues(PROXY));
for (const [wrong, message] of [
  [{ proxyAddr: undefined }, /proxyAddr/],
  [{ roles: ['db'] }, /roles/],
  [{ roles: 'db,discovery' }, /kubeClusterName is required/],
  [{ awsDatabases: undefined }, /needs one of awsDatabases/],
  [{ awsDatabases: [{ types: ['rds'], regions: ['eu-west-1'] }] }, /need tags/],
  [{ databases: [{ name: 'dynamodb', protocol: 'dynamodb' }] }, /need a uri/],
  [{ serviceAccount: { create: 'true' } }, /serviceAccount/],
] as const) {
  throws(() => render({ ...good, ...wrong }), (error: Error) => (match(error.message, message), true));
}
console.log('  ok  the chart refuses what Teleport\'s does');
