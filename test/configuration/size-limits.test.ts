import { App, Fn, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { DatabaseProtocol, RdsDatabase, TeleportDatabaseAccess } from '../../src';
import { agentWith } from '../support/configuration';
import { ENV, roleIn } from '../support/template';

/** A document of about 190 characters for each database. */
function inApp(databases: number, put: (stack: Stack, text: string) => void): App {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: ENV });
  const access = new TeleportDatabaseAccess(stack, 'Access', {
    target: roleIn(stack),
    databases: Array.from({ length: databases }, (_, index) => RdsDatabase.fromResourceId(`db-ABC${index}`, {
      databaseUsers: ['reader'], registration: { name: `orders-${index}`, host: `orders-${index}.internal.example.com`, protocol: DatabaseProtocol.POSTGRES },
    })),
  });
  put(stack, agentWith(access).dbService().toYaml());
  return app;
}

const parameter = (tier?: ssm.ParameterTier) => (stack: Stack, text: string) => void new ssm.StringParameter(stack, 'Config', { stringValue: Fn.base64(text), tier });
const vpcIn = (stack: Stack) => ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0', availabilityZones: ['a'], privateSubnetIds: ['subnet-0'] });
const userDataOf = (text: string) => {
  const userData = ec2.UserData.forLinux();
  userData.addCommands(text);
  return userData;
};
const image = { instanceType: new ec2.InstanceType('t4g.small'), machineImage: ec2.MachineImage.latestAmazonLinux2023() };
const instance = (stack: Stack, text: string) => void new ec2.Instance(stack, 'Host', { vpc: vpcIn(stack), userData: userDataOf(text), ...image });
const template = (stack: Stack, text: string) => void new ec2.LaunchTemplate(stack, 'Host', { userData: userDataOf(text), ...image });
const task = (stack: Stack, text: string) => void new ecs.FargateTaskDefinition(stack, 'Task')
  .addContainer('teleport', { image: ecs.ContainerImage.fromRegistry('teleport'), command: ['start', '--config-string', Fn.base64(text)] });

test.each<{ what: string; put: (stack: Stack, text: string) => void; fits: number; tooMany: number; limit: number; wayOut: RegExp }>([
  { what: 'a standard parameter', put: parameter(), fits: 12, tooMany: 25, limit: 4096, wayOut: /use the tier Advanced or Intelligent-Tiering, or register the databases as resources/ },
  { what: 'a parameter of either tier', put: parameter(ssm.ParameterTier.INTELLIGENT_TIERING), fits: 25, tooMany: 45, limit: 8192, wayOut: /register the databases as resources, or put the document into S3/ },
  { what: 'user data', put: instance, fits: 70, tooMany: 160, limit: 21848, wayOut: /register the databases as resources/ },
  { what: 'user data of a launch template', put: template, fits: 70, tooMany: 160, limit: 21848, wayOut: /register the databases as resources/ },
  { what: 'a task definition', put: task, fits: 200, tooMany: 500, limit: 65536, wayOut: /register the databases as resources and set 'listDatabases' to false/ },
])('what does not fit into $what is told at synthesis', ({ put, fits, tooMany, limit, wayOut }) => {
  const synthesis = () => inApp(tooMany, put).synth();
  expect(synthesis).toThrow(new RegExp(`has room for ${limit} characters, and needs at least \\d+ with Teleport's configuration; ${wayOut.source}`));
  expect(() => inApp(fits, put).synth()).not.toThrow();
});

test('text of others is theirs', () => {
  const app = inApp(1, (stack) => void new ssm.StringParameter(stack, 'Other', { stringValue: 'x'.repeat(5000), tier: ssm.ParameterTier.ADVANCED }));
  expect(() => app.synth()).not.toThrow();
});
