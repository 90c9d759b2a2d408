import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ModuleKind, ScriptTarget, transpile } from 'typescript';
import * as library from '../../src';
import { documentOf, logicalIdsOf, propertiesOf, roleIn, stackIn } from '../support/template';

const PAGE = readFileSync(join(__dirname, '..', '..', 'docs', 'day-two.md'), 'utf8');
const { RdsDatabase, TeleportDatabaseAccess } = library;
const POLICY = 'AWS::IAM::ManagedPolicy';

test('change the key: the policy has both keys, and the secrets of the prefix once', () => {
  const [block] = [...PAGE.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code).filter((code) => code.includes('oldKey'));
  const stack = stackIn();
  const names = { ...library, agentRole: roleIn(stack), oldKey: new kms.Key(stack, 'Old'), newKey: new kms.Key(stack, 'New') };
  const code = transpile(block, { target: ScriptTarget.ES2022, module: ModuleKind.None });
  Reflect.construct(Function, [...Object.keys(names), code]).call(stack, ...Object.values(names));
  const resourcesOf = (sid: string) => documentOf(stack).Statement.find(({ Sid }: { Sid: string }) => Sid === sid).Resource;

  expect(resourcesOf('ManagedUserSecretKeys')).toEqual([expect.stringMatching(/^<Old\w+\.Arn>$/), expect.stringMatching(/^<New\w+\.Arn>$/)]);
  expect(resourcesOf('ManagedUserSecrets')).toBe('arn:aws:secretsmanager:eu-west-1:123456789012:secret:teleport-prod/elasticache/eu-west-1/123456789012/user/*');
});

const registered = (count: number) => Array.from({ length: count }, (_, index) => RdsDatabase.fromResourceId(`db-${index}`, { databaseUsers: ['reader'] }));

function policiesOf(id: string, count: number) {
  const stack = stackIn();
  new TeleportDatabaseAccess(stack, id, { target: roleIn(stack), databases: registered(count) });
  return { ids: logicalIdsOf(stack, POLICY), documents: propertiesOf(stack, POLICY).map(({ PolicyDocument }) => PolicyDocument) };
}

test('rename: other resources with the same documents', () => {
  const [before, after] = [policiesOf('Access', 2), policiesOf('Databases', 2)];
  expect(after.documents).toEqual(before.documents);
  expect(after.ids).not.toEqual(before.ids);
});

test('append: only the last policy changes', () => {
  const [before, after] = [policiesOf('Access', 300), policiesOf('Access', 301)];
  expect(before.documents.length).toBeGreaterThan(2);
  expect(after.ids).toEqual(before.ids);
  expect(after.documents.slice(0, -1)).toEqual(before.documents.slice(0, -1));
});
