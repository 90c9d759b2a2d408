import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A cloud assembly of these files: JSON, or text as it stands. */
export function assemblyOf(files: { readonly [path: string]: unknown }): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

/** A template with these resources. */
export const template = (Resources: { readonly [id: string]: object }) => ({ Resources });

/** A role that ECS may assume. */
export const role = (properties: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ecs-tasks.amazonaws.com' } }],
    },
    ...properties,
  },
});

/** A managed policy of this library. */
export const policy = (statements: readonly object[], properties: object = {}) => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: {
    Description: 'What a Teleport agent needs for AWS databases',
    PolicyDocument: { Version: '2012-10-17', Statement: statements },
    ...properties,
  },
});

/** `rds-db:connect` to databases. */
export const connect = (...resources: readonly unknown[]) => ({ Sid: 'RDSConnect', Effect: 'Allow', Action: 'rds-db:connect', Resource: resources });
