// `npx projen integ <account>`: deploys `app.ts` to a real AWS account, asks IAM and IAM Access Analyzer about it, and takes it away again.
//
// NOT RUN YET: written without an account at hand. It has only seen the emulator, with an imitation of Access Analyzer.
//
// Needs credentials (found as every AWS SDK finds them) that may deploy IAM and KMS resources, and `AWS_REGION`. Makes two stacks called
// `teleport-integ-...` with a role, a user, their policies and a KMS key, and costs some cents.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { AccessAnalyzer, CheckNoNewAccessResult, ValidatePolicyFindingType } from '@aws-sdk/client-accessanalyzer';
import { STS } from '@aws-sdk/client-sts';
import { Account } from './account';
import { tryAll, wrong } from './agent';
import { attempts } from './attempts';
import { DeployableApp } from './cdk';
import { identitiesOf, synthesizedIdentities } from './identities';
import { keyArnIn } from './stacks';
import { step } from './step';
import { command, Failure } from './teardown';

const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

command(async () => {
  const account = await accountOf(process.argv[2]);
  const prefix = `teleport-integ-${randomBytes(3).toString('hex')}`;
  const stacks = [`${prefix}-agents`, `${prefix}-importer`];
  const app = new DeployableApp(account, 'test/deploy/app.ts', { prefix, synthesizer: 'legacy' }); // which needs no bootstrap
  const isMine = (name: string) => name.startsWith(prefix);
  console.log(`Deploys ${stacks.join(' and ')} to ${account.id}, ${account.region}. Should this be interrupted, delete them yourself.`);
  try {
    await step('creates what was synthesized', async () => {
      await app.deploy({ step: 'created' });
      assert.deepEqual(await identitiesOf(account, isMine), await synthesized(account, app, stacks));
    });
    await judge(account, prefix, 'created', isMine);
    await step('changes documents, attachments, the prefix and the boundary', async () => {
      await app.deploy({ step: 'changed' });
      assert.deepEqual(await identitiesOf(account, isMine), await synthesized(account, app, stacks));
    });
    await judge(account, prefix, 'changed', isMine);
  } finally {
    await step('destroys everything', async () => {
      await app.destroy();
      assert.deepEqual(await identitiesOf(account, isMine), { policies: {}, principals: {} });
    });
  }
});

/** Only the account that was named: credentials for another one may lie around. */
async function accountOf(id: string | undefined): Promise<Account> {
  const region = process.env.AWS_REGION;
  if (region === undefined || id === undefined || !/^\d{12}$/.test(id)) {
    throw new Failure('name the account that may be used, and its region: AWS_REGION=eu-west-1 npx projen integ 111122223333');
  }
  const { Account: current } = await new STS({ region }).getCallerIdentity().catch((error) => {
    throw new Failure(`AWS does not say whose credentials these are: ${String(error)}`);
  });
  if (current !== id) {
    throw new Failure(`these credentials are for account ${current}, not for ${id}`);
  }
  return { id, region, environment: process.env, sdk: { region } };
}

async function synthesized(account: Account, app: DeployableApp, stacks: readonly string[]) {
  return synthesizedIdentities(account, Object.fromEntries(stacks.map((stack) => [stack, app.template(stack)])));
}

async function judge(account: Account, prefix: string, deployed: 'created' | 'changed', isMine: (name: string) => boolean): Promise<void> {
  const analyzer = new AccessAnalyzer(account.sdk);
  const { policies, principals } = await identitiesOf(account, isMine);

  await step('ValidatePolicy finds neither errors nor warnings', async () => {
    const documents = [...Object.values(policies), ...Object.values(principals).flatMap(({ inline }) => Object.values(inline))];
    for (const document of documents) {
      const { findings } = await analyzer.validatePolicy({ policyDocument: JSON.stringify(document), policyType: 'IDENTITY_POLICY' });
      assert.deepEqual(findings!.filter(({ findingType }) => findingType !== ValidatePolicyFindingType.SUGGESTION), []);
    }
  });

  await step('CheckNoNewAccess finds the policy inside its boundary', async () => {
    const role = principals[`arn:aws:iam::${account.id}:role/${prefix}-agent`];
    const within = async (document: unknown) => {
      const { result } = await analyzer.checkNoNewAccess({
        existingPolicyDocument: JSON.stringify(policies[role.boundary!]), newPolicyDocument: JSON.stringify(document), policyType: 'IDENTITY_POLICY',
      });
      return result;
    };
    assert.equal(await within(policies[`arn:aws:iam::${account.id}:policy/teleport/${prefix}-databases`]), CheckNoNewAccessResult.PASS);
    assert.equal(await within(EVERYTHING), CheckNoNewAccessResult.FAIL); // it can tell
  });

  await step('SimulatePrincipalPolicy decides as it has to', async () => {
    const calls = attempts(account, prefix, deployed, { arn: await keyArnIn(account, `${prefix}-agents`) });
    assert.deepEqual(wrong(await tryAll(account, calls.map((call) => ({ ...call, input: undefined })))), []);
  });
}
