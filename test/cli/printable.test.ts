import { bundledCommand, run } from './bundled';
import { assemblyOf, connect, policy, role, template } from './report/assembly';
import { printable } from '../../cli/printable';

const BACKWARDS = '\u202e';
const command = bundledCommand();
const RAW = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u001b\u0007]/;

test.each([
  ['plain text, in any script', 'Zoë 日本 🙂', 'Zoë 日本 🙂'],
  ['text that runs backwards', `a${BACKWARDS}b`, 'a\\u202eb'],
  ['what a terminal obeys', 'a\u001b[2Jb', 'a\\u001b[2Jb'],
  ['marks beyond the first plane', '\u{e0041}', '\\udb40\\udc41'],
  ['half a character', '\ud800', '\\ud800'],
  ['a line break', 'a\nb', 'a\\u000ab'],
])('%s', (_, text, expected) => expect(printable(text)).toBe(expected));

const folder = assemblyOf({
  'Teleport.template.json': template({
    Agent: role({ RoleName: `agent${BACKWARDS}` }),
    Connect: policy([connect(`arn:aws:rds-db:eu-west-1:1:dbuser:db-A/${BACKWARDS}reader\u001b[2J`)], { Roles: [{ Ref: 'Agent' }] }),
  }),
});
const other = assemblyOf({ 'Teleport.template.json': template({ Agent: role({ RoleName: `agent${BACKWARDS}` }), Connect: policy([connect('*')], { Roles: [{ Ref: 'Agent' }] }) }) });

test.each([
  ['report', folder],
  ['report', folder, '--format', 'markdown'],
  ['report', folder, '--format', 'html'],
  ['report', folder, '--format', 'json'],
  ['report', '--compare', folder, other],
  ['report', '--compare', folder, other, '--format', 'json'],
  ['explain', `User: arn:aws:sts::1:assumed-role/a/${BACKWARDS}s is not authorized to perform: rds:DescribeDBInstances on resource: db-${BACKWARDS}A`],
  ['explain', '--format', 'json', `User: arn:aws:sts::1:assumed-role/a/${BACKWARDS}s is not authorized to perform: rds:DescribeDBInstances`],
  ['explain', `${BACKWARDS}`],
  ['report', `no-such-${BACKWARDS}`],
  ['report', `--${BACKWARDS}`],
  [`${BACKWARDS}`],
])('%s %s %s %s prints nothing that runs backwards', (...args) => {
  const { stdout, stderr } = run(command, args);
  expect(`${stdout}${stderr}`).not.toMatch(RAW);
  expect(`${stdout}${stderr}`).not.toBe('');
});

test('the escapes of JSON mean what they replace', () => {
  expect(JSON.parse(run(command, ['report', folder, '--format', 'json']).stdout).stacks[0].identities[0].name).toBe(`agent${BACKWARDS}`);
});
