import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT, deployed, Resource } from './template';

interface Statement { readonly Sid?: string; readonly Action: string | string[] }

const KINDS: { readonly [type: string]: string } = {
  'AWS::IAM::Role': `iam::${ACCOUNT}:role/role`,
  'AWS::IAM::User': `iam::${ACCOUNT}:user/user`,
  'AWS::IAM::ManagedPolicy': `iam::${ACCOUNT}:policy/policy`,
  'AWS::KMS::Key': `kms:eu-west-1:${ACCOUNT}:key/11111111-1111-1111-1111-111111111111`,
};

/** Keeps the documents that this library writes for `scripts/judge`: a file each in the folder `DOCUMENTS`, named by what is in it. */
export function collect(resources: { [logicalId: string]: Resource }): void {
  const folder = process.env.DOCUMENTS;
  if (folder === undefined) {
    return;
  }
  for (const { Type, Properties } of Object.values(resources).filter((resource) => /^AWS::IAM::(Managed)?Policy$/.test(resource.Type))) {
    const { Version, Statement } = deployed(Properties.PolicyDocument);
    const ours = ([Statement].flat() as Statement[]).filter(({ Sid }) => Sid !== undefined); // neither the documented form nor later grants have one
    if (ours.length > 0) {
      const text = JSON.stringify({ Version, Statement: ours }, undefined, 2).replace(/<(\w+)(?:\.(\w+))?>/g, (_, id: string, attribute?: string) =>
        attribute?.endsWith('Arn') ? `arn:aws:${KINDS[resources[id]?.Type] ?? KINDS['AWS::IAM::Role']}` : id);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${Type.split(':').pop()}-${createHash('sha1').update(text).digest('hex')}.json`), text);
    }
  }
}
