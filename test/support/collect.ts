import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployed, Resource } from './deployed';
import { OPERATIONS } from '../../src/private/types/uses';

interface Statement { readonly Sid?: string }

const SIDS = new Set(OPERATIONS.map(({ sid }) => sid));
const ARNS: { readonly [type: string]: string } = {
  'AWS::IAM::Role': 'arn:aws:iam::123456789012:role/role',
  'AWS::IAM::User': 'arn:aws:iam::123456789012:user/user',
  'AWS::IAM::ManagedPolicy': 'arn:aws:iam::123456789012:policy/policy',
  'AWS::KMS::Key': 'arn:aws:kms:eu-west-1:123456789012:key/11111111-1111-1111-1111-111111111111',
};

/** Keeps what this library writes for `scripts/judge`: a file for each policy document, in the folder `DOCUMENTS`, named by what is in it. */
export function collect(resources: { [logicalId: string]: Resource }): void {
  const folder = process.env.DOCUMENTS;
  if (folder === undefined) {
    return;
  }
  for (const { Type, Properties } of Object.values(resources).filter((resource) => /^AWS::IAM::(Managed)?Policy$/.test(resource.Type))) {
    const { Version, Statement } = deployed(Properties.PolicyDocument);
    const document = { Version, Statement: ([Statement].flat() as Statement[]).filter(isTight) };
    const references = [...JSON.stringify(document).matchAll(/<(\w+)/g)].map(([, id]) => id);
    // what a parameter of the template or an import stands for is not known here: the same documents come with literals
    if (document.Statement.length > 0 && references.every((id) => id in resources) && !JSON.stringify(document).includes('{"Fn::')) {
      const text = JSON.stringify(document, undefined, 2)
        .replace(/<(\w+)(\.\w+)?>/g, (_, id: string, attribute?: string) => attribute?.endsWith('Arn') ? ARNS[resources[id].Type] : id);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${Type.split(':').pop()}-${createHash('sha1').update(text).digest('hex')}.json`), text);
    }
  }
}

/** The documented form has no Sids, and what apps grant has others. */
function isTight({ Sid }: Statement): boolean {
  return Sid !== undefined && SIDS.has(Sid.replace(/\d+$/, '').replace(/^SelfGrantRead$/, 'SelfGrant'));
}
