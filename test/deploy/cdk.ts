import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Account } from './account';
import { Failure, Outcome, run, temporaryFolder } from './teardown';

const ROOT = resolve(__dirname, '../..');

/** A CDK app that the real CDK CLI deploys. */
export class DeployableApp {
  private readonly output = temporaryFolder();

  /** `file` is relative to the top of the repository. All its stacks are meant, or the one that is named. */
  constructor(
    private readonly account: Account,
    private readonly file: string,
    private readonly context: { readonly [key: string]: string } = {},
    private readonly stacks = '--all',
  ) {}

  /** Deploys and expects it to succeed. */
  public async deploy(context?: { readonly [key: string]: string }): Promise<void> {
    succeeded(await this.tryToDeploy(context));
  }

  public async tryToDeploy(context?: { readonly [key: string]: string }): Promise<Outcome> {
    return this.cdk(['deploy', this.stacks, '--require-approval', 'never'], context);
  }

  public async destroy(context?: { readonly [key: string]: string }): Promise<void> {
    succeeded(await this.cdk(['destroy', this.stacks, '--force'], context));
  }

  /** The template of a stack, as it was deployed. */
  public template(stack: string): any {
    return JSON.parse(readFileSync(join(this.output, `${stack}.template.json`), 'utf8'));
  }

  private async cdk(args: string[], context: { readonly [key: string]: string } = {}): Promise<Outcome> {
    return cdk(this.account, [
      ...args,
      '--app', `"${join(ROOT, 'node_modules/.bin/tsx')}" --tsconfig tsconfig.dev.json ${this.file}`,
      '--output', this.output,
      ...Object.entries({ ...this.context, ...context }).flatMap(([key, value]) => ['--context', `${key}=${value}`]),
    ]);
  }
}

export async function bootstrap(account: Account): Promise<void> {
  succeeded(await cdk(account, [
    'bootstrap', `aws://${account.id}/${account.region}`, '--cloudformation-execution-policies', 'arn:aws:iam::aws:policy/AdministratorAccess',
  ]));
}

async function cdk(account: Account, args: string[]): Promise<Outcome> {
  return run(process.execPath, [join(ROOT, 'node_modules/aws-cdk/bin/cdk'), ...args, '--no-notices', '--no-version-reporting'], {
    ...account.environment, CDK_DISABLE_CLI_TELEMETRY: 'true', CDK_VALIDATION: 'false', CI: 'true', NO_COLOR: '1', NODE_NO_WARNINGS: '1',
  }, ROOT);
}

function succeeded({ code, output }: Outcome): void {
  if (code !== 0) {
    throw new Failure(`the CDK CLI ended with exit code ${code}:\n${output.trim()}`);
  }
}
