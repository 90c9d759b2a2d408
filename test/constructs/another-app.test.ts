import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as memorydb from 'aws-cdk-lib/aws-memorydb';
import { AssumedRole, DatabaseType, MemoryDbDatabase, RdsDatabase, SecretStore, TeleportAgentPrincipal, TeleportDatabaseAccess } from '../../src';
import { roleIn, stackIn } from '../support/template';

const app = RdsDatabase.any({ databaseUsers: ['app'] });
const inAnother = () => new Stack(new App(), 'Other', { env: { account: '123456789012', region: 'eu-west-1' } });
const refusal = (prop: string, path: string) =>
  new Error(`'${prop}' must be of the app of Stack; got Other/${path}, which another app defines; import it there, by its name or ARN`);

describe('what another app defines is refused', () => {
  const cases: [string, string, (other: Stack) => object][] = [
    ['target', 'Role', (other) => ({ target: roleIn(other, 'Role') })],
    ['databases', 'Ledger', (other) => ({
      databases: [MemoryDbDatabase.fromCluster(new memorydb.CfnCluster(other, 'Ledger', { aclName: 'a', clusterName: 'ledger', nodeType: 'b' }), { databaseUsers: ['app'] })],
    })],
    ['assumedRoles', 'Role', (other) => ({ assumedRoles: [AssumedRole.fromRole(roleIn(other, 'Role'))] })],
    ['encryptionKey', 'Key', (other) => ({
      manageUsersOf: [DatabaseType.MEMORYDB], secretStores: [SecretStore.of('team', { encryptionKey: new kms.Key(other, 'Key') })],
    })],
  ];

  test.each(cases)('as %s', (prop, path, props) => {
    const stack = stackIn();
    const define = (own: Stack, id: string) => new TeleportDatabaseAccess(stack, id, { target: roleIn(stack, `${id}Role`), databases: [app], ...props(own) });
    expect(() => define(inAnother(), 'Policy')).toThrow(refusal(prop, path));
    expect(() => define(new Stack(stack.node.root, 'Same', { env: { account: '123456789012', region: 'eu-west-1' } }), 'Near')).not.toThrow();
  });

  test('as the agent of a trust', () => {
    const stack = stackIn();
    new iam.Role(stack, 'Access', { assumedBy: new TeleportAgentPrincipal(roleIn(inAnother(), 'Agent')) });
    expect(() => (stack.node.root as App).synth()).toThrow(refusal('agent', 'Agent').message);
  });

  test('but not a role or agent with a name, or what is only imported there', () => {
    const stack = stackIn();
    new iam.Role(stack, 'Access', { assumedBy: new TeleportAgentPrincipal(roleIn(inAnother(), 'Agent', { roleName: 'agent' })) });
    new TeleportDatabaseAccess(stack, 'Policy', {
      target: iam.Role.fromRoleName(inAnother(), 'Imported', 'agent'),
      assumedRoles: [AssumedRole.fromRole(roleIn(inAnother(), 'Named', { roleName: 'access' }))],
    });
    expect(() => (stack.node.root as App).synth()).not.toThrow();
  });
});
