import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Documented } from './documented';
import { agentWith, readBackAs, SAMPLE_ACCOUNT } from '../support/configuration';
import { propertiesOf, roleIn, warningsOf } from '../support/template';

const MARKDOWN = readFileSync(join(__dirname, '..', '..', 'docs', 'configuration.md'), 'utf8');
const CHECKED = readFileSync(join(__dirname, 'documented.ts'), 'utf8');
const PROXY = { proxyServer: 'example.teleport.sh:443', joinTokenName: 'database-agent' };

const fences = (language: string): string[] => [...MARKDOWN.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, code]) => code);

/** What an example takes for given is a parameter, the rest the body. */
function asMethod(example: string): RegExp {
  const parameters = [...example.matchAll(/^declare const (.*?);.*$/gm)].map(([, parameter]) => parameter);
  const body = example.replace(/^declare const .*\n/gm, '').trim().replace(/^(?=.)/gm, '    ');
  const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^  public \\w+\\(${literally(parameters.join(', '))}\\): .* {\n${literally(body)}\n    return .*;\n  }$`, 'm');
}

test('the examples of docs/configuration.md are those that the type checker reads', () => {
  const examples = fences('ts');
  expect(examples).toHaveLength(10);
  examples.forEach((example) => expect(CHECKED).toMatch(asMethod(example)));
});

describe('and do what the page says', () => {
  const stackOf = (id = 'Stack', app = new App()) => new Documented(app, id, { env: { region: 'eu-west-1', account: SAMPLE_ACCOUNT } });

  test('with keys that the policies do not tell', () => {
    const stack = stackOf();
    expect(stack.extend(stack.derive(stack.declare()).teleportYaml(PROXY)).content.teleport.log).toEqual({ severity: 'DEBUG' });
  });

  test('step by step', () => {
    const stack = stackOf();
    const teleport = stack.derive(stack.declare());
    expect(readBackAs('teleport.yaml', stack, teleport.teleportYaml(PROXY)).db_service).toEqual({
      enabled: true,
      aws: [{ types: ['rds', 'memorydb'], regions: ['eu-west-1'], tags: { 'teleport-env': ['prod'] } }],
      databases: [{
        name: 'warehouse',
        protocol: 'postgres',
        uri: 'warehouse.abcdefghijkl.eu-west-1.redshift.amazonaws.com:5439',
        static_labels: { 'teleport-env': 'prod' },
        aws: { region: 'eu-west-1', account_id: SAMPLE_ACCOUNT, redshift: { cluster_id: 'warehouse' } },
      }],
    });
  });

  test('two services, two roles: the Database Service has what it reads of discovered databases, and discovers none', () => {
    const stack = stackOf();
    const [finds, opens] = stack.twoRoles(...(['Discovery', 'Database', 'Search'].map((id) => roleIn(stack, `${id}Role`)) as [iam.Role, iam.Role, iam.Role]));
    const found = readBackAs('teleport.yaml', stack, finds);
    expect(found.db_service).toEqual({ enabled: false });
    expect(found.discovery_service).toEqual({
      enabled: true,
      discovery_group: 'aws-prod',
      aws: [{ types: ['rds', 'opensearch'], regions: ['eu-west-1'], tags: { 'teleport-env': ['prod'] } }],
    });
    const opened = readBackAs('teleport.yaml', stack, opens);
    expect(opened.discovery_service).toEqual({ enabled: false });
    expect(opened.db_service).toEqual({
      enabled: true,
      resources: [{ labels: { 'account-id': [SAMPLE_ACCOUNT], 'region': ['eu-west-1'], 'teleport-env': ['prod'] } }],
    });
    const actionsOf = (id: string) => propertiesOf(stack, 'AWS::IAM::ManagedPolicy').filter(({ Roles }: any) => JSON.stringify(Roles).includes(id))
      .flatMap(({ PolicyDocument }: any) => PolicyDocument.Statement.flatMap(({ Action }: any) => Action));
    const reads = ['rds:DescribeDBInstances', 'rds:DescribeDBClusters', 'es:ListDomainNames', 'es:DescribeDomains', 'es:ListTags'];
    expect(actionsOf('DiscoveryRole')).toEqual(reads);
    expect(actionsOf('DatabaseRole').sort()).toEqual([...reads, 'rds:DescribeDBProxies', 'rds:DescribeDBProxyEndpoints', 'rds-db:connect', 'rds:ModifyDBCluster', 'rds:ModifyDBInstance', 'sts:AssumeRole'].sort());
    expect(warningsOf(stack)).toEqual(['cdk-teleport-database-access:roleDoesNotTrustTarget']); // of a role that the example takes for given
  });

  test('an instance that is looked up', () => {
    const stack = stackOf();
    expect(readBackAs('db', stack, agentWith(stack.lookUp(roleIn(stack))).databases()).metadata).toEqual({ name: 'orders-prod' });
  });

  test('reach', () => {
    const stack = stackOf();
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const agent = new ec2.Instance(stack, 'Host', { vpc, instanceType: new ec2.InstanceType('t4g.small'), machineImage: ec2.MachineImage.latestAmazonLinux2023() });
    const teleport = stack.reach(stack.declare(), agent, vpc);
    expect(readBackAs('teleport.yaml', stack, teleport.teleportYaml(PROXY)).db_service.resources).toEqual([
      { labels: { 'account-id': [SAMPLE_ACCOUNT], 'region': ['eu-west-1'], 'vpc-id': [expect.stringMatching(/^sample-vpc/)] } },
    ]);
  });

  test('hub and spoke, in one app and in two', () => {
    const app = new App();
    const hub = stackOf('Hub', app);
    const spoke = new Stack(app, 'Spoke', { env: { account: '222222222222', region: 'eu-central-1' } });
    const far = { types: ['rds'], regions: ['eu-central-1'], tags: { '*': ['*'] }, assume_role_arn: 'arn:aws:iam::222222222222:role/teleport-access', external_id: 'prod-eu' };
    expect(readBackAs('db_service', hub, hub.hubAndSpoke(hub, spoke).dbService()).aws).toEqual([far]);
    const alone = stackOf();
    expect(readBackAs('db_service', alone, alone.twoApps(roleIn(alone)).dbService()).aws).toEqual([far]);
  });

  test('Teleport Cloud', () => {
    const stack = stackOf();
    const [integration, config] = stack.cloud();
    expect(readBackAs('integration', stack, integration).spec.aws_oidc.role_arn).toMatch(`arn:aws:iam::${SAMPLE_ACCOUNT}:role/`);
    expect(readBackAs('discovery_config', stack, config).spec.aws).toEqual([{ types: ['rds'], regions: ['eu-west-1'], tags: { '*': ['*'] }, integration: 'aws-prod' }]);
  });
});
