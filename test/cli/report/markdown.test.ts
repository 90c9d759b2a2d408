import { assemblyOf, connect, policy, role, template } from './assembly';
import { compare } from '../../../cli/report/compare/compare';
import { comparisonMarkdown } from '../../../cli/report/compare/markdown';
import { reportOfAny } from '../../../cli/report/model/build';
import { markdown } from '../../../cli/report/render/markdown';
import { code, plain } from '../../../cli/report/render/markdown-text';

const reportOf = (resource: string) => reportOfAny(assemblyOf({
  'Teleport.template.json': template({
    Agent: role({ RoleName: 'agent_of_*' }),
    Connect: policy([{ ...connect(resource), Condition: { StringLike: { 'aws:PrincipalTag/a': ['b|c', 'd'] } } }], { Roles: [{ Ref: 'Agent' }] }),
  }),
}));

test('a report is headings, lists and tables, in which names are only names', () => {
  expect(markdown(reportOf('arn:aws:rds-db:*:*:dbuser:*/reader'))).toBe(`## Stack Teleport

### Role agent\\_of\\_\\*

- Assumed by \`ecs-tasks.amazonaws.com\`
- 1 of 10 managed policies; 133 of 2,048 characters in the trust policy

#### Managed policy Connect: 214 of 6,144 characters

| why | what | on | if |
|---|---|---|---|
| **RDSConnect**<br>Teleport needs it to log in to RDS, Aurora and RDS Proxy databases with IAM authentication | \`rds-db:connect\` | \
\`arn:aws:rds-db:*:*:dbuser:*/reader\` | \`aws:PrincipalTag/a is like b\\|c or d\` |
`);
});

test('a comparison is a table for each identity', () => {
  expect(comparisonMarkdown(compare(reportOf('db-A'), reportOf('db-*')))).toBe(`## Allows more

### Role agent\\_of\\_\\* in stack Teleport

| change | what | on | if |
|---|---|---|---|
| **Resource added**<br>Teleport needs it to log in to RDS, Aurora and RDS Proxy databases with IAM authentication | \`rds-db:connect\` | \
\`db-*\` | \`aws:PrincipalTag/a is like b\\|c or d\` |

## Allows the same, in other words

### Role agent\\_of\\_\\* in stack Teleport

| change | what | on | if |
|---|---|---|---|
| **Resource lost, still covered by db-\\***<br>Teleport needs it to log in to RDS, Aurora and RDS Proxy databases with IAM authentication | \
\`rds-db:connect\` | \`db-A\` | \`aws:PrincipalTag/a is like b\\|c or d\` |
`);
  expect(comparisonMarkdown(compare(reportOf('db-A'), reportOf('db-A')))).toBe('Nothing changed in what the policies of this library allow, and to whom.\n');
});

test.each([
  ['<script>alert(1)</script>', '&#60;script&#62;alert(1)&#60;/script&#62;', '`<script>alert(1)</script>`'],
  ['@somebody [link](x) #1', '&#64;somebody \\[link\\](x) \\#1', '`@somebody [link](x) #1`'],
  ['a`b``c', 'a\\`b\\`\\`c', '``` a`b``c ```'],
  ['a\nb', 'a\\\\u000ab', '`a\\u000ab`'],
  ['teleport-agent', 'teleport-agent', '`teleport-agent`'],
])('%j is harmless', (text, asText, asCode) => {
  expect(plain(text)).toBe(asText);
  expect(code(text)).toBe(asCode);
});
