import { ElastiCache } from '@aws-sdk/client-elasticache';
import { KMS } from '@aws-sdk/client-kms';
import { RDS } from '@aws-sdk/client-rds';
import { Account } from './account';

type Tags = { readonly [key: string]: string };
const listed = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** Something for an agent to find. */
export async function createInstance({ sdk }: Account, name: string, tags: Tags): Promise<void> {
  await new RDS(sdk).createDBInstance({
    DBInstanceIdentifier: name,
    DBInstanceClass: 'db.t3.micro',
    Engine: 'postgres',
    AllocatedStorage: 20,
    MasterUsername: 'master',
    MasterUserPassword: 'not-a-secret',
    Tags: listed(tags),
  });
}

/** A user of a cache, whose password an agent may change or not. */
export async function createCacheUser({ sdk }: Account, name: string, tags: Tags): Promise<void> {
  await new ElastiCache(sdk).createUser({
    UserId: name, UserName: name, Engine: 'redis', AccessString: 'on ~* +@all', Passwords: ['not-a-secret-at-all'], Tags: listed(tags),
  });
}

/** Something to decrypt. */
export async function encrypt({ sdk }: Account, KeyId: string): Promise<Uint8Array> {
  const { CiphertextBlob } = await new KMS(sdk).encrypt({ KeyId, Plaintext: Buffer.from('password') });
  return CiphertextBlob!;
}
