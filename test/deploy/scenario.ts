// `npx projen test:deploy`: the CDK CLI deploys `app.ts` to an emulated account, changes it and takes it away; IAM is read back after every step.
import assert from 'node:assert/strict';
import { IAM } from '@aws-sdk/client-iam';
import { KMS } from '@aws-sdk/client-kms';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { Account } from './account';
import { tryAll, wrong } from './agent';
import { attempts, escalation, Key } from './attempts';
import { bootstrap, DeployableApp } from './cdk';
import { createCacheUser, createInstance, encrypt } from './databases';
import { startEmulator } from './emulator';
import { identitiesOf, synthesizedIdentities } from './identities';
import { keyArnIn, statusOf } from './stacks';
import { step } from './step';
import { command } from './teardown';

const ROLE = 'arn:aws:iam::123456789012:role/teleport-agent';
const USER = 'arn:aws:iam::123456789012:user/teleport/teleport-agent';
const POLICY = 'arn:aws:iam::123456789012:policy';
const NOTHING = { policies: {}, principals: {} };

command(async () => {
  for (const synthesizer of ['legacy', 'default'] as const) {
    await scenario(synthesizer);
  }
});

async function scenario(synthesizer: 'legacy' | 'default'): Promise<void> {
  console.log(`\nWith the ${synthesizer} synthesizer`);
  const account = await startEmulator();
  const app = new DeployableApp(account, 'test/deploy/app.ts', { synthesizer });
  const stacks = ['teleport-agents', 'teleport-importer'];
  const synthesized = () => synthesizedIdentities(account, Object.fromEntries(stacks.map((stack) => [stack, app.template(stack)])));

  if (synthesizer === 'default') {
    await step('bootstraps the account', () => bootstrap(account));
  }

  await step('leaves nothing of a new stack if IAM refuses one of its policies', async () => {
    const { code, output } = await app.tryToDeploy({ step: 'created', refused: 'yes' });
    assert.equal(code, 1);
    assert.match(output, /The role with name teleport-missing cannot be found/);
    assert.equal(await statusOf(account, 'teleport-agents'), 'ROLLBACK_COMPLETE');
    assert.deepEqual(await identitiesOf(account), NOTHING);
  });

  await step('creates what was synthesized', async () => {
    await app.deploy({ step: 'created' });
    const identities = await identitiesOf(account);
    assert.deepEqual(identities, await synthesized());
    assert.deepEqual(await versionsOf(account), {
      'teleport-databases': 'v1', 'teleport-databases-Boundary': 'v1', 'teleport-orders': 'v1', 'teleport-invoices': 'v1',
    });
    const { [ROLE]: role, [USER]: user } = identities.principals;
    assert.equal(role.boundary, `${POLICY}/teleport/teleport-databases-Boundary`);
    assert.deepEqual(role.attached, [`${POLICY}/teleport-invoices`, `${POLICY}/teleport/teleport-databases`]);
    assert.deepEqual(user.attached, [`${POLICY}/teleport-orders`]);
    assert.equal(Object.keys(user.inline).length, 1);
  });

  await createInstance(account, 'shop', { env: 'prod' });
  await createInstance(account, 'lab', { env: 'test' });
  await createCacheUser(account, 'alice', { 'teleport.dev/managed': 'true' });
  await createCacheUser(account, 'bob', {});
  const arn = await keyArnIn(account, 'teleport-agents');
  const key = { arn, ciphertext: await encrypt(account, arn) };

  await step('allows the agents what they need, and nothing beside it', () => asExpected(account, 'created', key));

  await step('lets the agent grant itself nothing as soon as its boundary is gone', async () => {
    const iam = new IAM(account.sdk);
    await iam.deleteRolePermissionsBoundary({ RoleName: 'teleport-agent' });
    const [begin] = escalation(account, 'teleport', 'created');
    assert.deepEqual(wrong(await tryAll(account, [{ ...begin, expected: 'denied' }])), []);
    await iam.putRolePermissionsBoundary({ RoleName: 'teleport-agent', PermissionsBoundary: `${POLICY}/teleport/teleport-databases-Boundary` });
  });

  await step('changes documents, attachments, the prefix and the boundary', async () => {
    await app.deploy({ step: 'changed' });
    const identities = await identitiesOf(account);
    assert.deepEqual(identities, await synthesized());
    assert.deepEqual(await versionsOf(account), {
      'teleport-databases': 'v2', 'teleport-boundary': 'v1', 'teleport-orders': 'v1', 'teleport-invoices': 'v1',
    });
    const { [ROLE]: role, [USER]: user } = identities.principals;
    assert.equal(role.boundary, `${POLICY}/teleport-boundary`);
    assert.deepEqual(role.attached, [`${POLICY}/teleport-invoices`, `${POLICY}/teleport-orders`, `${POLICY}/teleport/teleport-databases`]);
    assert.deepEqual(user.attached, []);
  });

  await step('allows the agents what the changed declaration says', () => asExpected(account, 'changed', key));

  await step('leaves everything as it was if IAM refuses a policy of an update', async () => {
    const before = await identitiesOf(account);
    const { code, output } = await app.tryToDeploy({ step: 'created', refused: 'yes' });
    assert.equal(code, 1);
    assert.match(output, /The role with name teleport-missing cannot be found/);
    assert.equal(await statusOf(account, 'teleport-agents'), 'UPDATE_ROLLBACK_COMPLETE');
    assert.deepEqual(await identitiesOf(account), before);
  });

  await step('replaces a policy that gets another name', async () => {
    const { [`${POLICY}/teleport/teleport-databases`]: document } = (await identitiesOf(account)).policies;
    await app.deploy({ step: 'renamed' });
    const { policies, principals } = await identitiesOf(account);
    assert.deepEqual({ policies, principals }, await synthesized());
    assert.deepEqual(policies[`${POLICY}/teleport/teleport-renamed`], document);
    assert.equal(policies[`${POLICY}/teleport/teleport-databases`], undefined);
    assert.deepEqual(principals[ROLE].attached, [`${POLICY}/teleport-invoices`, `${POLICY}/teleport-orders`, `${POLICY}/teleport/teleport-renamed`]);
  });

  await step('destroys everything', async () => {
    await app.destroy({ step: 'renamed' });
    assert.deepEqual(await identitiesOf(account), NOTHING);
    assert.deepEqual((await new SecretsManager(account.sdk).listSecrets({})).SecretList, []);
    const { KeyMetadata } = await new KMS(account.sdk).describeKey({ KeyId: key.arn });
    assert.equal(KeyMetadata!.KeyState, 'PendingDeletion'); // AWS never deletes a key at once
    for (const stack of stacks) {
      await assert.rejects(statusOf(account, stack), /does not exist/);
    }
  });
  account.stop();
}

async function asExpected(account: Account, deployed: 'created' | 'changed', key: Key): Promise<void> {
  const outcomes = await tryAll(account, [...attempts(account, 'teleport', deployed, key), ...escalation(account, 'teleport', deployed)]);
  assert.deepEqual(wrong(outcomes), []);
}

async function versionsOf({ sdk }: Account): Promise<{ [name: string]: string }> {
  const { Policies = [] } = await new IAM(sdk).listPolicies({ Scope: 'Local' });
  return Object.fromEntries(Policies.map(({ PolicyName, DefaultVersionId }) => [PolicyName!, DefaultVersionId!]).filter(([name]) => !name.startsWith('cdk-')));
}
