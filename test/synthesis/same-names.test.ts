import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { DatabaseType, TeleportDatabaseDiscoveryPolicy } from '../../src';

type Env = { account?: string; region?: string };

/** The same spoke, once for each environment. */
function deployed(envs: Env[], roleName = (_: Env, __: number): string | undefined => 'teleport-access'): App {
  const app = new App();
  envs.forEach((env, index) => {
    const stack = new Stack(app, `Spoke${index}`, { env });
    const target = new iam.Role(stack, 'Access', { roleName: roleName(env, index), assumedBy: new iam.AccountRootPrincipal() });
    new TeleportDatabaseDiscoveryPolicy(stack, 'Teleport', { target, databaseTypes: [DatabaseType.RDS] });
  });
  return app;
}

const HERE = { account: '222222222222', region: 'eu-west-1' };
const ELSEWHERE = { account: '222222222222', region: 'eu-central-1' };

test.each([
  ['two regions of one account', deployed([HERE, ELSEWHERE])],
  ['two regions, in names that differ in case only', deployed([HERE, ELSEWHERE], (_, index) => index === 0 ? 'teleport-access' : 'Teleport-Access')],
])('a role of one name in %s is refused: IAM is global', (_, app) => {
  expect(() => app.synth()).toThrow(/Spoke1\/Access and Spoke0\/Access are both called "[Tt]eleport-[Aa]ccess" in account 222222222222, and names of roles and users are global; define it in one region of each account/);
});

test.each([
  ['two accounts', deployed([HERE, { ...HERE, account: '333333333333' }])],
  ['two regions under two names', deployed([HERE, ELSEWHERE], ({ region }) => `teleport-${region}`)],
  ['two regions without names', deployed([HERE, ELSEWHERE], () => undefined)],
  ['stacks whose accounts only the deployment knows', deployed([{}, {}])],
])('but not in %s', (_, app) => {
  expect(() => app.synth()).not.toThrow();
});
