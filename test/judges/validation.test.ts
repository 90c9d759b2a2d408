import * as cdk from 'aws-cdk-lib';
import { choices, stackOf } from '../proof/matrix';

interface Report { readonly violations: { readonly ruleName: string; readonly description: string; readonly violatingResources: unknown[] }[] }
type Plugin = new () => { validate(context: object): Report };

/** CDK's own validation of templates, which came after the lowest version that the library supports: `scripts/test-newest` has it. */
const plugin: Plugin | undefined = Reflect.get(cdk, 'CloudFormationValidatePlugin');

(plugin === undefined ? describe.skip : describe)('CDK\'s own validation', () => {
  const reportOf = (app: cdk.App): Report => {
    const stackTemplates = app.synth().stacks.map(({ templateFullPath, hierarchicalId, environment }) => ({
      templatePath: templateFullPath, stackConstructPath: hierarchicalId, accountId: environment.account, region: environment.region,
    }));
    return new plugin!().validate({ templatePaths: stackTemplates.map(({ templatePath }) => templatePath), stackTemplates, appConstruct: app });
  };

  test('finds nothing in the templates of tight policies', () => {
    const tight = choices('few').filter(({ ask, rein }) => rein === 'none' && !ask.wishes.includes('as documented'));
    const apps = new Map<number, cdk.App>();
    tight.forEach((choice, index) => {
      const before = tight.slice(0, index).filter(({ target }) => target.name === choice.target.name).length; // an account has one role of a name
      const app = apps.get(before) ?? new cdk.App();
      apps.set(before, app);
      stackOf(choice, app, `Stack${index}`);
    });
    expect([...apps.values()].flatMap((app) => reportOf(app).violations)).toEqual([]);
  }, 120_000);

  test('finds an ARN that is none', () => {
    const stack = new cdk.Stack(new cdk.App(), 'Stack');
    new cdk.aws_iam.CfnManagedPolicy(stack, 'Policy', {
      policyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'rds-db:connect', Resource: 'arn:aws:rds-db:eu-west-1:1234567890:dbuser:*' }] },
    });
    expect(reportOf(stack.node.root as cdk.App).violations).not.toEqual([]);
  });
});
