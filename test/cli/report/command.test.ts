import { assemblyOf, connect, policy, role, template } from './assembly';
import { bundledCommand, run } from '../bundled';

const DATABASE = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':rds-db:eu-west-1:111111111111:dbuser:db-A/reader']] };
const command = bundledCommand();
const folder = assemblyOf({
  'Teleport.template.json': template({ Agent: role(), Connect: policy([connect(DATABASE)], { Roles: [{ Ref: 'Agent' }] }) }),
});

test('the command prints a report without aws-cdk-lib, and in no colors where it is no terminal', () => {
  expect(run(command, ['report', folder])).toEqual({ status: 0, stderr: '', stdout: EXPECTED });
});

test('wrong use gives 2 and no half output', () => {
  expect(run(command, ['report', 'nowhere'])).toEqual({
    status: 2, stdout: '', stderr: 'nowhere is not a folder; name the one that \'cdk synth\' wrote, which is cdk.out unless the app says otherwise\n',
  });
  expect(run(command, ['report', folder, '--format', 'xml'])).toMatchObject({ status: 2, stdout: '' });
});

test('help starts with the shortest useful call', () => {
  const { status, stdout } = run(command, ['report', '--help']);
  expect(status).toBe(0);
  expect(stdout.split('\n').slice(0, 3)).toEqual(['The shortest useful call, after \'cdk synth\':', '', '  npx cdk-teleport-database-access report']);
});

const EXPECTED = `Stack Teleport

Role Agent
  assumed by  ecs-tasks.amazonaws.com
  limits      1 of 10 managed policies
              133 of 2,048 characters in the trust policy

  Managed policy Connect: 181 of 6,144 characters

    RDSConnect
    Teleport needs it to log in to RDS, Aurora and RDS Proxy databases with IAM
    authentication
      allow  rds-db:connect
      on     arn:\${AWS::Partition}:rds-db:eu-west-1:111111111111:dbuser:db-A/
               reader
`;
