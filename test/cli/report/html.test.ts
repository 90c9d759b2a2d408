import { assemblyOf, connect, policy, role, template } from './assembly';
import { reportOfAny } from '../../../cli/report/model/build';
import { html } from '../../../cli/report/render/html/escape';
import { page } from '../../../cli/report/render/html/page';

const EVIL = '<script>alert("1")</script>\'&';

function pageOf(name: string, resources: readonly string[] = ['arn:aws:rds-db:eu-west-1:1:dbuser:db-A/reader']): string {
  const resource = { Sid: 'RDSConnect', Condition: { StringLike: { [`aws:PrincipalTag/${name}`]: name } } };
  return page(reportOfAny(assemblyOf({
    'Teleport.template.json': template({
      [name]: role({ RoleName: name, PermissionsBoundary: name, ManagedPolicyArns: [name] }),
      Connect: policy([{ ...connect(...resources), ...resource }, { Effect: 'Deny', Action: name, Resource: name }], { Roles: [name] }),
    }),
  })));
}

test('whatever stands in a template is text', () => {
  const text = pageOf(EVIL, [EVIL]);
  expect(text).not.toMatch(/<script|alert\("1"|<\/script/i);
  expect(text).toContain('&#60;script&#62;');
  expect([...text.matchAll(/="[^"]*"/g)].filter(([attribute]) => attribute.includes('script'))).toEqual([]);
});

test('nothing is loaded and nothing runs', () => {
  const text = pageOf('agent');
  expect(text).toContain('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">');
  expect(text).not.toMatch(/\bsrc=|@import|url\((?!#)|https?:|\bon\w+=/);
  expect([...text.matchAll(/href="([^"]*)"/g)].map(([, link]) => link)).toEqual(['#identity-1', '#identity-1']);
});

test('links of the picture lead to identities', () => {
  expect(pageOf('agent')).toContain('<article id="identity-1">');
});

test('of many resources the most are folded away', () => {
  const databases = (count: number) => Array.from({ length: count }, (_, index) => `arn:aws:rds-db:eu-west-1:1:dbuser:db-${index}/reader`);
  expect(pageOf('agent', databases(9))).not.toContain('<details>');
  expect(pageOf('agent', databases(10))).toContain('<details><summary>2 more</summary>');
});

test('the tag escapes what is filled in, and HTML only once', () => {
  expect(html`<b title="${'"'}">${['<', html`<i>${'&'}</i>`, 1, undefined]}</b>`.text).toBe('<b title="&#34;">&#60;<i>&#38;</i>1</b>');
});
